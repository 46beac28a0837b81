/** An editor for Python: CodeMirror, or a plain text field where it can't be had. */

import { make } from "../dom.js";

/**
 * @typedef {{
 *   text: string,
 *   markLine: (line: number | null) => void,
 *   goToLine: (line: number) => void,
 *   isPlain: boolean,
 * }} Editor
 *
 * @typedef {{text: string, label: string, onChange: () => void}} Wanted
 */

/**
 * @param {HTMLElement} box
 * @param {Wanted} wanted
 * @returns {Promise<Editor>}
 */
export async function makeEditor(box, wanted) {
  try {
    const { codeMirror } = await import("./code-mirror.js");
    return codeMirror(box, wanted);
  } catch {
    return plainField(box, wanted);
  }
}

/**
 * @param {HTMLElement} box
 * @param {Wanted} wanted
 * @returns {Editor}
 */
function plainField(box, { text, label, onChange }) {
  const rows = String(Math.min(24, text.split("\n").length + 1));
  const field = make("textarea", { "aria-label": label, rows, spellcheck: "false", wrap: "off" });
  field.value = text;
  field.addEventListener("input", onChange);
  box.append(field);
  return {
    isPlain: true,
    get text() {
      return field.value;
    },
    set text(fresh) {
      field.value = fresh;
      onChange();
    },
    markLine: () => {},
    goToLine: (line) => {
      const before = field.value.split("\n").slice(0, line - 1);
      const from = before.join("\n").length + (line > 1 ? 1 : 0);
      field.focus();
      field.setSelectionRange(from, from + (field.value.slice(from).indexOf("\n") + 1 || 0));
    },
  };
}
