/** Shows a report, which is Markdown of a few simple forms, as a page to print. */

import { make } from "../dom.js";

/**
 * @param {string} markdown
 * @returns {HTMLElement[]}
 */
export function reportElements(markdown) {
  /** @type {HTMLElement[]} */
  const made = [];
  for (const block of blocksOf(markdown)) {
    const [first = ""] = block;
    if (first.startsWith("# ")) made.push(make("h1", {}, plain(first.slice(2))));
    else if (first.startsWith("## ")) made.push(make("h2", {}, plain(first.slice(3))));
    else if (first.startsWith("- ")) made.push(listOf(block));
    else if (first.startsWith("| ")) made.push(tableOf(block));
    else made.push(...block.map((line) => make("p", {}, plain(line))));
  }
  return made;
}

/** @param {string} markdown */
function blocksOf(markdown) {
  return markdown
    .split(/\n{2,}/)
    .map((block) => block.split("\n").filter(Boolean))
    .filter((block) => block.length > 0);
}

/** @param {string} text */
function plain(text) {
  return text.replace(/\\([^A-Za-z0-9\s])/g, "$1");
}

/** @param {string[]} lines */
function listOf(lines) {
  return make("ul", {}, ...lines.map((line) => make("li", {}, plain(line.slice(2)))));
}

/** @param {string[]} lines */
function tableOf([head = "", , ...rows]) {
  const body = rows.map((row) => {
    const [name = "", ...values] = cellsOf(row);
    const cells = values.map((text) => make("td", {}, text));
    return make("tr", {}, make("th", { scope: "row" }, name), ...cells);
  });
  const headings = cellsOf(head);
  const table = make("table");
  if (headings.some(Boolean)) {
    const cells = headings.map((text) => make("th", { scope: "col" }, text));
    table.append(make("thead", {}, make("tr", {}, ...cells)));
  }
  table.append(make("tbody", {}, ...body));
  return table;
}

/** @param {string} row */
function cellsOf(row) {
  const cells = row.split(/(?<!\\)\|/).slice(1, -1);
  return cells.map((cell) => plain(cell.trim()));
}
