/** CodeMirror set up for the Python of a lab. Fetched when the first editor is opened. */

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, indentUnit, LRLanguage, syntaxHighlighting } from "@codemirror/language";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { parser } from "@lezer/python";

/**
 * @param {HTMLElement} box
 * @param {import("./editor.js").Wanted} wanted
 * @returns {import("./editor.js").Editor}
 */
export function codeMirror(box, { text, label, onChange }) {
  /** @type {import("@codemirror/state").StateEffectType<number | null>} */
  const mark = StateEffect.define();
  const marked = StateField.define({
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
  const colors = HighlightStyle.define([
    { tag: tags.keyword, color: "var(--lab-accent)", fontWeight: "600" },
    { tag: [tags.string, tags.docString], color: "var(--lab-good)" },
    { tag: tags.comment, color: "var(--lab-muted)", fontStyle: "italic" },
    { tag: tags.number, color: "var(--lab-fair)" },
    { tag: tags.definition(tags.function(tags.variableName)), fontWeight: "700" },
  ]);
  const speech = LRLanguage.define({
    name: "python",
    parser,
    languageData: { commentTokens: { line: "#" } },
  });
  const editor = new EditorView({
    parent: box,
    doc: text,
    extensions: [
      lineNumbers(),
      history(),
      keymap.of([...defaultKeymap, ...historyKeymap]),
      EditorState.tabSize.of(4),
      indentUnit.of("    "),
      speech,
      syntaxHighlighting(colors),
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
