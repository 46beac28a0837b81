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
 * @typedef {Record<Step | "call" | "firstCall", number>} Limits milliseconds without a sign of life
 * @typedef {object} Options
 * @property {URL} base the runtime folder
 * @property {(stage: Stage) => void} [onStage]
 * @property {Partial<Limits>} [limits]
 * @property {[Plan, ...Plan[]]} [plans] ways to boot; the next is tried when one does not work here
 * @property {string[]} [packages] packages of the site to install at boot
 * @property {string} [snapshots] the name of the cache that may keep a snapshot of Python's memory
 * @property {() => Worker} [makeWorker]
 */
import { Calls } from "./calls.js";
import { deadline } from "./deadline.js";
import { RuntimeFailed, WorkerLost } from "./errors.js";

/** @type {Limits} */
const LIMITS_MS = {
  download: 30_000,
  start: 60_000,
  import: 30_000,
  firstCall: 20_000, // it imports the lab, which a busy or small machine takes its time for
  call: 5_000,
};
const LOSSES_IN_A_ROW = 3;
/** @type {Stage} */
const NOTHING_YET = { name: "static", step: "download", loaded: 0, total: 0, restarted: false };

/** @param {Options} options */
export function createRuntime(options) {
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
  #calls;
  #losses = 0;
  #hasAnswered = false;

  /** @param {Options} options */
  constructor({
    base,
    onStage,
    limits,
    makeWorker,
    plans = ["bytecode", "source"],
    packages = [],
    snapshots,
  }) {
    this.plans = plans;
    this.snapshots = snapshots;
    this.packages = packages;
    this.#plan = plans[0];
    this.manifest = new URL("manifest.json", base).href;
    this.onStage = onStage ?? (() => {});
    // who limits calls means the first one, too
    const firstCall = limits?.call ?? LIMITS_MS.firstCall;
    this.limits = { ...LIMITS_MS, firstCall, ...limits };
    this.#calls = new Calls((reason) => this.#lose(reason));
    this.makeWorker =
      makeWorker ?? (() => new Worker(new URL("worker.js", base), { type: "module" }));
  }

  get stage() {
    return this.#stage;
  }

  /**
   * Boot, if nothing has been booted yet.
   *
   * @param {Promise<unknown>} [when] until then, only what is light: the page has the processor
   */
  start(when) {
    if (this.#stage.name === "static") this.#boot(this.plans[0], {}, { when });
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
    this.#calls.rejectAll(new WorkerLost("the runtime was stopped"));
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
    const answer = this.#calls.add(method, payload);
    if (this.#stage.name === "ready") this.#sendCalls();
    return answer;
  }

  #sendCalls() {
    const { call, firstCall } = this.limits;
    this.#calls.sendTo(this.#worker, this.#hasAnswered ? call : firstCall);
  }

  /**
   * @param {Plan} plan
   * @param {{restarted?: boolean, reason?: string}} why
   * @param {{failed?: Plan, when?: Promise<unknown>}} how `failed` is the plan that has just not worked
   */
  #boot(plan, why, { failed, when } = {}) {
    this.#plan = plan;
    this.#hasAnswered = false;
    let worker;
    try {
      worker = this.makeWorker();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#bootFailed({ step: "start", message: `the browser starts no worker: ${reason}` });
      return;
    }
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
    const { manifest, packages, snapshots } = this;
    const memory = snapshots ? { snapshots, failed } : {};
    const waits = when ? { waits: true } : {};
    worker.postMessage({ type: "boot", manifest, plan, packages, ...memory, ...waits });
    if (when) void when.then(() => this.#letGo(worker));
    else this.#watchBooting();
  }

  /** @param {Worker} worker that waits for this */
  #letGo(worker) {
    if (worker !== this.#worker) return;
    worker.postMessage({ type: "go" });
    this.#watchBooting();
  }

  #watchBooting() {
    this.#bootDeadline = deadline(this.limits.download, () => this.#bootTookTooLong());
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
        this.#sendCalls();
        break;
      case "failed":
        this.#bootFailed(message);
        break;
      case "result":
      case "error":
        this.#losses = 0;
        this.#hasAnswered = true;
        this.#calls.settle(message);
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
    const next = this.#nextPlan();
    if (step !== "download" && next) this.#boot(next, {}, { failed: this.#plan });
    else this.#fail(this.#firstCause);
  }

  #nextPlan() {
    return this.plans[this.plans.indexOf(this.#plan) + 1];
  }

  /** @param {string} reason */
  #lose(reason) {
    if (this.#stage.name !== "ready") return;
    this.#dismiss();
    this.#calls.rejectSent(new WorkerLost(reason));
    this.#losses += 1;
    const why = { restarted: true, reason };
    const wokeInVain = this.#plan === "snapshot" && !this.#hasAnswered;
    const next = wokeInVain ? this.#nextPlan() : undefined;
    if (this.#losses >= LOSSES_IN_A_ROW) {
      this.#fail({ step: "import", message: `Python was lost again and again: ${reason}` });
    } else if (next) this.#boot(next, why, { failed: this.#plan });
    else this.#boot(this.#plan, why);
  }

  /** @param {Cause} cause */
  #fail({ step, message }) {
    this.#tell({ ...this.#stage, name: "failed", step, reason: message });
    this.#calls.rejectAll(this.#failure());
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

  /** @param {Stage} stage */
  #tell(stage) {
    this.#stage = stage;
    this.onStage(stage);
  }
}
