/** Says whether what the reader did is in their Design Ledger. */

import { all, one, setAttribute, setText } from "./dom.js";

/** @typedef {import("./recorder.js").SavedState} SavedState */

/** @type {Record<SavedState, string>} */
const WORDS = {
  nothing: "Nothing recorded yet",
  saving: "Saving…",
  saved: "Saved in your Design Ledger",
  unsaved: "Not saved in this browser",
};

/**
 * A save after every change is nothing to be read aloud; trouble with it comes as a notice.
 *
 * @param {HTMLElement} root
 */
export function keepQuietAboutSaving(root) {
  setAttribute(one(root, "[data-saved]"), "aria-live", "off");
}

/** @param {HTMLElement} root @param {SavedState} state */
export function showSaved(root, state) {
  const line = one(root, "[data-saved]");
  setText(line, WORDS[state]);
  setAttribute(line, "data-state", state);
  for (const entry of all(root, "[data-hud-saved]")) {
    setText(entry, state === "saved" ? "saved" : "–");
  }
}
