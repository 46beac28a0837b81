/**
 * Bundles the client: the scripts of a page, what it fetches later, and each worker.
 *
 *     node bundle_client.mjs '{"docs": folder, "out": folder, "isPreview": false}'
 *
 * Prints which of the results a page asks for at once.
 */
import { relative, resolve, sep } from "node:path";
import { argv, stdout } from "node:process";
import { build } from "esbuild";

/** @typedef {{docs: string, out: string, isPreview: boolean}} Job */

const FIRST_SCRIPT = "assets/early.js";
const PAGE = "assets/main.js";
const WORKERS = [
  "assets/runtime/worker.js",
  "assets/runtime/snapshot-worker.js",
  "assets/explore/limited-worker.js",
];

/** @type {Job} */
const { docs, out, isPreview } = JSON.parse(argv[2] ?? "{}");

/**
 * @param {string[]} entries
 * @param {import("esbuild").BuildOptions} how
 * @returns {Promise<import("esbuild").Metafile>}
 */
async function bundle(entries, how) {
  const { metafile } = await build({
    ...how,
    entryPoints: entries.map((entry) => resolve(docs, entry)),
    absWorkingDir: resolve(docs),
    outdir: out,
    outbase: docs,
    bundle: true,
    minify: true,
    metafile: true,
    legalComments: "none",
    logLevel: "error",
    sourcemap: isPreview ? "inline" : false,
  });
  return metafile;
}

await bundle([FIRST_SCRIPT], { format: "iife" });
await bundle(WORKERS, { format: "esm" });
const parts = await bundle([PAGE], {
  format: "esm",
  splitting: true,
  chunkNames: "assets/part-[hash]",
});

/** @param {string} path as esbuild names it */
const inSite = (path) => relative(out, resolve(docs, path)).split(sep).join("/");

const needs = new Map(
  Object.entries(parts.outputs).map(([path, { imports }]) => [
    inSite(path),
    imports.filter(({ kind }) => kind === "import-statement").map((part) => inSite(part.path)),
  ]),
);
const announced = new Set([PAGE]);
for (const part of announced) for (const needed of needs.get(part) ?? []) announced.add(needed);
stdout.write(JSON.stringify([...announced]));
