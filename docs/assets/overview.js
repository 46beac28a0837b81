/** A page about the whole course: the map of labs, the reader's ledger, or a class's ledgers. */

import { showCourseMap } from "./course-map.js";
import { one } from "./dom.js";
import { exporting } from "./ledger-export.js";
import { Notices } from "./notices.js";
import { addSheet } from "./sheets.js";

/** @typedef {import("./ledger/page.js").Desk} Desk */

export class Overview {
  #map;
  #ledger;
  #showDesk = () => {};

  /** @param {Document} page @param {Desk} house @param {AbortSignal} signal */
  constructor(page, house, signal) {
    this.#map = one(page, "[data-course-map]");
    this.#ledger = house.ledger;
    const desk = one(page, "[data-ledger-page], [data-class-page]");
    const there = this.#map ?? desk;
    if (there) this.#tellAbove(there, signal);
    if (desk) this.#open(desk, house, signal);
  }

  /** Show what is stored now. */
  show() {
    if (this.#map) showCourseMap(this.#map, this.#ledger.read());
    this.#showDesk();
  }

  /** @param {HTMLElement} element @param {AbortSignal} signal */
  #tellAbove(element, signal) {
    const notices = new Notices(signal);
    element.before(notices.box);
    this.#ledger.onTrouble(
      (sentence, withExport) =>
        notices.tell(sentence, withExport ? exporting(this.#ledger) : undefined),
      signal,
    );
  }

  /** @param {HTMLElement} element @param {Desk} house @param {AbortSignal} signal */
  async #open(element, house, signal) {
    const [{ openDesk }] = await Promise.all([
      import("./ledger/open.js"),
      addSheet("ledger/ledger.css"),
    ]);
    if (signal.aborted) return;
    this.#showDesk = openDesk(element, house, signal);
    this.#showDesk();
  }
}
