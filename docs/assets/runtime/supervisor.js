/**
 * The page's end of the runtime: starts the worker, watches it, replaces it, and passes calls.
 *
 *     static ── start ──▶ booting ──▶ ready ◀──┐
 *                          │  ▲         │      │ boots again
 *                          │  └─────────┴──────┘ when the worker is lost
 *                          └──▶ failed ── restart ──▶ booting
 *
 * It knows no page and no lab. A failure keeps its first cause, the one worth showing.
 *
 * @typedef {import("./protocol.js").FromWorker} FromWorker
 * @typedef {import("./protocol.js").Plan} Plan
 * @typedef {import("./protocol.js").Step} Step
 * @typedef {{step: Step, message: string}} Cause
 *
 * @typedef {object} Stage
 * @property {"static" | "booting" | "ready" | "failed"} name
 * @property {Step} step how far booting is, or was when it failed
 * @property {number} loaded bytes
 * @property {number} total bytes; 0 until known
 * @property {boolean} restarted this is not the worker it began with
 * @property {string} [reason] why booting failed, or why the worker before this one was given up
 * @property {import("./protocol.js").Ready} [ready]
 *
 * @typedef {Record<Step | "call", number>} Limits milliseconds without a sign of life
 * @typedef {object} Options
 * @property {URL | string} [base] the runtime folder
 * @property {(stage: Stage) => void} [onStage]
 * @property {Partial<Limits>} [limits]
 * @property {[Plan, ...Plan[]]} [plans] ways to boot; the next is tried when one does not work here
 * @property {string[]} [packages] packages of the site to install at boot
 * @property {() => Worker} [makeWorker]
 *
 * @typedef {{message: import("./protocol.js").Call, resolve: (answer: any) => void, reject: (error: Error) => void, deadline?: {cancel: () => void}}} Pending
 */
import { deadline } from "./deadline.js";
import { CallFailed, RuntimeFailed, WorkerLost } from "./errors.js";

/** @type {Limits} */
const LIMITS_MS = { download: 30_000, start: 60_000, import: 30_000, call: 5_000 };
const LOSSES_IN_A_ROW = 3;
/** @type {Stage} */
const NOTHING_YET = { name: "static", step: "download", loaded: 0, total: 0, restarted: false };

/** @param {Options} options */
export function createRuntime(options = {}) {
  return new Runtime(options);
}

class Runtime {
  /** @type {Stage} */
  #stage = NOTHING_YET;
  /** @type {Worker | undefined} */
  #worker;
  /** @type {Plan} */
  #plan;
  /** @type {Cause | undefined} */
  #firstCause;
  /** @type {{renew: (ms: number) => void, cancel: () => void} | undefined} */
  #bootDeadline;
  /** @type {Map<number, Pending>} */
  #sent = new Map();
  /** @type {Pending[]} */
  #waiting = [];
  #lastId = 0;
  #losses = 0;

  /** @param {Options} options */
  constructor({
    base = new URL("./", import.meta.url),
    onStage,
    limits,
    makeWorker,
    plans = ["bytecode", "source"],
    packages = [],
  }) {
    this.plans = plans;
    this.packages = packages;
    this.#plan = plans[0];
    this.manifest = new URL("manifest.json", base).href;
    this.onStage = onStage ?? (() => {});
    this.limits = { ...LIMITS_MS, ...limits };
    this.makeWorker =
      makeWorker ?? (() => new Worker(new URL("./worker.js", import.meta.url), { type: "module" }));
  }

  get stage() {
    return this.#stage;
  }

  /** Boot, if nothing has been booted yet. */
  start() {
    if (this.#stage.name === "static") this.#boot(this.plans[0], {});
  }

  /** Replace a running worker by a new one, or try once more after a failure. */
  restart() {
    if (this.#stage.name === "ready") this.#lose("it was restarted");
    if (this.#stage.name !== "failed") return;
    this.#losses = 0;
    this.#firstCause = undefined;
    this.#boot(this.plans[0], { restarted: true });
  }

  /** End the worker; `start` brings another. */
  stop() {
    this.#dismiss();
    this.#rejectAll(new WorkerLost("the runtime was stopped"));
    this.#tell(NOTHING_YET);
  }

  /**
   * Call a method of the session. Waits while Python boots; rejects with `WorkerLost` when the worker
   * had to be given up, with `RuntimeFailed` when there is none, with `CallFailed` when Python raised.
   *
   * @param {string} method
   * @param {unknown} payload
   * @returns {Promise<any>}
   */
  call(method, payload) {
    if (this.#stage.name === "failed") return Promise.reject(this.#failure());
    this.#lastId += 1;
    /** @type {import("./protocol.js").Call} */
    const message = { type: "call", id: this.#lastId, method, payload: JSON.stringify(payload) };
    return new Promise((resolve, reject) => {
      const pending = { message, resolve, reject };
      if (this.#stage.name === "ready") this.#send(pending);
      else this.#waiting.push(pending);
    });
  }

  /** @param {Pending} pending */
  #send(pending) {
    const limit = this.limits.call;
    pending.deadline = deadline(limit, () =>
      this.#lose(`${pending.message.method} had no answer within ${limit / 1000} s`),
    );
    this.#sent.set(pending.message.id, pending);
    this.#worker?.postMessage(pending.message);
  }

  /** @param {Plan} plan @param {{restarted?: boolean, reason?: string}} why */
  #boot(plan, why) {
    this.#plan = plan;
    const worker = this.makeWorker();
    this.#worker = worker;
    worker.onmessage = ({ data }) => {
      if (worker === this.#worker) this.#hear(data);
    };
    worker.onerror = (event) => {
      if (worker === this.#worker) this.#workerBroke(event.message);
    };
    worker.onmessageerror = () => {
      if (worker === this.#worker) this.#lose("a message of the worker could not be read");
    };
    const { restarted } = this.#stage;
    this.#tell({ ...NOTHING_YET, name: "booting", restarted, ...why });
    this.#bootDeadline = deadline(this.limits.download, () => this.#bootTookTooLong());
    const { manifest, packages } = this;
    worker.postMessage({ type: "boot", manifest, plan, packages });
  }

  /** @param {FromWorker} message */
  #hear(message) {
    switch (message.type) {
      case "progress":
        this.#bootDeadline?.renew(this.limits[message.step]);
        this.#progress(message);
        break;
      case "ready":
        this.#bootDeadline?.cancel();
        this.#firstCause = undefined;
        this.#tell({ ...this.#stage, name: "ready", ready: message });
        for (const pending of this.#waiting.splice(0)) this.#send(pending);
        break;
      case "failed":
        this.#bootFailed(message);
        break;
      case "result":
        this.#settle(message.id)?.resolve(JSON.parse(message.payload));
        break;
      case "error":
        this.#settle(message.id)?.reject(new CallFailed(message));
        break;
      case "broken":
        this.#lose(message.message);
        break;
    }
  }

  /** @param {import("./protocol.js").Progress} message */
  #progress({ step, loaded, total }) {
    const bytes = total > 0 ? { loaded, total } : {};
    this.#tell({ ...this.#stage, step, ...bytes });
  }

  /** @param {number} id */
  #settle(id) {
    const pending = this.#sent.get(id);
    pending?.deadline?.cancel();
    this.#sent.delete(id);
    this.#losses = 0;
    return pending;
  }

  #bootTookTooLong() {
    const { step, loaded, total } = this.#stage;
    const bytes = step === "download" ? ` at ${loaded} of ${total} bytes` : "";
    const seconds = this.limits[step] / 1000;
    this.#bootFailed({ step, message: `nothing moved for ${seconds} s${bytes}` });
  }

  /** @param {string | undefined} message */
  #workerBroke(message) {
    if (this.#stage.name === "ready") this.#lose(message || "the worker stopped with an error");
    else {
      const told = message || "the worker's own script could not be loaded";
      this.#bootFailed({ step: this.#stage.step, message: told });
    }
  }

  /** @param {Cause} cause */
  #bootFailed({ step, message }) {
    this.#dismiss();
    this.#firstCause ??= { step, message };
    const next = this.plans[this.plans.indexOf(this.#plan) + 1];
    if (step !== "download" && next) this.#boot(next, {});
    else this.#fail(this.#firstCause);
  }

  /** @param {string} reason */
  #lose(reason) {
    if (this.#stage.name !== "ready") return;
    this.#dismiss();
    this.#rejectSent(new WorkerLost(reason));
    this.#losses += 1;
    if (this.#losses < LOSSES_IN_A_ROW) this.#boot(this.#plan, { restarted: true, reason });
    else this.#fail({ step: "import", message: `Python was lost again and again: ${reason}` });
  }

  /** @param {Cause} cause */
  #fail({ step, message }) {
    this.#tell({ ...this.#stage, name: "failed", step, reason: message });
    this.#rejectAll(this.#failure());
  }

  #failure() {
    return new RuntimeFailed(this.#stage.reason);
  }

  /** Let go of the worker: whatever it may still say is not heard. */
  #dismiss() {
    this.#bootDeadline?.cancel();
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  /** @param {Error} error */
  #rejectSent(error) {
    const lost = [...this.#sent.values()];
    this.#sent.clear();
    for (const pending of lost) {
      pending.deadline?.cancel();
      pending.reject(error);
    }
  }

  /** @param {Error} error */
  #rejectAll(error) {
    this.#rejectSent(error);
    for (const pending of this.#waiting.splice(0)) pending.reject(error);
  }

  /** @param {Stage} stage */
  #tell(stage) {
    this.#stage = stage;
    this.onStage(stage);
  }
}
