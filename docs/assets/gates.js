/** What a prediction opens: hidden, inert and explained until then. */

import { all, moveFocusTo, one, setAttribute, setHidden } from "./dom.js";

/** @typedef {import("./types.js").View} View */

export class Gates {
  #root;
  #readingOn = false;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
    for (const gate of all(root, "[data-gate]")) setGate(root, gate, gate.dataset.state === "open");
  }

  /**
   * @param {View["gates"]} gates
   * @returns {HTMLElement[]} The gates that were locked and now are open.
   */
  show(gates) {
    const opened = [];
    for (const gate of all(this.#root, "[data-gate]")) {
      const open = this.#readingOn || gates[gate.dataset.gate ?? ""] === "open";
      if (open && gate.inert) opened.push(gate);
      setGate(this.#root, gate, open);
    }
    return opened;
  }

  /** Open everything for a reader whose browser can't run the instruments. */
  readOn() {
    this.#readingOn = true;
    this.show({});
  }

  /** Python runs after all: what it says of the gates counts again. */
  endReadingOn() {
    this.#readingOn = false;
  }

  get isReadingOn() {
    return this.#readingOn;
  }

  /**
   * Move the reader to the heading of what has just opened.
   *
   * @param {HTMLElement} gate
   */
  focus(gate) {
    moveFocusTo(one(gate, "h2, h3, h4") ?? gate);
  }
}

/** @param {HTMLElement} root @param {HTMLElement} gate @param {boolean} open */
function setGate(root, gate, open) {
  setAttribute(gate, "data-state", open ? "open" : "locked");
  setHidden(gate, !open);
  gate.inert = !open;
  const note = one(root, `[data-locked-note="${CSS.escape(gate.dataset.gate ?? "")}"]`);
  setHidden(note, open);
}
