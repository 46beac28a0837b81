/**
 * Runs in <head>, before anything is painted: marks the page as one that has script, makes what a visit
 * has from its first moment on, and wakes Python on the page of a lab while the rest still arrives.
 *
 * The build makes it one classic script, since modules wait for the page to be parsed.
 */

import { readSite } from "./config.js";
import { Engine } from "./engine.js";
import { keptPython } from "./python.js";

// Only a page that has script may hide what is locked. The theme would say so much later, and have the
// whole page styled once more.
document.documentElement.classList.replace("no-js", "js");

const site = readSite(document);
const engine = new Engine(keptPython(site, navigator));
if (site.startsPython) {
  // Two processors at full load would make each other late: the page comes first.
  engine.start(
    new Promise((whole) => {
      document.addEventListener("DOMContentLoaded", () => setTimeout(whole));
    }),
  );
}

/** @typedef {{site: import("./config.js").Site, engine: Engine}} Visit */
Object.assign(globalThis, { mlsysVisit: { site, engine } });
