/** Style sheets of parts that few pages have: fetched with the part, not with every page. */

import { make, one } from "./dom.js";
import { site } from "./visit.js";

/** @param {string} path of the sheet in the site's assets */
export function addSheet(path) {
  const href = new URL(`assets/${path}`, site.root).href;
  if (one(document, `link[href="${href}"]`)) return;
  document.head.append(make("link", { rel: "stylesheet", href }));
}
