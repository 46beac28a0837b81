/** What a reader has changed in a lab's Python: kept in this browser, and never given to the lab. */

import { Keeper } from "../keeper.js";

/** @typedef {Record<string, string>} Texts By module. */

export class Edits {
  #keeper = new Keeper(() => localStorage);
  #key;
  #act;

  /** @param {{runtime: URL, lab: string, act: string}} tools */
  constructor({ runtime, lab, act }) {
    this.#key = `mlsys-physics:${new URL("../../", runtime).pathname}:${lab}`;
    this.#act = act;
  }

  /** @returns {Texts} */
  read() {
    const texts = this.#all()[this.#act];
    const entries = Object.entries(texts ?? {}).filter(([, text]) => typeof text === "string");
    return Object.fromEntries(entries);
  }

  /** @param {Texts} texts @returns {boolean} Whether the browser keeps them. */
  write(texts) {
    return this.#keeper.write(this.#key, JSON.stringify({ ...this.#all(), [this.#act]: texts }));
  }

  /** @returns {Record<string, Texts>} */
  #all() {
    try {
      const kept = JSON.parse(this.#keeper.read(this.#key) ?? "{}");
      return typeof kept === "object" && kept !== null && !Array.isArray(kept) ? kept : {};
    } catch {
      return {};
    }
  }
}
