/**
 * Runs the pinned Pyodide under Node over the core's wheel: once to find and compile what the core
 * imports, once more from the result alone, so that no archive ships that has never booted.
 *
 *     node precompile.mjs '{"pyodide": folder, "wheel": file, "scripts": folder, "out": folder}'
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** @typedef {{pyodide: string, wheel: string, scripts: string, out: string}} Job */

/** @param {string} file */
const bytesOf = async (file) => new Uint8Array(await readFile(file));

/**
 * @param {Job} job
 * @param {string} stdlib the library to start with
 */
async function start(job, stdlib) {
  const { loadPyodide } = await import(pathToFileURL(join(job.pyodide, "pyodide.mjs")).href);
  const python = await loadPyodide({
    indexURL: job.pyodide,
    stdLibURL: stdlib,
    // sets of names would otherwise be written in another order at each run
    env: { PYTHONHASHSEED: "0" },
  });
  const { major, minor } = python.pyimport("sys").version_info;
  return { python, sitePackages: `/lib/python${major}.${minor}/site-packages` };
}

/** @param {Job} job */
async function precompile(job) {
  const { python, sitePackages } = await start(job, join(job.pyodide, "python_stdlib.zip"));
  python.unpackArchive(await bytesOf(job.wheel), "zip", { extractDir: sitePackages });
  for (const script of ["precompile.py", "stdlib_on_demand.py", "memory_snapshot.py"]) {
    python.FS.writeFile(join(sitePackages, script), await bytesOf(join(job.scripts, script)));
  }
  python.pyimport("precompile").main(sitePackages);
  for (const archive of ["stdlib.zip", "core.zip"]) {
    await writeFile(join(job.out, archive), python.FS.readFile(join("/out", archive)));
  }
}

/** @param {Job} job */
async function bootFromTheResult(job) {
  const { python } = await start(job, join(job.out, "stdlib.zip"));
  python.FS.writeFile("/lib/core.zip", await bytesOf(join(job.out, "core.zip")));
  python.pyimport("sys").path.append("/lib/core.zip");
  python.pyimport("stdlib_on_demand");
  python.pyimport("memory_snapshot").fill();
  python.pyimport("mlsys_core.session");
}

try {
  const job = JSON.parse(process.argv[2] ?? "{}");
  await precompile(job);
  await bootFromTheResult(job);
} catch (error) {
  // Node would print the line that threw, and Pyodide is one line of a megabyte
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
