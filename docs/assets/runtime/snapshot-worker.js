/**
 * Makes a memory snapshot of a Python that has imported what labs need, keeps it for later visits,
 * and says what came of it. It runs beside the worker that serves the page, and only once.
 *
 * @typedef {{manifest: string, snapshots: string}} Wanted
 */
import { Downloads } from "./download.js";
import { addCore, fetchOnDemand, interpreterFiles, startInterpreter } from "./interpreter.js";
import { readManifest } from "./manifest.js";
import { Snapshots } from "./snapshots.js";

const page = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));
page.addEventListener("message", async ({ data }) => {
  const { snapshots } = /** @type {Wanted} */ (data);
  try {
    // of several tabs, one is enough
    page.postMessage(
      await navigator.locks.request(`make ${snapshots}`, { ifAvailable: true }, (lock) =>
        lock ? make(data) : "another tab is making it",
      ),
    );
  } catch (error) {
    page.postMessage(`not made: ${error instanceof Error ? error.message : error}`);
  }
});

/** @param {Wanted} wanted */
async function make({ manifest: manifestUrl, snapshots }) {
  const base = new URL("./", manifestUrl);
  const manifest = await readManifest(manifestUrl);
  const kept = new Snapshots(snapshots, manifest.build, base);
  if (!(await kept.isWanted())) return "none is wanted";
  const { stdlib, core } = manifest.boot.bytecode;
  const downloads = new Downloads(base, manifest.files, () => {}, fetch.bind(globalThis));
  downloads.expect([...interpreterFiles(manifest, stdlib), core]);
  const archive = downloads.get(core).then((response) => response.arrayBuffer());
  const python = await startInterpreter(manifest, stdlib, downloads, { _makeSnapshot: true });
  addCore(python, await archive);
  python.runPython("import memory_snapshot; memory_snapshot.fill()");
  fetchOnDemand(python, manifest, base);
  await kept.keep(/** @type {Uint8Array<ArrayBuffer>} */ (python.makeMemorySnapshot()));
  return "kept";
}
