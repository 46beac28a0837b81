/**
 * Installs packages of the site, NumPy for one, into a running interpreter.
 *
 * @typedef {import("./protocol.js").Manifest} Manifest
 */
import { DownloadFailed } from "./download.js";

/** @param {Manifest} manifest @param {string} name */
export function wheelOf({ packages }, name) {
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
export async function loadPackages(python, packages) {
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
