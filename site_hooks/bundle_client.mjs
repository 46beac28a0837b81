/**
 * Bundles the client: the scripts and the style sheet of a page, what it fetches later, and each worker.
 *
 *     node bundle_client.mjs '{"docs": folder, "isPreview": false}'
 *
 * Prints the bundles by their paths in the site, and which of the scripts a page asks for at once.
 */
import { relative, sep } from "node:path";
import { argv, stdout } from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** @typedef {{docs: string, isPreview: boolean}} Job */

const PACKAGES = fileURLToPath(new URL("../node_modules", import.meta.url));
const FIRST_SCRIPT = "assets/early.js";
const PAGE = "assets/main.js";
const EDITOR = "assets/explore/code-mirror.js"; // most of all script, for the few who open it
const STYLE = "assets/lab.css";
const WORKERS = [
  "assets/runtime/worker.js",
  "assets/runtime/snapshot-worker.js",
  "assets/explore/limited-worker.js",
];

/** @type {Job} */
const { docs, isPreview } = JSON.parse(argv[2] ?? "{}");
/** @type {Record<string, string>} */
const files = {};

/**
 * @param {string[]} entries
 * @param {import("esbuild").BuildOptions} how
 */
async function bundle(entries, how) {
  const { outputFiles = [], metafile } = await build({
    ...how,
    entryPoints: entries,
    absWorkingDir: docs,
    outdir: docs, // where each bundle belongs, in the place of its entry; nothing is written there
    outbase: docs,
    nodePaths: [PACKAGES],
    preserveSymlinks: true, // names are made of paths: they are the same wherever the packages really lie
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    legalComments: "none",
    logLevel: "error",
    sourcemap: isPreview && "inline",
  });
  for (const { path, text } of outputFiles) files[relative(docs, path).split(sep).join("/")] = text;
  return metafile?.outputs ?? {};
}

await bundle([FIRST_SCRIPT], { format: "iife" });
await bundle(WORKERS, { format: "esm" });
await bundle([STYLE], { external: ["*.svg"] });
const parts = await bundle([PAGE, EDITOR], {
  format: "esm",
  splitting: true,
  chunkNames: "assets/part-[name]-[hash]",
});
const announced = new Set([PAGE]);
for (const part of announced) {
  for (const { kind, path } of parts[part]?.imports ?? []) {
    if (kind === "import-statement") announced.add(path);
  }
}
stdout.write(JSON.stringify({ files, announced: [...announced] }));
