/** The reader's Design Ledger as a page: one card a lab, the whole as a file and as it is stored. */

import { make } from "./dom.js";
import { cardRows } from "./ledger-cards.js";

/** @typedef {import("./types.js").Ledger} Ledger */
/** @typedef {import("./types.js").LedgerRecord} LedgerRecord */

const EMPTY =
  "Nothing is recorded yet. Lock in a prediction in any lab and it appears here; it stays in this " +
  "browser and is sent nowhere.";
const FILE_NAME = "design-ledger.json";

/**
 * @param {HTMLElement} box
 * @param {Ledger} ledger
 * @param {AbortSignal} signal
 */
export function showLedger(box, ledger, signal) {
  const records = Object.entries(ledger.labs).sort(([a], [b]) => a.localeCompare(b));
  if (records.length === 0) {
    box.replaceChildren(make("p", { class: "ledger-empty" }, EMPTY));
    return;
  }
  const text = JSON.stringify(ledger, null, 2);
  const cards = records.map(([lab, record]) => card(lab, record));
  box.replaceChildren(
    make("div", { class: "ledger-actions" }, exportButton(text, signal)),
    make("div", { class: "ledger-cards" }, ...cards),
    make(
      "details",
      { class: "ledger-raw" },
      make("summary", {}, "As it is stored"),
      make("pre", { tabindex: "0" }, make("code", {}, text)),
    ),
  );
}

/** @param {string} lab @param {LedgerRecord} record */
function card(lab, record) {
  const rows = cardRows(record).map(({ label, text, tone }) =>
    make("div", tone ? { "data-tone": tone } : {}, make("dt", {}, label), make("dd", {}, text)),
  );
  const status = record.status === "complete" ? "done" : "in progress";
  return make(
    "section",
    { class: "ledger-card", "data-ledger-lab": lab },
    make("h2", {}, labName(lab)),
    make("p", { class: "ledger-status" }, [status, savedOn(record.saved_at)].join(" · ")),
    make("dl", {}, ...rows),
  );
}

/**
 * Return a lab's short name: `v1_12` is V1-12. Anything else is shown as it is.
 *
 * @param {string} lab
 */
function labName(lab) {
  return /^v\d_\d\d$/.test(lab) ? lab.toUpperCase().replace("_", "-") : lab;
}

/** @param {unknown} savedAt */
function savedOn(savedAt) {
  const date = new Date(typeof savedAt === "string" ? savedAt : Number.NaN);
  if (Number.isNaN(date.getTime())) return "saved at an unknown time";
  return `saved ${date.toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })}`;
}

/** @param {string} text @param {AbortSignal} signal */
function exportButton(text, signal) {
  const button = make("button", { type: "button", "data-ledger-export": "" }, "Export as JSON");
  button.addEventListener("click", () => download(text), { signal });
  return button;
}

/** @param {string} text */
function download(text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  make("a", { href: address, download: FILE_NAME }).click();
  // The download has its own hold on the data once the click is done.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
