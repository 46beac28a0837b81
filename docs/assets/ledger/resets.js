/** Starts one lab, or all of them, afresh in the ledger; and takes that back. */

/** @typedef {import("../types.js").Ledger} Ledger */
/** @typedef {import("./page.js").Desk} Desk */

/**
 * Take labs out of the ledger, with the places the reader left in them.
 *
 * @param {Desk} desk
 * @param {string[]} labs
 * @returns {() => Promise<void>} Undoes it, whatever happened since.
 */
export function resetLabs({ ledger, places, sync, now }, labs) {
  const before = ledger.read();
  const at = now();
  /** @type {Ledger} */
  const taken = { schema: before.schema, labs: {} };
  const after = { ...before, labs: { ...before.labs }, resets: { ...before.resets } };
  for (const lab of labs) {
    const record = before.labs[lab];
    if (record) taken.labs[lab] = record;
    delete after.labs[lab];
    after.resets[lab] = at;
  }
  ledger.put(after);
  const putBack = labs.map((lab) => places.remove(lab));
  return async () => {
    const { document } = await sync.ask("import", {
      current: ledger.read(),
      text: JSON.stringify(taken),
      mode: "merge",
      now: now(),
    });
    ledger.put(document);
    for (const place of putBack) place();
  };
}
