/**
 * The calls on their way: those that wait for a worker, and those a worker has been sent.
 *
 * @typedef {import("./protocol.js").Call} Call
 * @typedef {{message: Call, resolve: (answer: any) => void, reject: (error: Error) => void, deadline?: {cancel: () => void}}} Pending
 */
import { deadline } from "./deadline.js";
import { CallFailed } from "./errors.js";

export class Calls {
  /** @type {Map<number, Pending>} */
  #sent = new Map();
  /** @type {Pending[]} */
  #waiting = [];
  #lastId = 0;
  #onSilence;

  /** @param {(reason: string) => void} onSilence */
  constructor(onSilence) {
    this.#onSilence = onSilence;
  }

  /**
   * Take a call; it waits until it is sent.
   *
   * @param {string} method
   * @param {unknown} payload
   * @returns {Promise<any>}
   */
  add(method, payload) {
    this.#lastId += 1;
    /** @type {Call} */
    const message = { type: "call", id: this.#lastId, method, payload: JSON.stringify(payload) };
    return new Promise((resolve, reject) => this.#waiting.push({ message, resolve, reject }));
  }

  /**
   * Send a worker all that waits.
   *
   * @param {Worker | undefined} worker
   * @param {number} limit milliseconds it has for each answer
   */
  sendTo(worker, limit) {
    for (const pending of this.#waiting.splice(0)) {
      const { id, method } = pending.message;
      pending.deadline = deadline(limit, () =>
        this.#onSilence(`${method} had no answer within ${limit / 1000} s`),
      );
      this.#sent.set(id, pending);
      worker?.postMessage(pending.message);
    }
  }

  /** @param {import("./protocol.js").Result | import("./protocol.js").CallError} answer */
  settle(answer) {
    const pending = this.#sent.get(answer.id);
    pending?.deadline?.cancel();
    this.#sent.delete(answer.id);
    if (answer.type === "result") pending?.resolve(JSON.parse(answer.payload));
    else pending?.reject(new CallFailed(answer));
  }

  /** Give up what a worker was sent. @param {Error} error */
  rejectSent(error) {
    const lost = [...this.#sent.values()];
    this.#sent.clear();
    for (const pending of lost) {
      pending.deadline?.cancel();
      pending.reject(error);
    }
  }

  /** Give up everything. @param {Error} error */
  rejectAll(error) {
    this.rejectSent(error);
    for (const pending of this.#waiting.splice(0)) pending.reject(error);
  }
}
