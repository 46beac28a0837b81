/** The context of a reader's own device, beside those the page was printed with. */

import { make, one, setText } from "./dom.js";

/** @typedef {import("./types.js").View} View */

const NOTE = "You see your own device. Nothing you do with it is scored or goes on record.";

/**
 * @param {HTMLElement} root
 * @param {View} view
 */
export function showOwnContext(root, { own, context }) {
  const there = one(root, "[data-own-context]");
  if (!own) {
    there?.remove();
    one(root, "[data-own-note]")?.remove();
    return;
  }
  const inUse = context === "own";
  const radio = one(there ?? addTo(root), "input");
  if (radio instanceof HTMLInputElement) radio.checked = inUse;
  const label = `Yours – ${own}`;
  setText(one(root, "[data-own-context] span"), label);
  setText(one(root, "[data-own-note]"), inUse ? NOTE : "");
  if (inUse) setText(one(root, "[data-hud-context]"), label);
}

/** @param {HTMLElement} root */
function addTo(root) {
  const name = `${root.dataset.lab}.context`;
  const radio = make("input", { type: "radio", name, value: "own" });
  const label = make("label", { class: "choice", "data-own-context": "" }, radio, make("span"));
  one(root, ".lab-context")?.append(label, make("p", { "data-own-note": "", role: "status" }));
  return label;
}
