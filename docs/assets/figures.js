/** The charts of a page: drawn when they come into sight, redrawn with what Python last said. */

import { all, make, one, setAttribute, setText } from "./dom.js";
import { savingChart } from "./figure-files.js";
import { fitted } from "./figure-layout.js";
import { fillTable } from "./figure-table.js";

/** @typedef {import("./types.js").FigureView} FigureView */
/** @typedef {import("./types.js").TableView} TableView */
/** @typedef {import("./plotly.js").PlotlyLibrary} PlotlyLibrary */

/**
 * @typedef {{
 *   box: HTMLElement, plot: HTMLElement, figure: FigureView, stale: boolean, visible: boolean,
 *   table: TableView | null,
 * }} Chart
 */

const CONFIG = { displayModeBar: false, responsive: false, scrollZoom: false, doubleClick: false };
const NEAR = "240px";

export class Figures {
  /** @type {Map<string, Chart>} */
  #charts = new Map();
  /** @type {PlotlyLibrary | null} */
  #plotly = null;
  #load;
  #scheme;
  #sight;
  #size;

  /**
   * @param {HTMLElement} root
   * @param {import("./plotly.js").LoadPlotly} load
   * @param {import("./scheme.js").Scheme} scheme
   * @param {AbortSignal} signal
   */
  constructor(root, load, scheme, signal) {
    this.#load = load;
    this.#scheme = scheme;
    this.#sight = new IntersectionObserver((entries) => this.#seen(entries), { rootMargin: NEAR });
    this.#size = new ResizeObserver((entries) => this.#resized(entries));
    for (const box of all(root, "[data-figure]")) this.#adopt(box, signal);
    scheme.onChange((everything) => this.#redrawAll(everything), signal);
    signal.addEventListener("abort", () => this.#leave());
  }

  /** @param {Record<string, FigureView>} figures @param {Record<string, TableView>} tables */
  show(figures, tables) {
    for (const [name, figure] of Object.entries(figures)) {
      const chart = this.#charts.get(name);
      if (!chart) continue;
      chart.figure = figure;
      chart.stale = true;
      nameChart(chart);
      if (chart.visible) this.#draw(chart);
    }
    for (const [name, table] of Object.entries(tables)) {
      const chart = this.#charts.get(name);
      if (!chart) continue;
      chart.table = table;
      this.#fillTable(chart);
    }
  }

  /** @param {HTMLElement} box @param {AbortSignal} signal */
  #adopt(box, signal) {
    const plot = one(box, "[data-plot]");
    const printed = box.querySelector("template[data-figure-json]");
    const name = box.dataset.figure;
    if (!plot || !(printed instanceof HTMLTemplateElement) || !name) return;
    const chart = {
      box,
      plot,
      figure: JSON.parse(printed.content.textContent ?? ""),
      stale: true,
      visible: false,
      table: null,
    };
    this.#charts.set(name, chart);
    plot.style.minHeight = `${chart.figure.layout.height}px`;
    plot.setAttribute("role", "img");
    nameChart(chart);
    const fold = one(box, "details.figure-table");
    fold?.addEventListener("toggle", () => this.#fillTable(chart), { signal });
    const table = fold && one(fold, "table");
    if (fold && table) {
      const lab = /** @type {HTMLElement | null} */ (box.closest("[data-lab]"))?.dataset.lab;
      const files = savingChart({
        name: `${lab}-${name.replace(".", "-")}`,
        table,
        figure: () => chart.figure,
        load: this.#load,
      });
      fold.append(files);
      signal.addEventListener("abort", () => files.remove());
    }
    this.#sight.observe(plot);
    this.#size.observe(plot);
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #seen(entries) {
    for (const entry of entries) {
      const chart = this.#chartOf(entry.target);
      if (!chart) continue;
      chart.visible = entry.isIntersecting;
      if (chart.visible && chart.stale) this.#draw(chart);
    }
  }

  /** @param {ResizeObserverEntry[]} entries */
  #resized(entries) {
    for (const entry of entries) {
      const chart = this.#chartOf(entry.target);
      if (!chart || !this.#plotly || drawnWidth(chart) === widthOf(chart)) continue;
      chart.stale = true;
      if (chart.visible) this.#draw(chart);
    }
  }

  /** @param {boolean} unseen */
  #redrawAll(unseen) {
    for (const chart of this.#charts.values()) {
      chart.stale = true;
      if (this.#plotly && (chart.visible || unseen)) this.#draw(chart);
    }
  }

  /** @param {Chart} chart */
  async #draw(chart) {
    try {
      this.#plotly ??= await this.#load();
      const width = widthOf(chart);
      if (!chart.stale || width === 0) return;
      chart.stale = false;
      const { data, layout } = fitted(chart.figure, {
        width,
        fontFamily: getComputedStyle(chart.box).fontFamily,
        palette: this.#scheme.darkPalette(),
      });
      chart.plot.dataset.width = String(width);
      chart.plot.style.minHeight = `${layout.height}px`;
      if (chart.plot.classList.contains("plot-missing")) clearMissing(chart.plot);
      await this.#plotly.react(chart.plot, data, layout, CONFIG);
    } catch (error) {
      chart.stale = true;
      sayMissing(chart.plot, error);
    }
  }

  /** @param {Chart} chart */
  #fillTable(chart) {
    const details = one(chart.box, "details");
    const table = one(chart.box, "table");
    if (!chart.table || !table || !(details instanceof HTMLDetailsElement) || !details.open) return;
    fillTable(table, chart.table, chart.figure.layout.title?.text ?? "");
    chart.table = null;
  }

  /** @param {Element} plot */
  #chartOf(plot) {
    return [...this.#charts.values()].find((chart) => chart.plot === plot);
  }

  #leave() {
    this.#sight.disconnect();
    this.#size.disconnect();
    for (const chart of this.#charts.values()) {
      chart.stale = false;
      this.#plotly?.purge(chart.plot);
    }
  }
}

/** Print a chart's title, and give it to those who listen. @param {Chart} chart */
function nameChart({ box, plot, figure }) {
  const title = figure.layout.title?.text ?? "";
  setText(one(box, ".figure-title"), title);
  setAttribute(plot, "aria-label", title || "Chart");
}

/** @param {Chart} chart */
function widthOf(chart) {
  return Math.floor(chart.plot.getBoundingClientRect().width);
}

/** @param {Chart} chart */
function drawnWidth(chart) {
  return Number(chart.plot.dataset.width ?? -1);
}

/** @param {HTMLElement} plot @param {unknown} error */
function sayMissing(plot, error) {
  plot.classList.add("plot-missing");
  const reason = error instanceof Error ? error.message : String(error);
  plot.replaceChildren(
    make("p", {}, `This chart can't be drawn (${reason}). Its numbers are in the table below.`),
  );
}

/** @param {HTMLElement} plot */
function clearMissing(plot) {
  plot.classList.remove("plot-missing");
  plot.replaceChildren();
}
