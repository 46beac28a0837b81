/** A chart with its table, made on the spot and drawn as the lab's own charts are. */

import { make, setText } from "../dom.js";
import { Figures } from "../figures.js";

/** @typedef {import("../types.js").FigureView} FigureView */
/** @typedef {import("../types.js").TableView} TableView */

export class Chart {
  #name;
  #tools;
  /** @type {Figures | null} */
  #figures = null;
  #printed = make("template", { "data-figure-json": "" });
  #caption = make("figcaption");
  box;

  /**
   * @param {string} name
   * @param {Pick<import("./panel.js").ActTools, "loadPlotly" | "scheme" | "signal">} tools
   */
  constructor(name, tools) {
    this.#name = name;
    this.#tools = tools;
    const table = make("div", { class: "table-scroll", tabindex: "0" }, make("table"));
    const figure = make(
      "figure",
      { class: "lab-figure", "data-figure": name },
      make("p", { class: "figure-title" }),
      make("div", { class: "plot", "data-plot": "" }),
      this.#printed,
      this.#caption,
      make("details", { class: "figure-table" }, make("summary", {}, "The numbers"), table),
    );
    this.box = make("div", { hidden: "" }, figure);
  }

  /** @param {FigureView} figure @param {TableView} table @param {string} caption */
  show(figure, table, caption) {
    const { loadPlotly, scheme, signal } = this.#tools;
    setText(this.#caption, caption);
    this.box.hidden = false;
    if (!this.#figures) {
      this.#printed.content.textContent = JSON.stringify(figure);
      this.#figures = new Figures(this.box, loadPlotly, scheme, signal);
    }
    this.#figures.show({ [this.#name]: figure }, { [this.#name]: table });
  }

  hide() {
    this.box.hidden = true;
  }
}
