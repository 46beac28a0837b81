/** What one small step of each control changes: a tornado that follows the reader's design. */

import { make, setText } from "../dom.js";
import { fillTable } from "../figure-table.js";
import { Chart } from "./chart.js";
import { offer, picker } from "./fields.js";
import { latestOnly } from "./latest.js";

/** @typedef {import("./panel.js").ActTools} ActTools */
/** @typedef {import("../types.js").FigureView} FigureView */
/** @typedef {import("../types.js").TableView} TableView */

/**
 * @typedef {{
 *   outside: string, metrics: {id: string, name: string}[], metric: string | null,
 *   effects: TableView, figure?: FigureView, table?: TableView,
 * }} Sensitivity
 */

const INTRO =
  "Each control of your design goes one step down and one step up, the others held where you set " +
  "them. The longest bar is the control that matters most here; move the sliders and it may be another.";
const NOTHING =
  "The controls of this act choose what is shown; there is no design here to step around.";
const CAPTION =
  "Around another design the order may be another: a tornado holds where it was made.";

/**
 * @param {HTMLElement} section
 * @param {ActTools} tools
 */
export function showSensitivity(section, tools) {
  const { box, select } = picker("Result", []);
  const chart = new Chart(`${tools.act}.sensitivity`, tools);
  const note = make("p", { class: "explore-note", role: "status" });
  const table = make("table");
  const all = make(
    "details",
    { class: "figure-table" },
    make("summary", {}, "Every result at every step"),
    make("div", { class: "table-scroll", tabindex: "0" }, table),
  );
  section.append(make("p", {}, INTRO), box, note, chart.box, all);

  const ask = () =>
    tools.ask("explore.sensitivity", tools.request({ metric: select.value || undefined }));
  /** @param {Sensitivity} answer */
  const show = (answer) => {
    setText(note, answer.outside || (answer.figure ? "" : NOTHING));
    box.hidden = !answer.figure;
    all.hidden = !answer.figure;
    offer(select, answer.metrics, answer.metric ?? "");
    fillTable(table, answer.effects, "Every result at every step");
    if (answer.figure && answer.table) chart.show(answer.figure, answer.table, CAPTION);
    else chart.hide();
  };
  const refuse = () =>
    setText(note, "That could not be computed just now; move a control to ask again.");
  const refresh = latestOnly(ask, show, refuse);
  select.addEventListener("change", refresh, { signal: tools.signal });
  refresh();
  return { answered: refresh };
}
