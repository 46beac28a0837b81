/** The page's one polite voice: it speaks once, after the controls have come to rest. */

import { announcement } from "./announcement.js";
import { all, make, one, setText } from "./dom.js";

/** @typedef {import("./types.js").View} View */

export class Announcer {
  #root;
  #voice = make("p", { class: "lab-voice", role: "status" });
  /** @type {View | null} What was last said, or seen at the start. */
  #heard = null;

  /** @param {HTMLElement} root @param {AbortSignal} signal */
  constructor(root, signal) {
    this.#root = root;
    root.append(this.#voice);
    signal.addEventListener("abort", () => this.#voice.remove());
  }

  /**
   * Take a view as known without saying anything.
   *
   * @param {View} view
   */
  know(view) {
    this.#heard = view;
  }

  /** @param {View} view */
  speak(view) {
    const text = announcement(this.#heard, view, {
      order: all(this.#root, "[data-value]").map((element) => element.dataset.value ?? ""),
      labelOf: (name) => labelOf(this.#root, name),
      stateText: (flag) => stateText(this.#root, flag),
    });
    this.#heard = view;
    if (text) setText(this.#voice, text);
  }
}

/** @param {HTMLElement} root @param {string} value */
function labelOf(root, value) {
  const metric = one(root, `[data-value="${CSS.escape(value)}"]`)?.closest("[data-metric]");
  return metric?.querySelector("dt")?.textContent?.trim() ?? value;
}

/** @param {HTMLElement} root @param {string} flag */
function stateText(root, flag) {
  const state = one(root, `[data-flag="${CSS.escape(flag)}"]`);
  const parts = state ? [one(state, ".severity"), one(state, "h3, h4, strong")] : [];
  const said = parts.map((part) => part?.textContent?.trim() ?? "").filter(Boolean);
  return `${said.join(": ").replace(/[.:]*$/, "")}.`;
}
