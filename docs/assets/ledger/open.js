/** Opens the desk of a page: the reader's own ledger, or a class's. */

import { ClassPage } from "./class-page.js";
import { LedgerPage } from "./page.js";

/**
 * @param {HTMLElement} element
 * @param {import("./page.js").Desk} desk
 * @param {AbortSignal} signal
 * @returns {() => void} Shows what is stored now.
 */
export function openDesk(element, desk, signal) {
  if (element.hasAttribute("data-class-page")) {
    new ClassPage(element, desk, signal);
    return () => {};
  }
  const page = new LedgerPage(element, desk, signal);
  return () => page.show();
}
