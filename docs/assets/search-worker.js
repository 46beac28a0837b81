/**
 * The theme's search on the page of a lab, a moment later: building its index takes as much of the
 * processor as Python needs to wake, and nobody searches in the first seconds.
 *
 * The page names the theme's own worker after a question mark. What it is told meanwhile is kept.
 */

const LATER_MS = 2000;

const world = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));
/** @type {unknown[]} */
const told = [];
/** @param {MessageEvent} event */
const keep = (event) => told.push(event.data);
world.addEventListener("message", keep);

setTimeout(() => {
  world.removeEventListener("message", keep);
  world.importScripts(`javascripts/workers/${world.location.search.slice(1)}`);
  for (const data of told) world.dispatchEvent(new MessageEvent("message", { data }));
}, LATER_MS);
