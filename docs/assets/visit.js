/** What a visit has from its first moment on: where the site is, and the Python of all its pages. */

import { readSite } from "./config.js";
import { Engine } from "./engine.js";
import { keptPython } from "./python.js";

export const site = readSite(document);
export const engine = new Engine(keptPython(site, navigator));
