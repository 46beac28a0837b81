/**
 * What the ledger needs Python for: merging with what other tabs wrote, reading what is damaged.
 * Python is woken only where there is something to ask it.
 */

import { isSame } from "./ledger-text.js";

/** @typedef {import("./types.js").Ledger} Ledger */
/** @typedef {import("./ledger.js").LedgerStore} LedgerStore */
/** @typedef {import("./engine.js").Engine} Engine */

export class LedgerSync {
  #ledger;
  #engine;
  #busy = Promise.resolve(false);

  /** @param {LedgerStore} ledger @param {Engine} engine */
  constructor(ledger, engine) {
    this.#ledger = ledger;
    this.#engine = engine;
  }

  /**
   * Ask Python, waking it where need be.
   *
   * @param {string} method
   * @param {object} request
   * @returns {Promise<any>}
   */
  async ask(method, request) {
    this.#engine.start();
    for (let tries = 2; ; tries -= 1) {
      try {
        return await this.#engine.ask(`ledger.${method}`, request);
      } catch (error) {
        if (tries === 0 || !this.#engine.isLost(error)) throw error;
      }
    }
  }

  /**
   * Add a ledger to the stored one, whatever other tabs write meanwhile.
   *
   * @param {Ledger} more
   * @returns {Promise<boolean>} Whether the browser holds the result.
   */
  async add(more) {
    for (;;) {
      const stored = this.#ledger.read();
      const { document } = await this.ask("merge", { documents: [stored, more] });
      if (!isSame(this.#ledger.read(), stored)) continue;
      return isSame(document, stored) || this.#ledger.put(document);
    }
  }

  /**
   * See to it that what this tab wrote is still in the stored ledger, and damage is looked into.
   *
   * @returns {Promise<boolean>} Whether there was anything to do.
   */
  settle() {
    this.#busy = this.#busy.then(async () => {
      this.#ledger.read();
      try {
        const recovered = await this.#recover();
        return (await this.#bringBack()) || recovered;
      } catch {
        // Python is not to be had: the lab page says so, and the next change tries again.
        return false;
      }
    });
    return this.#busy;
  }

  async #bringBack() {
    const mine = this.#ledger.displaced();
    if (!mine) return false;
    await this.add(mine);
    this.#ledger.acknowledge();
    return true;
  }

  async #recover() {
    const damaged = this.#ledger.takeDamaged();
    for (const text of damaged) {
      const { document } = await this.ask("read", { text });
      const labs = Object.keys(document?.labs ?? {});
      if (labs.length === 0) continue;
      await this.add(document);
      const count = labs.length === 1 ? "One lab" : `${labs.length} labs`;
      this.#ledger.tell(
        `${count} could be read from the damaged ledger and stand in the new one again. ` +
          "The damaged text itself is kept; the Design Ledger page lets you download it.",
      );
    }
    return damaged.length > 0;
  }
}
