/**
 * Boots Python inside the worker: fetches what the manifest names, starts the interpreter, imports
 * the core. Every step is reported, and every way it can go wrong ends in an error.
 *
 * @typedef {import("./protocol.js").Manifest} Manifest
 * @typedef {import("./protocol.js").Plan} Plan
 * @typedef {import("./protocol.js").Step} Step
 * @typedef {(step: Step, loaded: number, total: number) => void} Report
 * @typedef {(method: string, payload: string) => string} Handle
 */
import { DownloadFailed, Downloads } from "./download.js";

const PROGRESS_PARTS = 100;

/**
 * @param {{manifest: string, plan: Plan, packages: string[]}} wanted
 * @param {Report} report
 * @returns {Promise<{handle: Handle, build: string}>}
 */
export async function boot({ manifest: manifestUrl, plan, packages }, report) {
  report("download", 0, 0);
  const base = new URL("./", manifestUrl);
  const manifest = await readManifest(manifestUrl);
  const { stdlib, core } = manifest.boot[plan];
  const interpreter = `${manifest.pyodide}/pyodide.mjs`;
  const assembly = `${manifest.pyodide}/pyodide.asm.mjs`;
  const wasm = `${manifest.pyodide}/pyodide.asm.wasm`;

  const downloads = new Downloads(base, manifest.files, inParts(report), fetch.bind(globalThis));
  const wheels = packages.map((name) => wheelOf(manifest, name));
  downloads.expect([interpreter, assembly, wasm, stdlib, core, ...wheels]);
  divertFetch(downloads, [wasm, stdlib]);
  const refused = failedInstantiation();
  const coreBytes = downloads.get(core).then((response) => response.arrayBuffer());
  coreBytes.catch(() => {}); // downloads.failure tells

  const started = Promise.all([
    load(downloads, interpreter),
    load(downloads, assembly), // Pyodide would ask for it one round trip later
  ]).then(([{ loadPyodide }]) =>
    loadPyodide({
      indexURL: new URL(`${manifest.pyodide}/`, base).href,
      stdLibURL: new URL(stdlib, base).href,
      lockFileContents: manifest.packages,
      packageBaseUrl: base.href,
    }),
  );
  /** @type {import("pyodide").PyodideAPI} */
  const python = await Promise.race([started, downloads.failure, refused]);
  if (plan !== "source") {
    python.pyimport("stdlib_on_demand").install(new URL(manifest.fullStdlib, base).href);
  }
  const archive = await Promise.race([coreBytes, downloads.failure]);
  await loadPackages(python, packages);
  for (const wheel of wheels) downloads.arrived(wheel);

  report("import", 0, 0);
  // micropip would do this too, and take 25 times as long
  python.unpackArchive(archive, "zip", { extractDir: sitePackages(python) });
  const { handle } = python.pyimport("mlsys_core.session");
  for (const name of packages) python.pyimport(name);
  return { handle, build: manifest.build };
}

/**
 * @param {string} url
 * @returns {Promise<Manifest>}
 */
async function readManifest(url) {
  // the one file whose name stays: a kept copy may name files that are gone
  const response = await fetch(url, { cache: "no-cache" }).catch((error) => {
    throw new DownloadFailed(`${url} could not be fetched: ${error.message}`);
  });
  if (!response.ok) {
    throw new DownloadFailed(`${url} could not be fetched: the server answered ${response.status}`);
  }
  return response.json().catch(() => {
    throw new DownloadFailed(`${url} is not JSON; was a page sent in its place?`);
  });
}

/**
 * Import a module of the runtime and count its bytes, which no one can watch arriving.
 *
 * @param {Downloads} downloads
 * @param {string} path
 */
async function load(downloads, path) {
  const module = await import(new URL(path, downloads.base).href);
  downloads.arrived(path);
  return module;
}

/** @param {Manifest} manifest @param {string} name */
function wheelOf({ packages }, name) {
  const wheel = packages.packages[name];
  if (!wheel) throw new DownloadFailed(`${name} is not among the packages of this site`);
  return wheel.file_name;
}

/**
 * Install packages from the site's own files; Pyodide holds each against its hash, and only complains
 * where one can't be had.
 *
 * @param {import("pyodide").PyodideAPI} python
 * @param {string[]} packages
 */
async function loadPackages(python, packages) {
  /** @type {string[]} */
  const complaints = [];
  const quiet = {
    messageCallback: () => {},
    errorCallback: (/** @type {string} */ text) => complaints.push(text),
  };
  await python.loadPackage(packages, quiet).catch((error) => complaints.push(error.message));
  const missing = packages.filter((name) => !(name in python.loadedPackages));
  if (missing.length > 0) {
    throw new DownloadFailed(
      `${missing.join(", ")} could not be installed: ${complaints.join("; ")}`,
    );
  }
}

/**
 * Let Pyodide's own requests for these files go through `downloads`.
 *
 * @param {Downloads} downloads
 * @param {string[]} paths
 */
function divertFetch(downloads, paths) {
  const direct = fetch.bind(globalThis);
  const byUrl = new Map(paths.map((path) => [new URL(path, downloads.base).href, path]));
  globalThis.fetch = (input, init) => {
    const path = byUrl.get(input instanceof Request ? input.url : String(input));
    return path === undefined ? direct(input, init) : downloads.get(path);
  };
}

/**
 * Rejects when the browser refuses the interpreter's code, for want of memory for example; Pyodide
 * only warns in the console and waits for ever.
 *
 * @returns {Promise<never>}
 */
function failedInstantiation() {
  return new Promise((_resolve, reject) => {
    const instantiate = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = (source, imports) => {
      const instantiated = instantiate(source, imports);
      instantiated.catch(reject);
      return instantiated;
    };
  });
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
