/** What the machinery must tell the reader, once, in a sentence that can be put away. */

import { make } from "./dom.js";

export class Notices {
  /** To be put where the page wants notices. */
  box = make("div", { class: "lab-notices", role: "status" });
  /** @type {Set<string>} What is on the page now. */
  #told = new Set();

  /** @param {AbortSignal} signal */
  constructor(signal) {
    signal.addEventListener("abort", () => this.box.remove());
  }

  /** @param {string} sentence */
  tell(sentence) {
    if (this.#told.has(sentence)) return;
    this.#told.add(sentence);
    const close = make("button", { type: "button", class: "notice-close" }, "Understood");
    const notice = make("div", { class: "lab-notice" }, make("p", {}, sentence), close);
    close.addEventListener("click", () => {
      notice.remove();
      this.#told.delete(sentence);
    });
    this.box.append(notice);
  }
}
