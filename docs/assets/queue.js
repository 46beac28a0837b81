/**
 * The events Python has not answered yet, in order.
 *
 * However fast a slider moves, at most one event of it waits: a newer one takes the older one's
 * place, unless something that depends on the order (a commit, a reset, another context) came between.
 */

/** @typedef {import("./types.js").LabEvent} LabEvent */

export class EventQueue {
  /** @type {LabEvent[]} */
  #waiting = [];

  /** @param {LabEvent} event */
  add(event) {
    if (event.type === "start_over") this.#waiting = [];
    const subject = subjectOf(event);
    for (let i = this.#waiting.length - 1; subject && i >= 0; i -= 1) {
      const other = subjectOf(this.#waiting[i]);
      if (other === subject) {
        this.#waiting[i] = event;
        return;
      }
      if (!other) break;
    }
    this.#waiting.push(event);
  }

  /** Take the first event for answering; a newer one of its kind no longer replaces it. */
  take() {
    return this.#waiting.shift();
  }

  /** @param {LabEvent} event An event that was taken and could not be answered. */
  putBack(event) {
    const [next] = this.#waiting;
    const subject = subjectOf(event);
    if (subject && next && subjectOf(next) === subject) return;
    this.#waiting.unshift(event);
  }

  /** Whether everything before is about to be forgotten. */
  get startsOver() {
    return this.#waiting[0]?.type === "start_over";
  }

  /** @returns {LabEvent[]} */
  get waiting() {
    return [...this.#waiting];
  }

  /**
   * @param {string} control
   * @returns {boolean} Whether a newer position of this control is still to be answered.
   */
  concerns(control) {
    return this.#waiting.some((event) => event.type === "set" && event.control === control);
  }
}

/**
 * What an event is about, where a later one about the same makes it pointless; empty for the others.
 *
 * @param {LabEvent | undefined} event
 */
function subjectOf(event) {
  if (event?.type === "set" && event.control !== "context") return `set ${event.control}`;
  if (event?.type === "draft") return `draft ${event.question}`;
  return "";
}
