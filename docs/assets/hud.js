/** The strip of results: answers on record, traps met, where the lab is set, whether it is saved. */

import { all, one, setAttribute, setText } from "./dom.js";
import { onRecord } from "./verdicts.js";

/** @typedef {import("./types.js").View} View */

/** @type {Record<string, string>} */
const TONES = { correct: "good", wrong: "bad", ok: "good", hit: "bad" };

/** @param {HTMLElement} root @param {View} view */
export function showHud(root, view) {
  for (const entry of all(root, "[data-hud-question]")) {
    const text = onRecord(view.questions[entry.dataset.hudQuestion ?? ""]);
    setText(entry, text);
    setAttribute(entry, "data-tone", TONES[text] ?? null);
  }
  for (const entry of all(root, "[data-hud-flags]")) {
    const text = trapText((entry.dataset.hudFlags ?? "").split(" "), view.flags);
    setText(entry, text);
    setAttribute(entry, "data-tone", TONES[text] ?? null);
  }
  for (const entry of all(root, ".lab-hud [data-slot]"))
    setAttribute(entry, "data-tone", view.values[entry.dataset.slot ?? ""]?.tone ?? null);
  for (const entry of all(root, "[data-hud-context]"))
    setText(entry, contextLabel(root, view.context));
}

/**
 * @param {string[]} names
 * @param {View["flags"]} flags
 */
export function trapText(names, flags) {
  const known = names.filter((name) => name in flags);
  if (known.length === 0) return "–";
  return known.some((name) => flags[name]) ? "hit" : "ok";
}

/**
 * Return the first words of a context's label, up to its colon.
 *
 * @param {HTMLElement} root
 * @param {string} context
 */
export function contextLabel(root, context) {
  const radio = one(root, `[data-control="context"] input[value="${CSS.escape(context)}"]`);
  const label = radio?.closest("label")?.textContent?.trim() ?? context;
  return label.split(":")[0]?.trim() ?? context;
}
