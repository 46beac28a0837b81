/** Hands a text, or the whole ledger, to the reader as a file. */

import { make } from "./dom.js";

/**
 * @param {string} name
 * @param {string} text
 * @param {string} type
 */
export function download(name, text, type = "application/json") {
  const address = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: address, download: name }).click();
  // The download has its own hold on the data once the click is done.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}

/** @param {object} ledger */
export function downloadLedger(ledger) {
  download("design-ledger.json", JSON.stringify(ledger, null, 2));
}

/**
 * The export as a notice offers it.
 *
 * @param {{read: () => object}} ledger
 * @returns {import("./notices.js").Action}
 */
export function exporting(ledger) {
  return { label: "Export the ledger", run: () => downloadLedger(ledger.read()) };
}
