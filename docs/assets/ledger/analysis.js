/** What Python makes of a whole ledger: the charts, and the labs worth going back to. */

import { make, one } from "../dom.js";
import { Figures } from "../figures.js";
import { fill } from "./room.js";

/** @typedef {import("../types.js").Ledger} Ledger */
/** @typedef {import("../types.js").FigureView} FigureView */
/** @typedef {{lab: string, name: string, reasons: string[]}} Visit */

const CAPTIONS = {
  accuracy: "First predictions only: a second try does not move this shape.",
  constraints: "A lab counts once, and only for the constraints it has.",
};

export class Analysis {
  #page;
  #desk;
  #signal;
  /** @type {Figures | null} */
  #figures = null;
  #asked = 0;

  /**
   * @param {HTMLElement} page
   * @param {import("./page.js").Desk} desk
   * @param {AbortSignal} signal
   */
  constructor(page, desk, signal) {
    this.#page = page;
    this.#desk = desk;
    this.#signal = signal;
  }

  /** @param {Ledger} ledger */
  async show(ledger) {
    this.#asked += 1;
    const asked = this.#asked;
    if (Object.keys(ledger.labs).length === 0) {
      this.#figures = null;
      fill(this.#page, "charts", []);
      fill(this.#page, "revisit", []);
      return;
    }
    try {
      const overview = await this.#desk.sync.ask("overview", { document: ledger });
      if (asked === this.#asked && !this.#signal.aborted) this.#draw(overview);
    } catch (error) {
      if (this.#signal.aborted) return;
      const reason = error instanceof Error ? error.message : String(error);
      fill(this.#page, "charts", [make("p", {}, `The analysis could not be made: ${reason}`)]);
    }
  }

  /**
   * @param {{figures: Record<string, FigureView>, tables: Record<string, any>, revisit: Visit[]}} overview
   */
  #draw({ figures, tables, revisit }) {
    if (!this.#figures) {
      fill(this.#page, "charts", Object.entries(figures).map(frame));
      this.#figures = new Figures(
        this.#page,
        this.#desk.loadPlotly,
        this.#desk.scheme,
        this.#signal,
      );
    }
    this.#figures.show(figures, tables);
    fill(this.#page, "revisit", revisit.length > 0 ? [list(revisit)] : []);
  }
}

/** @param {[string, FigureView]} named */
function frame([name, figure]) {
  const printed = make("template", { "data-figure-json": "" });
  printed.content.append(JSON.stringify(figure));
  return make(
    "figure",
    { class: "lab-figure", "data-figure": name },
    make("p", { class: "figure-title" }, figure.layout.title?.text ?? ""),
    make("div", { class: "plot", "data-plot": "" }),
    printed,
    make("figcaption", {}, CAPTIONS[/** @type {keyof typeof CAPTIONS} */ (name)] ?? ""),
    make(
      "details",
      { class: "figure-table" },
      make("summary", {}, "The numbers"),
      make("div", { class: "table-scroll", tabindex: "0" }, make("table")),
    ),
  );
}

/** @param {Visit[]} visits */
function list(visits) {
  const items = visits.map(({ lab, name, reasons }) =>
    make(
      "li",
      { "data-revisit": lab },
      make("p", { class: "revisit-lab" }, linked(lab, name)),
      make("ul", {}, ...reasons.map((reason) => make("li", {}, reason))),
    ),
  );
  return make("ol", { class: "ledger-revisit" }, ...items);
}

/**
 * Return a lab's name, as a link where the build made its page.
 *
 * @param {string} lab
 * @param {string} name
 */
export function linked(lab, name) {
  const link = one(document, `[data-lab-link="${CSS.escape(lab)}"]`);
  return link instanceof HTMLAnchorElement ? make("a", { href: link.href }, name) : name;
}
