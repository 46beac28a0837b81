/**
 * Boots Python inside the worker: fetches what the manifest names, starts the interpreter, imports
 * the core. Every step is reported, and every way it can go wrong ends in an error.
 *
 * @typedef {import("./protocol.js").Plan} Plan
 * @typedef {import("./protocol.js").Step} Step
 * @typedef {(step: Step, loaded: number, total: number) => void} Report
 * @typedef {(method: string, payload: string) => string} Handle
 */
import { Downloads } from "./download.js";
import { addCore, fetchOnDemand, interpreterFiles, startInterpreter } from "./interpreter.js";
import { readManifest } from "./manifest.js";
import { loadPackages, wheelOf } from "./packages.js";
import { Snapshots } from "./snapshots.js";

const PROGRESS_PARTS = 100;

/**
 * @param {import("./protocol.js").Boot} wanted
 * @param {Report} report
 * @param {Promise<void>} go settled when the page can do without the processor
 * @returns {Promise<{handle: Handle, build: string, plan: Plan}>} `plan` is the one that was used
 */
export async function boot(
  { manifest: manifestUrl, plan, packages, snapshots, failed },
  report,
  go,
) {
  report("download", 0, 0);
  const base = new URL("./", manifestUrl);
  const manifest = await readManifest(manifestUrl);
  const kept = snapshots ? new Snapshots(snapshots, manifest.build, base) : undefined;
  if (failed === "snapshot") await kept?.refuse();
  const wakes = plan === "snapshot" && (await kept?.has());
  const used = plan === "snapshot" && !wakes ? "bytecode" : plan;
  const { stdlib, core } = manifest.boot[used === "snapshot" ? "bytecode" : used];
  // what is to be woken is read meanwhile; a first boot would only be in the page's way
  if (!wakes) await go;

  const downloads = new Downloads(base, manifest.files, inParts(report), fetch.bind(globalThis));
  const wheels = packages.map((name) => wheelOf(manifest, name));
  downloads.expect([...interpreterFiles(manifest, stdlib), core, ...wheels]);
  const coreBytes = downloads.get(core).then((response) => response.arrayBuffer());
  coreBytes.catch(() => {}); // downloads.failure tells

  const memory = wakes ? { _loadSnapshot: kept?.read() } : {};
  const python = await startInterpreter(manifest, stdlib, downloads, memory, go);
  if (used === "snapshot") python.pyimport("memory_snapshot").wake();
  else if (used !== "source") fetchOnDemand(python, manifest, base);
  const archive = await Promise.race([coreBytes, downloads.failure]);
  await loadPackages(python, packages);
  for (const wheel of wheels) downloads.arrived(wheel);

  report("import", 0, 0);
  if (core.endsWith(".zip")) addCore(python, archive);
  // micropip would do this too, and take 25 times as long
  else python.unpackArchive(archive, "zip", { extractDir: sitePackages(python) });
  const { handle } = python.pyimport("mlsys_core.session");
  for (const name of packages) python.pyimport(name);
  return { handle, build: manifest.build, plan: used };
}

/**
 * Report bytes in a hundred parts rather than at every chunk, and "start" when all are in.
 *
 * @param {Report} report
 * @returns {import("./download.js").OnBytes}
 */
function inParts(report) {
  let told = -1;
  return (loaded, total) => {
    const part = Math.floor((loaded / total) * PROGRESS_PARTS);
    if (part === told) return;
    told = part;
    report("download", loaded, total);
    if (loaded === total) report("start", 0, 0);
  };
}

/** @param {import("pyodide").PyodideAPI} python */
function sitePackages(python) {
  const { major, minor } = python.pyimport("sys").version_info;
  return `/lib/python${major}.${minor}/site-packages`;
}
