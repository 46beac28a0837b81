/** What every page says about its site: where the root is, the palette, the build. */

/** @typedef {import("./types.js").PageConfig} PageConfig */

/**
 * @typedef {{
 *   root: URL, basePath: string, palette: Record<string, string>, build: string, edition?: string,
 *   runtime: URL, plotly: URL, startsPython: boolean,
 * }} Site `basePath` is the path of the site's root, with a slash at both ends; `build` is that of the
 *   runtime, `edition` that of the whole site, which a preview has none of.
 */

/**
 * @param {PageConfig} config
 * @param {string} pageUrl The address against which `config.base` is relative.
 * @returns {Site}
 */
export function siteOf(config, pageUrl) {
  const base = config.base.endsWith("/") ? config.base : `${config.base}/`;
  const root = new URL(base, pageUrl);
  return {
    root,
    basePath: root.pathname,
    palette: config.palette,
    build: config.build ?? config.core,
    edition: config.edition,
    runtime: new URL("assets/runtime/", root),
    plotly: new URL(config.plotly, root),
    startsPython: config.starts_python ?? false,
  };
}

/**
 * Read the page's configuration. Called once, on the page the visit began with: under instant
 * navigation the address changes while `base` stays that of the first page.
 *
 * @param {Document} page
 * @returns {Site}
 */
export function readSite(page) {
  const text = page.getElementById("mlsys-config")?.textContent;
  if (!text) throw new Error('this page has no <script id="mlsys-config">; the build writes one');
  return siteOf(JSON.parse(text), page.baseURI);
}
