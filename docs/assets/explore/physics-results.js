/** The results of a reader's version beside the book's: values, states and charts. */

import { make } from "../dom.js";
import { Chart } from "./chart.js";

/** @typedef {import("./physics.js").ActView} ActView */

export class PhysicsResults {
  box = make("div", { hidden: "", "data-physics-results": "" });
  #tools;
  #table = make("table");
  #charts = make("div", { class: "explore-pairs" });
  /** @type {Map<string, Chart>} */
  #drawn = new Map();

  /** @param {import("./panel.js").ActTools} tools */
  constructor(tools) {
    this.#tools = tools;
    const scroll = make("div", { class: "table-scroll", tabindex: "0" }, this.#table);
    this.box.append(scroll, this.#charts);
  }

  hide() {
    this.box.hidden = true;
  }

  /** @param {ActView} book @param {ActView} yours */
  show(book, yours) {
    this.box.hidden = false;
    const heads = ["Result", "The book's", "Yours", "Differs"].map((text) =>
      make("th", { scope: "col" }, text),
    );
    const rows = book.values.map((value, i) => {
      const other = yours.values[i];
      return row(value.name, value.text, other?.text ?? "–", value.value !== other?.value);
    });
    const states = (/** @type {ActView} */ view) =>
      view.outside || view.states.join(", ") || "none";
    rows.push(row("States", states(book), states(yours), states(book) !== states(yours)));
    this.#table.replaceChildren(
      make("caption", {}, "Your version beside the book's, for the design set above"),
      make("thead", {}, make("tr", {}, ...heads)),
      make("tbody", {}, ...rows),
    );
    for (const [name, pair] of Object.entries(book.figures)) {
      this.#draw(`book.${name}`, "The book's", pair);
      const mine = yours.figures[name];
      if (mine) this.#draw(`yours.${name}`, "Yours", mine);
    }
  }

  /** @param {string} name @param {string} whose @param {import("./survey.js").ChartView} view */
  #draw(name, whose, { figure, table }) {
    let chart = this.#drawn.get(name);
    if (!chart) {
      chart = new Chart(`${this.#tools.act}.${name}`, this.#tools);
      this.#drawn.set(name, chart);
      this.#charts.append(chart.box);
    }
    const title = `${whose}: ${figure.layout.title?.text ?? ""}`;
    const layout = { ...figure.layout, title: { ...figure.layout.title, text: title } };
    chart.show({ ...figure, layout }, table, "");
  }
}

/** @param {string} name @param {string} book @param {string} yours @param {boolean} differs */
function row(name, book, yours, differs) {
  return make(
    "tr",
    {},
    make("th", { scope: "row" }, name),
    make("td", {}, book),
    make("td", {}, yours),
    make("td", {}, differs ? "differs" : "same"),
  );
}
