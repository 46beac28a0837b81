/** Tables of findings. */

import { make } from "../dom.js";
import { fillTable } from "../figure-table.js";

/** @typedef {import("../types.js").TableView} TableView */

/**
 * @param {TableView} view
 * @param {string} caption
 */
export function tableOf(view, caption) {
  const table = make("table");
  fillTable(table, view, caption);
  return make("div", { class: "table-scroll", tabindex: "0" }, table);
}
