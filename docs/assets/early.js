/**
 * Runs in <head>, before anything is painted: marks the page as one that has script, makes what a visit
 * has from its first moment on, and wakes Python on the page of a lab while the rest still arrives.
 *
 * The build makes it one classic script, since modules wait for the page to be parsed.
 */

import { readSite } from "./config.js";
import { Engine } from "./engine.js";
import { keptPython } from "./python.js";

// only a page that has script may hide what is locked
document.documentElement.classList.add("js");

const site = readSite(document);
const engine = new Engine(keptPython(site, navigator));
if (site.startsPython) engine.start();

/** @typedef {{site: import("./config.js").Site, engine: Engine}} Visit */
Object.assign(globalThis, { mlsysVisit: { site, engine } });
