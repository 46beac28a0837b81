/**
 * The dedicated worker Python runs in. It boots when told to, then answers calls one after another by
 * handing them to `mlsys_core.session.handle`. It knows nothing of labs, and keeps nothing between
 * two calls: it may be killed at any time.
 *
 * @typedef {import("./protocol.js").FromWorker} FromWorker
 * @typedef {import("./protocol.js").Step} Step
 */
import { boot } from "./boot.js";
import { SnapshotDamaged } from "./snapshots.js";

/** @type {import("./boot.js").Handle} */
let handle;
/** @type {() => void} */
let letGo;
/** @type {Promise<void>} */
const told = new Promise((resolve) => {
  letGo = resolve;
});

const page = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));
page.addEventListener("message", ({ data }) => {
  const message = /** @type {import("./protocol.js").ToWorker} */ (data);
  if (message.type === "boot") void start(message);
  else if (message.type === "go") letGo();
  else post(answer(message));
});

/** @param {FromWorker} message */
function post(message) {
  page.postMessage(message);
}

/** @param {import("./protocol.js").Boot} message */
async function start(message) {
  /** @type {Step} */
  let step = "download";
  let since = performance.now();
  const ms = { download: 0, start: 0, import: 0 };
  const stopwatch = () => {
    ms[step] += performance.now() - since;
    since = performance.now();
  };
  /** @type {import("./boot.js").Report} */
  const report = (next, loaded, total) => {
    stopwatch();
    step = next;
    post({ type: "progress", step, loaded, total });
  };
  try {
    const booted = await boot(message, report, message.waits ? told : Promise.resolve());
    stopwatch();
    const { build, plan } = booted;
    handle = booted.handle;
    post({ type: "ready", build, plan, ms });
  } catch (error) {
    // files may still be arriving, but it is not they that failed
    const failedAt = error instanceof SnapshotDamaged ? "start" : step;
    post({ type: "failed", step: failedAt, message: textOf(error) });
  }
}

/**
 * @param {import("./protocol.js").Call} call
 * @returns {FromWorker}
 */
function answer({ id, method, payload }) {
  try {
    return { type: "result", id, payload: handle(method, payload) };
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "PythonError") {
      return { type: "broken", message: textOf(error) };
    }
    const traceback = error.message.trimEnd();
    const message = traceback.slice(traceback.lastIndexOf("\n") + 1);
    return { type: "error", id, kind: String(Reflect.get(error, "type")), message, traceback };
  }
}

/** @param {unknown} error */
function textOf(error) {
  return error instanceof Error ? error.message : String(error); // Safari can't clone an Error
}
