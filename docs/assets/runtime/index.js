/** What the page uses of the runtime. */

export { CallFailed, RuntimeFailed, WorkerLost } from "./errors.js";
export { whenIdle } from "./idle.js";
export { canSpareASnapshot, SnapshotMaker } from "./snapshot-maker.js";
export { createRuntime } from "./supervisor.js";
