/** The numbers of a chart as a table. */

import { make } from "./dom.js";

/** @typedef {import("./types.js").TableView} TableView */

/**
 * Put a table's new numbers in place of its old ones.
 *
 * @param {HTMLElement} table
 * @param {TableView} view
 * @param {string} title
 */
export function fillTable(table, { columns, rows }, title) {
  const head = columns.map((text) => make("th", { scope: "col" }, text));
  table.replaceChildren(
    make("caption", {}, title),
    make("thead", {}, make("tr", {}, ...head)),
    make("tbody", {}, ...rows.map(lineOf)),
  );
}

/** @param {string[]} cells */
function lineOf([first = "", ...rest]) {
  const cells = rest.map((text) => make("td", {}, text));
  return make("tr", {}, make("th", { scope: "row" }, first), ...cells);
}
