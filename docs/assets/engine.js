/** The Python of a visit: one worker for all labs, started by the first of them, watched by each. */

import { RuntimeFailed, WorkerLost } from "./runtime/index.js";

/** @typedef {import("./runtime/supervisor.js").Stage} Stage */

/**
 * @typedef {{
 *   start: (when?: Promise<unknown>) => void,
 *   call: (method: string, payload: object) => Promise<any>,
 *   restart: () => void,
 * }} Runtime
 *
 * @typedef {(onStage: (stage: Stage) => void) => Runtime} CreateRuntime
 */

/** @type {Stage} */
const NOT_STARTED = { name: "static", step: "download", loaded: 0, total: 0, restarted: false };

export class Engine {
  stage = NOT_STARTED;
  #runtime;
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** @param {CreateRuntime} createRuntime */
  constructor(createRuntime) {
    this.#runtime = createRuntime((stage) => {
      this.stage = stage;
      for (const listener of this.#listeners) listener();
    });
  }

  /**
   * Begin booting; nothing happens where it has begun already.
   *
   * @param {Promise<unknown>} [when] until then, only what is light
   */
  start(when) {
    if (this.stage.name === "static") this.#runtime.start(when);
  }

  /** Try again after a failure, or go on with another worker. */
  restart() {
    this.#runtime.restart();
  }

  /**
   * @param {() => void} listener
   * @param {AbortSignal} signal
   */
  onStage(listener, signal) {
    this.#listeners.add(listener);
    signal.addEventListener("abort", () => this.#listeners.delete(listener));
  }

  /** @type {(method: string, payload: object) => Promise<any>} */
  ask = (method, payload) => this.#runtime.call(method, payload);

  isReady = () => this.stage.name === "ready";

  /**
   * Whether a question got no answer because nobody was there, so that it should be asked again.
   *
   * @param {unknown} error
   */
  isLost = (error) => error instanceof WorkerLost || error instanceof RuntimeFailed;
}
