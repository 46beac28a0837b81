/** Keeps a page in step with the stored ledger, which other tabs write to as well. */

/** @typedef {import("./lab.js").Lab} Lab */
/** @typedef {import("./overview.js").Overview} Overview */

/**
 * @param {{
 *   ledger: import("./ledger.js").LedgerStore, sync: import("./ledger-sync.js").LedgerSync,
 * }} house
 * @param {Lab[]} labs
 * @param {Overview} overview
 * @param {AbortSignal} signal
 */
export function followLedger({ ledger, sync }, labs, overview, signal) {
  const settle = async () => {
    const changed = await sync.settle();
    if (changed && !signal.aborted) overview.show();
  };
  const changedElsewhere = (/** @type {StorageEvent} */ { key }) => {
    if (key !== null && key !== ledger.key) return;
    for (const lab of labs) lab.ledgerChanged();
    overview.show();
    settle();
  };
  overview.show();
  settle();
  addEventListener("storage", changedElsewhere, { signal });
}
