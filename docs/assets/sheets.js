/** Style sheets of parts that few pages have: fetched with the part, not with every page. */

import { make, one } from "./dom.js";
import { site } from "./visit.js";

/**
 * @param {string} path of the sheet in the site's assets
 * @returns {Promise<void>} settled when it applies, or cannot be had: a part without it still works
 */
export function addSheet(path) {
  const href = new URL(`assets/${path}`, site.root).href;
  const there = one(document, `link[href="${href}"]`);
  const link = /** @type {HTMLLinkElement} */ (there ?? make("link", { rel: "stylesheet", href }));
  if (!there) document.head.append(link);
  return new Promise((resolve) => {
    if (link.sheet) resolve();
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", () => {
      link.remove(); // to be asked for again
      resolve();
    });
  });
}
