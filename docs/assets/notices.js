/** What the machinery must tell the reader, once, in a sentence that can be put away. */

import { make } from "./dom.js";

/** @typedef {{label: string, run: () => void}} Action */

export class Notices {
  /** To be put where the page wants notices. */
  box = make("div", { class: "lab-notices", role: "status" });
  /** @type {Set<string>} What is on the page now. */
  #told = new Set();

  /** @param {AbortSignal} signal */
  constructor(signal) {
    signal.addEventListener("abort", () => this.box.remove());
  }

  /**
   * @param {string} sentence
   * @param {Action} [action] What the reader may do about it at once.
   */
  tell(sentence, action) {
    if (this.#told.has(sentence)) return;
    this.#told.add(sentence);
    const close = make("button", { type: "button", class: "notice-close" }, "Understood");
    const notice = make("div", { class: "lab-notice" }, make("p", {}, sentence));
    if (action) {
      const act = make("button", { type: "button", class: "notice-action" }, action.label);
      act.addEventListener("click", action.run);
      notice.append(act);
    }
    notice.append(close);
    close.addEventListener("click", () => {
      notice.remove();
      this.#told.delete(sentence);
    });
    this.box.append(notice);
  }
}
