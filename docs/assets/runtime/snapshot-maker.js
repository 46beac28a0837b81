/**
 * Has a memory snapshot made for later visits and restarts, once Python runs and the reader reads.
 *
 * @typedef {import("./supervisor.js").Stage} Stage
 */
import { deadline } from "./deadline.js";
import { whenIdle } from "./idle.js";

const QUIET_MS = 3_000;
const LIMIT_MS = 120_000;
const LOW_MEMORY_GB = 4;

/**
 * Whether this device can spare what a snapshot takes: thirty megabytes of disk, twice that of memory
 * for a moment.
 *
 * @param {object} device `navigator`, which says this in some browsers only
 */
export function canSpareASnapshot(device) {
  const { deviceMemory, connection } =
    /** @type {{deviceMemory?: number, connection?: {saveData?: boolean}}} */ (device);
  const lowMemory = deviceMemory !== undefined && deviceMemory < LOW_MEMORY_GB;
  return !lowMemory && !connection?.saveData;
}

export class SnapshotMaker {
  #wanted;
  #quietMs;
  #onEnd;
  #begun = false;

  /**
   * @param {{
   *   manifest: string, snapshots: string, quietMs?: number, onEnd?: (outcome: string) => void,
   * }} options `snapshots` is the name of the cache to keep it in
   */
  constructor({ manifest, snapshots, quietMs = QUIET_MS, onEnd = () => {} }) {
    this.#wanted = { manifest, snapshots };
    this.#quietMs = quietMs;
    this.#onEnd = onEnd;
  }

  /** Python is ready; if it booted from archives, a snapshot is missing. @param {Stage} stage */
  hear({ name, ready }) {
    if (this.#begun || name !== "ready" || ready?.plan !== "bytecode") return;
    this.#begun = true;
    setTimeout(() => whenIdle(() => this.#make()), this.#quietMs);
  }

  #make() {
    const worker = new Worker(new URL("snapshot-worker.js", this.#wanted.manifest), {
      type: "module",
    });
    // kept or not: without it, boots are as they were
    const end = (/** @type {string} */ outcome) => {
      limit.cancel();
      worker.terminate();
      this.#onEnd(outcome);
    };
    const limit = deadline(LIMIT_MS, () => end("not made: it took too long"));
    worker.onmessage = ({ data }) => end(data);
    worker.onerror = ({ message }) => end(`not made: ${message}`);
    worker.postMessage(this.#wanted);
  }
}
