/** The report a reader hands in: printed from a page of its own, or saved as Markdown. */

import { make } from "../dom.js";
import { download } from "../ledger-export.js";
import { reportElements } from "./report.js";

/** @typedef {import("./page.js").Desk} Desk */

/**
 * @param {Desk} desk
 * @param {string} name
 * @returns {Promise<string>}
 */
async function markdownOf({ ledger, sync, now }, name) {
  const request = { document: ledger.read(), name, now: now().slice(0, 10) };
  return (await sync.ask("report", request)).markdown;
}

/**
 * @param {Desk} desk
 * @param {string} name
 * @param {AbortSignal} signal
 */
export async function saveReport(desk, name, signal) {
  const markdown = await markdownOf(desk, name);
  if (!signal.aborted) download("design-ledger-report.md", markdown, "text/markdown");
}

/**
 * @param {Desk} desk
 * @param {string} name
 * @param {AbortSignal} signal
 */
export async function printReport(desk, name, signal) {
  const markdown = await markdownOf(desk, name);
  if (signal.aborted) return;
  const sheet = make("article", { class: "report-sheet md-typeset", lang: "en" });
  sheet.append(...reportElements(markdown));
  document.body.append(sheet);
  document.documentElement.classList.add("printing-report");
  const end = () => {
    document.documentElement.classList.remove("printing-report");
    sheet.remove();
  };
  addEventListener("afterprint", end, { once: true });
  signal.addEventListener("abort", end, { once: true });
  print();
}
