/** Waits for a moment in which the page has nothing else to do. */

const WITHIN_MS = 10_000;

/** @param {() => void} act */
export function whenIdle(act) {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(act, { timeout: WITHIN_MS });
  else act(); // Safari has none; what waits for this works in other threads anyway
}
