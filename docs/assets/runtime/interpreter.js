/**
 * Starts Pyodide inside a worker from files that are watched while they arrive.
 *
 * @typedef {import("./protocol.js").Manifest} Manifest
 * @typedef {import("pyodide").PyodideAPI} PyodideAPI
 * @typedef {import("./download.js").Downloads} Downloads
 *
 * @typedef {object} Memory
 * @property {boolean} [_makeSnapshot] a snapshot is to be made of this interpreter
 * @property {Promise<Uint8Array<ArrayBuffer>>} [_loadSnapshot] it wakes from one, rather than starts
 */

import { importModule } from "./import-module.js";

/** Where the compiled core lies, for Python to import from as it is. */
const CORE = "/lib/core.zip";

/** @param {Manifest} manifest */
function filesOf({ pyodide }) {
  return {
    interpreter: `${pyodide}/pyodide.mjs`,
    assembly: `${pyodide}/pyodide.asm.mjs`,
    wasm: `${pyodide}/pyodide.asm.wasm`,
  };
}

/**
 * @param {Manifest} manifest
 * @param {string} stdlib
 * @returns {string[]} what `startInterpreter` fetches
 */
export function interpreterFiles(manifest, stdlib) {
  return [...Object.values(filesOf(manifest)), stdlib];
}

/**
 * @param {Manifest} manifest
 * @param {string} stdlib the library it starts with
 * @param {Downloads} downloads
 * @param {Memory} memory
 * @param {Promise<void>} [go] what its hard work has to wait for
 * @returns {Promise<PyodideAPI>}
 */
export async function startInterpreter(manifest, stdlib, downloads, memory, go) {
  const { interpreter, assembly, wasm } = filesOf(manifest);
  const { base } = downloads;
  divertFetch(downloads, [wasm, stdlib]);
  const refused = failedInstantiation(memory._makeSnapshot ? fromTheWhole : asItStreams);
  const started = Promise.all([
    load(downloads, interpreter),
    load(downloads, assembly), // Pyodide would ask for it one round trip later
    go,
  ]).then(([{ loadPyodide }, { default: createPyodideModule }]) =>
    loadPyodide({
      createPyodideModule,
      indexURL: new URL(`${manifest.pyodide}/`, base).href,
      stdLibURL: new URL(stdlib, base).href,
      lockFileContents: manifest.packages,
      packageBaseUrl: base.href,
      ...memory,
    }),
  );
  const damaged = memory._loadSnapshot?.then(() => started) ?? started;
  return Promise.race([started, damaged, downloads.failure, refused]);
}

/**
 * Put the compiled core where Python finds it.
 *
 * @param {PyodideAPI} python
 * @param {ArrayBuffer} archive
 */
export function addCore(python, archive) {
  python.FS.writeFile(CORE, new Uint8Array(archive));
  const { path } = python.pyimport("sys");
  if (!path.includes(CORE)) path.append(CORE);
}

/**
 * Let Python fetch what a boot leaves out, whenever it is first imported.
 *
 * @param {PyodideAPI} python
 * @param {Manifest} manifest
 * @param {URL} base
 */
export function fetchOnDemand(python, { fullStdlib, boot }, base) {
  const [stdlib, core] = [fullStdlib, boot.source.core].map((path) => new URL(path, base).href);
  python.pyimport("stdlib_on_demand").install(stdlib, core);
}

/**
 * Import a module of the runtime and count its bytes, which no one can watch arriving.
 *
 * @param {Downloads} downloads
 * @param {string} path
 */
async function load(downloads, path) {
  const module = await importModule(new URL(path, downloads.base).href);
  downloads.arrived(path);
  return module;
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

const asItStreams = WebAssembly.instantiateStreaming;

/**
 * For a worker that may be ended at any moment: Firefox keeps a thread waiting for the rest of a module
 * that it compiles as it streams, and after a few such there is none left for Python itself.
 *
 * @type {typeof WebAssembly.instantiateStreaming}
 */
async function fromTheWhole(source, imports) {
  const response = await source;
  return WebAssembly.instantiate(await response.arrayBuffer(), imports);
}

/**
 * Rejects when the browser refuses the interpreter's code, for want of memory for example; Pyodide
 * only warns in the console and waits for ever.
 *
 * @param {typeof WebAssembly.instantiateStreaming} instantiate
 * @returns {Promise<never>}
 */
function failedInstantiation(instantiate) {
  return new Promise((_resolve, reject) => {
    WebAssembly.instantiateStreaming = (source, imports) => {
      const instantiated = instantiate(source, imports);
      instantiated.catch(reject);
      return instantiated;
    };
  });
}
