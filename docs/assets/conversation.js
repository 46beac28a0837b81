/**
 * The page's side of the talk with Python: events go out one at a time, each with the place the last
 * answer gave. Before Python is ready, and while a lost worker restarts, events wait in the queue.
 */

import { EventQueue } from "./queue.js";
import { merged } from "./views.js";

/** @typedef {import("./types.js").LabEvent} LabEvent */
/** @typedef {import("./types.js").Place} Place */
/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").EventReply} EventReply */
/** @typedef {import("./types.js").Ledger} Ledger */

/**
 * @typedef {{
 *   lab: string,
 *   slots: string[],
 *   ask: (method: string, payload: object) => Promise<any>,
 *   isReady: () => boolean,
 *   isLost: (error: unknown) => boolean,
 *   ledger: () => Ledger | undefined,
 *   now: () => string,
 *   onAnswer: (reply: EventReply, event: LabEvent) => void,
 *   onRefused: (error: unknown, event: LabEvent) => void,
 * }} Partner `isLost` tells a worker that went away from an answer that was an error.
 */

export class Conversation {
  /** @type {Place | null} */
  place;
  /** @type {View | null} What the answers so far, or those of the last visit, come to. */
  view;
  #queue = new EventQueue();
  #partner;
  /** @type {LabEvent | null} */
  #asked = null;
  /** @type {LabEvent | null} The event that was being answered when the worker last went away. */
  #lostOnce = null;
  #closed = false;
  /** @type {Promise<void>} Settled when the event under way is. */
  #answered = Promise.resolve();

  /**
   * @param {Partner} partner
   * @param {import("./places.js").Visit} visit What the last visit left.
   */
  constructor(partner, visit) {
    this.#partner = partner;
    this.place = visit.place;
    this.view = visit.view;
    this.#queue.add({ type: "open" });
    for (const event of visit.waiting) {
      this.#queue.add(event.type === "set" ? { ...event, settled: true } : event);
    }
  }

  /** @returns {LabEvent[]} What is not answered yet, the one being answered included. */
  get waiting() {
    const asked = this.#asked ? [this.#asked] : [];
    return [...asked, ...this.#queue.waiting].filter((event) => event.type !== "open");
  }

  /** @param {string} control */
  isMoving(control) {
    return this.#queue.concerns(control);
  }

  /** @param {LabEvent} event */
  send(event) {
    this.#queue.add(event);
    this.resume();
  }

  /** Go on asking, one event after another; called when Python becomes ready. */
  resume() {
    if (this.#asked || this.#closed || !this.#partner.isReady()) return;
    const event = this.#queue.take();
    if (!event) return;
    this.#asked = event;
    this.#answered = this.#exchange(event).then(() => this.resume());
  }

  /** @param {LabEvent} event */
  async #exchange(event) {
    let reply;
    try {
      reply = await this.#ask(event);
    } catch (error) {
      this.#asked = null;
      this.#recover(error, event);
      return;
    }
    this.#asked = null;
    this.#accept(reply, event);
  }

  /** Forget everything, here and now; Python makes a fresh place when it is next asked. */
  startOver() {
    this.place = null;
    this.view = null;
    this.send({ type: "start_over" });
  }

  /**
   * Bring what waits to an end, where Python can be asked, and then stop.
   *
   * @returns {Promise<void>}
   */
  async close() {
    await this.idle();
    this.#closed = true;
  }

  /** Wait until nothing is left to answer, or nobody is there to answer it. */
  async idle() {
    while (this.#asked && this.#partner.isReady()) await this.#answered;
  }

  /**
   * @param {LabEvent} event
   * @returns {Promise<EventReply>}
   */
  #ask(event) {
    const { lab, slots, now, ledger, ask } = this.#partner;
    return ask("event", { lab, place: this.place, event, now: now(), slots, ledger: ledger() });
  }

  /** @param {EventReply} reply @param {LabEvent} event */
  #accept(reply, event) {
    if (this.#closed || this.#queue.startsOver) return;
    this.#lostOnce = null;
    this.place = reply.place;
    this.view = merged(this.view, reply.view);
    this.#partner.onAnswer(reply, event);
  }

  /** @param {unknown} error @param {LabEvent} event */
  #recover(error, event) {
    if (this.#closed || this.#queue.startsOver) return;
    const again = this.#partner.isLost(error) && this.#lostOnce !== event;
    if (again) {
      this.#lostOnce = event;
      this.#queue.putBack(event);
    } else {
      this.#partner.onRefused(error, event);
    }
  }
}
