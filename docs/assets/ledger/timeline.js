/** What a reader decided, and when: predictions, first failures, reflections, finished labs. */

import { make } from "../dom.js";
import { dateOf, dayAndTime, labName } from "./when.js";

/** @typedef {import("../types.js").Ledger} Ledger */
/** @typedef {import("../types.js").LedgerRecord} LedgerRecord */
/** @typedef {{at: Date, lab: string, text: string, tone?: "good" | "bad"}} Moment */

const ACTS = { act1: "Act I", act2: "Act II" };
const MOST = 200;

/**
 * @param {Ledger} ledger
 * @returns {Moment[]} The latest first.
 */
export function momentsOf(ledger) {
  const moments = Object.entries(ledger.labs).flatMap(([lab, record]) => momentsIn(lab, record));
  return moments.sort((a, b) => b.at.getTime() - a.at.getTime());
}

/**
 * @param {string} lab
 * @param {LedgerRecord} record
 * @returns {Moment[]}
 */
function momentsIn(lab, record) {
  /** @type {Moment[]} */
  const found = [];
  /** @param {unknown} moment @param {string} text @param {unknown} [good] */
  const add = (moment, text, good) => {
    const at = dateOf(moment);
    if (at) found.push({ at, lab, text, ...toned(good) });
  };
  for (const [act, name] of Object.entries(ACTS)) {
    const answers = record[act];
    if (typeof answers?.choice === "string") {
      add(answers.locked_at, `${name}: predicted ${said(answers.choice)}`, answers.correct);
    }
    if (typeof answers?.reflection === "string") {
      const text = `${name}: reflected ${said(answers.reflection)}`;
      add(answers.reflected_at, text, answers.reflection_correct);
    }
  }
  for (const failure of Array.isArray(record.failures) ? record.failures : []) {
    add(failure?.first_at, `hit ${String(failure?.id ?? "a constraint")}`);
  }
  const first = record.history?.first;
  if (first?.status === "complete") add(first.saved_at, "finished for the first time");
  return found;
}

/** @param {string} choice */
function said(choice) {
  return choice.toUpperCase();
}

/** @param {unknown} good @returns {{tone?: "good" | "bad"}} */
function toned(good) {
  if (typeof good !== "boolean") return {};
  return { tone: good ? "good" : "bad" };
}

/** @param {Ledger} ledger @returns {Node[]} */
export function timeline(ledger) {
  const moments = momentsOf(ledger);
  if (moments.length === 0) return [];
  const items = moments
    .slice(0, MOST)
    .map(({ at, lab, text, tone }) =>
      make(
        "li",
        tone ? { "data-tone": tone } : {},
        make("time", { datetime: at.toISOString() }, dayAndTime(at)),
        make("span", { class: "timeline-lab" }, labName(lab)),
        make("span", { class: "timeline-text" }, tone ? `${text}, ${word(tone)}` : text),
      ),
    );
  const list = make(
    "div",
    { class: "timeline-window", tabindex: "0", role: "region", "aria-label": "Decisions" },
    make("ol", { class: "ledger-timeline" }, ...items),
  );
  const rest = moments.length - items.length;
  return rest > 0 ? [list, make("p", {}, `${rest} earlier ones are in the export.`)] : [list];
}

/** @param {"good" | "bad"} tone */
function word(tone) {
  return tone === "good" ? "right" : "wrong";
}
