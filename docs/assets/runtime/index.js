/** What the page uses of the runtime. */

export { CallFailed, RuntimeFailed, WorkerLost } from "./errors.js";
export { createRuntime } from "./supervisor.js";
