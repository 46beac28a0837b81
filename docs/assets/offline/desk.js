/** Where a reader sees what their browser keeps of the site: a line at the foot of each page, and news. */

import { make, one, setHidden } from "../dom.js";
import { button } from "../ledger/room.js";
import { askBeforeRemoving } from "./removal.js";
import { SiteCopy } from "./site-copy.js";
import { lineOf } from "./words.js";

const NEWS =
  "A new version of these labs is ready. Your answers, settings and ledger stay as they are.";

export class OfflineDesk {
  #copy;
  /** @type {HTMLElement | null} */
  #place = null;
  #news = make("div", { class: "lab-news md-typeset", role: "status" });

  /** @param {import("../config.js").Site} site */
  constructor(site) {
    this.#copy = new SiteCopy(site, navigator, () => this.#update());
    this.#copy.begin();
  }

  /** @param {Document} page @param {AbortSignal} signal */
  show(page, signal) {
    this.#place = one(page, "[data-offline]");
    signal.addEventListener("abort", () => {
      this.#place = null;
    });
    if (!this.#news.isConnected) page.body.append(this.#news);
    this.#update();
    this.#copy.turnPage();
  }

  #update() {
    this.#showLine();
    if (this.#copy.hasNews && this.#news.childElementCount === 0) this.#tellNews();
  }

  #showLine() {
    const place = this.#place;
    if (!place) return;
    const { text, action } = lineOf(this.#copy.state);
    setHidden(place, text === "");
    const parts = [make("span", {}, text)];
    if (action) parts.push(button(action, () => this.#copy.keep(), { "data-offline-keep": "" }));
    if (this.#copy.state.name === "kept") {
      const ask = () => askBeforeRemoving(place, () => this.#copy.remove());
      parts.push(button("Repair …", ask, { "data-offline-repair": "" }));
    }
    place.replaceChildren(...parts);
  }

  #tellNews() {
    const use = button("Use it now", () => this.#copy.useNews(), { "data-news-use": "" });
    const later = button("At my next visit", () => this.#news.replaceChildren(), {
      "data-news-later": "",
    });
    this.#news.replaceChildren(make("p", {}, NEWS), use, later);
  }
}
