/** A class's ledgers as tables: completion, first answers, constraints hit, time. */

import { make } from "../dom.js";
import { labName } from "./when.js";

/** @typedef {Record<string, any>} Row */

/** @param {Row} analysis @returns {HTMLElement[]} */
export function classTables(analysis) {
  return [
    make("p", { "data-class-count": "" }, countText(analysis)),
    ...told("Not read", analysis.broken),
    ...told("Read with reservations", analysis.warned),
    ...told("Reports", analysis.reports),
    ...same(analysis.same),
    make("h3", {}, "Labs"),
    labsTable(analysis.labs),
    make("h3", {}, "First answers"),
    ...questionsByLab(analysis.labs, analysis.questions),
    make("h3", {}, "Constraints hit"),
    domainsTable(analysis.domains),
  ];
}

/** @param {Row} analysis */
function countText({ ledgers, broken, reports }) {
  const parts = [`${counted(ledgers, "ledger")} read`];
  if (reports.length > 0) parts.push(`${counted(reports.length, "report")} checked`);
  if (broken.length > 0) parts.push(`${counted(broken.length, "file")} not read`);
  return `${parts.join(", ")}.`;
}

/** @param {number} count @param {string} what */
function counted(count, what) {
  return `${count} ${count === 1 ? what : `${what}s`}`;
}

/** @param {string} title @param {{file: string, what: string}[]} files */
function told(title, files) {
  if (files.length === 0) return [];
  const items = files.map(({ file, what }) => make("li", {}, `${file}: ${what}`));
  return [
    make(
      "section",
      { class: title === "Not read" ? "class-broken" : "class-told" },
      make("h3", {}, title),
      make("ul", {}, ...items),
    ),
  ];
}

/** @param {string[][]} groups */
function same(groups) {
  if (groups.length === 0) return [];
  const items = groups.map((files) => make("li", {}, files.join(", ")));
  return [make("h3", {}, "The very same ledger"), make("ul", {}, ...items)];
}

/** @param {Row[]} labs */
function labsTable(labs) {
  const head = [
    "Lab",
    "Begun",
    "Complete",
    "Predictions right",
    "Constraint hit",
    "Median minutes",
  ];
  return table(
    "Each lab over the class",
    head,
    labs.map((lab) => [
      lab.name,
      `${lab.begun} of ${lab.ledgers}`,
      `${lab.complete} of ${lab.ledgers}`,
      share(lab.right, lab.scored),
      share(lab.hit, lab.hit_known),
      lab.median_minutes === null ? "–" : `${lab.median_minutes} (${lab.timed} timed)`,
    ]),
  );
}

/** @param {Row[]} labs @param {Row[]} questions */
function questionsByLab(labs, questions) {
  return labs.map(({ lab, name }) => {
    const own = questions.filter((question) => question.lab === lab);
    return make("details", {}, make("summary", {}, name), ...own.map(questionTable));
  });
}

/** @param {Row} question */
function questionTable({ lab, question, answers, options }) {
  const rows = options.map((/** @type {Row} */ option) => [
    `${option.key.toUpperCase()}${option.right ? " ✓ right" : ""}`,
    bar(option.count, answers),
    option.misconception || (option.right ? "" : "–"),
  ]);
  const caption = `${labName(lab)}, ${spoken(question)}: ${answers} first answers`;
  const made = table(caption, ["Option", "First answers", "The idea behind it"], rows);
  made.dataset.classQuestion = `${lab}.${question}`;
  return made;
}

/** @param {string} question */
function spoken(question) {
  const [act, kind] = question.split(".");
  return `${act === "act1" ? "Act I" : "Act II"} ${kind}`;
}

/** @param {Row[]} domains */
function domainsTable(domains) {
  const rows = domains.map(({ name, hit, known }) => [name, share(hit, known)]);
  return table("How often a lab that has the constraint ran into it", ["Domain", "Hit"], rows);
}

/** @param {number} part @param {number} whole */
function share(part, whole) {
  if (whole === 0) return "–";
  return `${Math.round((100 * part) / whole)} % (${part} of ${whole})`;
}

/** @param {number} part @param {number} whole */
function bar(part, whole) {
  const cell = make("span");
  const filled = make("span", { class: "class-share", "aria-hidden": "true" });
  filled.style.width = `${whole === 0 ? 0 : (8 * part) / whole}em`;
  cell.append(filled, share(part, whole));
  return cell;
}

/**
 * @param {string} caption
 * @param {string[]} head
 * @param {(string | Node)[][]} rows
 */
function table(caption, head, rows) {
  const lines = rows.map(([first = "", ...rest]) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, first),
      ...rest.map((cell) => make("td", {}, cell)),
    ),
  );
  const headings = head.map((text) => make("th", { scope: "col" }, text));
  const made = make(
    "table",
    { class: "ledger-table" },
    make("caption", {}, caption),
    make("thead", {}, make("tr", {}, ...headings)),
    make("tbody", {}, ...lines),
  );
  return make("div", { class: "table-scroll", tabindex: "0" }, made);
}
