/**
 * Turns the client of a built site into what a page opened from a folder can load: classic scripts,
 * one of which carries the code of each worker.
 *
 *     node bundle.mjs '{"site": folder, "search": "path of the theme's search worker in it"}'
 */

import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const STYLES = ["assets/lab.css", "assets/explore/explore.css", "assets/ledger/ledger.css"];
const PACKAGES = resolve(HERE, "../../node_modules");
const CLIENT = ["assets/early.js", "assets/main.js"];
const RUNTIME_WORKERS = ["assets/runtime/worker.js", "assets/explore/limited-worker.js"];

/** @type {{site: string, search: string}} */
const { site, search } = JSON.parse(argv[2] ?? "{}");

/** Modules and files come from the page, not from the network. */
const filesFromThePage = {
  name: "files from the page",
  /** @param {import("esbuild").PluginBuild} bundle */
  setup(bundle) {
    bundle.onResolve({ filter: /\/import-module\.js$/ }, () => ({
      path: resolve(HERE, "files-worker.js"),
    }));
  },
};

/**
 * @param {import("esbuild").BuildOptions} options
 * @returns {Promise<string>}
 */
async function bundled(options) {
  const { outputFiles } = await build({
    bundle: true,
    nodePaths: [PACKAGES],
    write: false,
    minify: true,
    legalComments: "none",
    logLevel: "error",
    ...options,
  });
  return outputFiles?.[0]?.text ?? "";
}

/** @param {string} path in the site */
function runtimeWorker(path) {
  const entry = [resolve(HERE, "files-worker.js"), resolve(site, path)];
  return bundled({
    stdin: {
      contents: entry.map((module) => `import ${JSON.stringify(module)};`).join("\n"),
      resolveDir: site,
    },
    format: "esm",
    plugins: [filesFromThePage],
  });
}

/** @type {Record<string, string>} */
const workers = { [search]: await readFile(resolve(site, search), "utf8") };
for (const path of RUNTIME_WORKERS) workers[path] = await runtimeWorker(path);
const page = await bundled({ entryPoints: [resolve(HERE, "page.js")], format: "iife" });
await writeFile(
  resolve(site, "assets/folder.js"),
  `globalThis.carried = ${JSON.stringify({ workers })};\n${page}`,
);
for (const path of CLIENT) {
  const script = resolve(site, path);
  await writeFile(script, await bundled({ entryPoints: [script], format: "iife" }));
}
for (const path of STYLES) {
  // a style sheet opened as a file may not use a picture that is another file as a mask
  const style = {
    entryPoints: [resolve(site, path)],
    loader: { ".svg": /** @type {const} */ ("dataurl") },
  };
  await writeFile(resolve(site, path), await bundled(style));
}
