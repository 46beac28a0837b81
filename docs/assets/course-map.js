/** Marks on the course map where the reader has been. */

import { all, one, setAttribute, setText } from "./dom.js";

/** @typedef {import("./types.js").Ledger} Ledger */
/** @typedef {import("./types.js").LedgerRecord} LedgerRecord */

/**
 * @param {LedgerRecord | undefined} record
 * @returns {{progress: "not-started" | "in-progress" | "done", words: string[]}}
 */
export function progressOf(record) {
  if (!record) return { progress: "not-started", words: [] };
  const done = record.status === "complete";
  const words = [done ? "done" : "in progress"];
  if (record.constraint_hit === true) words.push("constraint hit");
  return { progress: done ? "done" : "in-progress", words };
}

/** @param {HTMLElement} map @param {Ledger} ledger */
export function showCourseMap(map, ledger) {
  for (const item of all(map, "[data-course-lab]")) {
    const { progress, words } = progressOf(ledger.labs[item.dataset.courseLab ?? ""]);
    setAttribute(item, "data-progress", progress);
    const state = one(item, "[data-course-state]");
    if (words.length) setText(state, words.join(" · "));
  }
}
