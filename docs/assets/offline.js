/** The copy of the site in this browser: begun once the page is up and at rest, shown at its foot. */

import { whenIdle } from "./runtime/index.js";

/** @typedef {import("./config.js").Site} Site */
/** @typedef {import("./offline/desk.js").OfflineDesk} OfflineDesk */

export class Offline {
  #site;
  #engine;
  /** @type {Promise<OfflineDesk> | undefined} */
  #desk;

  /** @param {Site} site @param {import("./engine.js").Engine} engine */
  constructor(site, engine) {
    this.#site = site;
    this.#engine = engine;
  }

  /**
   * A page is there: whatever it shows and boots goes first.
   *
   * @param {Document} page
   * @param {AbortSignal} signal
   */
  async arrive(page, signal) {
    // a preview has no edition, and no copy that an author would have to fight
    if (!this.#site.edition) return;
    await this.#atRest(signal);
    if (signal.aborted) return;
    try {
      this.#desk ??= import("./offline/desk.js").then((part) => new part.OfflineDesk(this.#site));
      const desk = await this.#desk;
      if (!signal.aborted) desk.show(page, signal);
    } catch {
      this.#desk = undefined; // the network is gone just now; the next page tries again
    }
  }

  /** @param {AbortSignal} signal @returns {Promise<void>} */
  #atRest(signal) {
    return new Promise((resolve) => {
      const isBooting = () => this.#engine.stage.name === "booting";
      const look = () => {
        if (!isBooting()) whenIdle(resolve);
      };
      if (isBooting()) this.#engine.onStage(look, signal);
      else if (document.readyState === "complete") look();
      else addEventListener("load", look, { once: true, signal });
    });
  }
}
