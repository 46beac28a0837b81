/** An editor for Python: CodeMirror from the site's own files, a plain text field where it can't be had. */

import { make } from "../dom.js";
import { readManifest } from "../runtime/manifest.js";

/**
 * @typedef {{
 *   text: string,
 *   markLine: (line: number | null) => void,
 *   goToLine: (line: number) => void,
 *   isPlain: boolean,
 * }} Editor
 *
 * @typedef {{
 *   view: typeof import("@codemirror/view"), state: typeof import("@codemirror/state"),
 *   commands: typeof import("@codemirror/commands"),
 *   language: typeof import("@codemirror/language"),
 *   highlight: typeof import("@lezer/highlight"), python: typeof import("@lezer/python"),
 * }} Library
 */

/** @type {Promise<Library> | null} */
let loading = null;

/**
 * @param {HTMLElement} box
 * @param {{text: string, label: string, runtime: URL, onChange: () => void}} wanted
 * @returns {Promise<Editor>}
 */
export async function makeEditor(box, { text, label, runtime, onChange }) {
  try {
    loading ??= load(runtime);
    return codeMirror(await loading, box, text, label, onChange);
  } catch {
    loading = null;
    return plainField(box, text, label, onChange);
  }
}

/** @param {URL} runtime @returns {Promise<Library>} */
async function load(runtime) {
  const { modules } = await readManifest(new URL("manifest.json", runtime).href);
  const take = (/** @type {string} */ name) => import(new URL(modules[name] ?? "", runtime).href);
  const [view, state, commands, language, highlight, python] = await Promise.all(
    [
      "@codemirror/view",
      "@codemirror/state",
      "@codemirror/commands",
      "@codemirror/language",
      "@lezer/highlight",
      "@lezer/python",
    ].map(take),
  );
  return { view, state, commands, language, highlight, python };
}

/**
 * @param {Library} library
 * @param {HTMLElement} box
 * @param {string} text
 * @param {string} label
 * @param {() => void} onChange
 * @returns {Editor}
 */
function codeMirror(
  { view, state, commands, language, highlight, python },
  box,
  text,
  label,
  onChange,
) {
  const { EditorView, Decoration } = view;
  const { tags } = highlight;
  /** @type {import("@codemirror/state").StateEffectType<number | null>} */
  const mark = state.StateEffect.define();
  const marked = state.StateField.define({
    create: () => Decoration.none,
    update: (lines, change) => {
      const told = change.effects.find((effect) => effect.is(mark));
      if (!told) return change.docChanged ? Decoration.none : lines;
      const line = told.value;
      if (line === null || line > change.newDoc.lines) return Decoration.none;
      const at = change.newDoc.line(line).from;
      return Decoration.set([Decoration.line({ class: "explore-trouble-line" }).range(at)]);
    },
    provide: (field) => EditorView.decorations.from(field),
  });
  const colors = language.HighlightStyle.define([
    { tag: tags.keyword, color: "var(--lab-accent)", fontWeight: "600" },
    { tag: [tags.string, tags.docString], color: "var(--lab-good)" },
    { tag: tags.comment, color: "var(--lab-muted)", fontStyle: "italic" },
    { tag: tags.number, color: "var(--lab-fair)" },
    { tag: tags.definition(tags.function(tags.variableName)), fontWeight: "700" },
  ]);
  const speech = language.LRLanguage.define({
    name: "python",
    parser: python.parser,
    languageData: { commentTokens: { line: "#" } },
  });
  const editor = new EditorView({
    parent: box,
    doc: text,
    extensions: [
      view.lineNumbers(),
      commands.history(),
      view.keymap.of([...commands.defaultKeymap, ...commands.historyKeymap]),
      state.EditorState.tabSize.of(4),
      language.indentUnit.of("    "),
      speech,
      language.syntaxHighlighting(colors),
      EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", tabindex: "0" }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onChange();
      }),
      marked,
    ],
  });
  return {
    isPlain: false,
    get text() {
      return editor.state.doc.toString();
    },
    set text(fresh) {
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: fresh } });
    },
    markLine: (line) => editor.dispatch({ effects: mark.of(line) }),
    goToLine: (line) => {
      const { from } = editor.state.doc.line(Math.min(line, editor.state.doc.lines));
      editor.dispatch({ selection: { anchor: from }, scrollIntoView: true });
      editor.focus();
    },
  };
}

/**
 * @param {HTMLElement} box
 * @param {string} text
 * @param {string} label
 * @param {() => void} onChange
 * @returns {Editor}
 */
function plainField(box, text, label, onChange) {
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
