/** What a survey found, in words, tables and charts, and the designs worth a try. */

import { make, setText } from "../dom.js";
import { Chart } from "./chart.js";
import { loadDesign } from "./design.js";
import { offer, picker } from "./fields.js";
import { tableOf } from "./tables.js";

/** @typedef {import("./panel.js").ActTools} ActTools */
/** @typedef {import("./survey.js").Prospect} Prospect */
/** @typedef {import("./survey.js").Findings} Findings */
/** @typedef {import("./survey.js").Move} Move */
/** @typedef {import("./survey.js").Design} Design */

const DIRECTIONS = [
  { id: "less", name: "less is better" },
  { id: "more", name: "more is better" },
];

export class SurveyResults {
  /** How many work, and the nearest that does. */
  box = make("div", { hidden: "" });
  /** The frontier and the designs to try, below the map. */
  more = make("div", { hidden: "" });
  #tools;
  #severities = make("div", { "data-severities": "" });
  #nearest = make("div", { "data-nearest": "" });
  #designs = make("div");
  #loaded = make("p", { class: "explore-note", role: "status" });
  #shares;
  #front;
  #frontNote = make("p", {});
  #sides = [picker("Across", []), picker("Up", [])];
  #directions = [picker("where", DIRECTIONS), picker("where", DIRECTIONS)];
  /** @type {Prospect["results"]} */
  #results = [];

  /** @param {ActTools} tools @param {() => void} again Survey once more, for other results. */
  constructor(tools, again) {
    this.#tools = tools;
    this.#shares = new Chart(`${tools.act}.survey_shares`, tools);
    this.#front = new Chart(`${tools.act}.survey_front`, tools);
    this.box.append(
      this.#severities,
      this.#shares.box,
      make("h4", {}, "The nearest design that works"),
      this.#nearest,
    );
    const fields = this.#sides.map((side, i) =>
      make("div", { class: "explore-fields" }, side.box, this.#directions[i]?.box ?? ""),
    );
    this.more.append(
      make("h4", {}, "What can't be beaten in two results at once"),
      ...fields,
      this.#frontNote,
      this.#front.box,
      make("h4", {}, "Designs to try"),
      this.#loaded,
      this.#designs,
    );
    this.#sides.forEach(({ select }, side) => {
      const turn = () => {
        this.#followDefault(side);
        again();
      };
      select.addEventListener("change", turn, { signal: tools.signal });
    });
    for (const { select } of this.#directions) {
      select.addEventListener("change", again, { signal: tools.signal });
    }
  }

  get isShown() {
    return !this.box.hidden;
  }

  /** The two results asked for, and which way is better. */
  get goals() {
    const [across, up] = this.#sides.map(({ select }, side) => ({
      id: select.value,
      better: this.#directions[side]?.select.value,
    }));
    return { across, up };
  }

  /** @param {Prospect} prospect */
  offer({ results, front }) {
    this.#results = results;
    this.#sides.forEach(({ select }, side) => {
      offer(select, results, front[side]);
      this.#followDefault(side);
    });
  }

  /** @param {Findings} findings */
  show(findings) {
    this.box.hidden = false;
    this.more.hidden = false;
    this.#severities.replaceChildren(tableOf(findings.severities, "Designs by their worst state"));
    const { shares, front } = findings;
    this.#shares.show(shares.figure, shares.table, "One state decides each design: its worst one.");
    this.#nearest.replaceChildren(...this.#way(findings.nearest));
    setText(this.#frontNote, frontText(front));
    this.#front.show(front.figure, front.table, "Every other design is beaten by one on the line.");
    this.#designs.replaceChildren(this.#list(findings.designs));
  }

  /** Which way is better follows the result until the reader says otherwise. @param {number} side */
  #followDefault(side) {
    const chosen = this.#sides[side]?.select.value;
    const better = this.#results.find(({ id }) => id === chosen)?.better;
    const direction = this.#directions[side]?.select;
    if (better && direction) direction.value = better;
  }

  /** @param {Findings["nearest"]} nearest @returns {HTMLElement[]} */
  #way(nearest) {
    if (!nearest) return [make("p", {}, "No design of this survey is all green.")];
    if (nearest.moves.length === 0) return [make("p", {}, "Yours is one: it is all green.")];
    const steps = nearest.steps === 1 ? "one step" : `${nearest.steps} steps`;
    const sure = nearest.exact
      ? `It is ${steps} away; no all-green design is nearer.`
      : `It is ${steps} away, the nearest found: a sample can miss a nearer one.`;
    const moves = nearest.moves.map((move) => make("li", {}, moveText(move)));
    const button = this.#loader(nearest.settings, "Load it into the sliders");
    return [make("p", {}, sure), make("ul", {}, ...moves), make("p", {}, button)];
  }

  /** @param {Record<string, string>} settings @param {string} text @param {string} [about] */
  #loader(settings, text, about) {
    const button = make("button", { type: "button", "data-load-design": "" }, text);
    if (about) button.setAttribute("aria-label", `${text}: ${about}`);
    button.addEventListener("click", () => {
      loadDesign(this.#tools.root, this.#tools.act, settings);
      setText(this.#loaded, "The sliders of this act now hold that design.");
    });
    return button;
  }

  /** @param {Design[]} designs */
  #list(designs) {
    const [first] = designs;
    const heads = [
      "Design",
      ...(first?.results.map(({ name }) => name) ?? []),
      "States",
      "Moves",
      "Sliders",
    ];
    const rows = designs.map((design) =>
      make(
        "tr",
        {},
        make("th", { scope: "row" }, design.why),
        ...design.results.map(({ text }) => make("td", {}, text)),
        make("td", {}, design.states.join(", ") || "none"),
        make("td", {}, design.moves.map(moveText).join("; ") || "none: it is yours"),
        make("td", {}, this.#loader(design.settings, "Load", design.why)),
      ),
    );
    const head = make("tr", {}, ...heads.map((text) => make("th", { scope: "col" }, text)));
    const table = make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows));
    return make("div", { class: "table-scroll", tabindex: "0" }, table);
  }
}

/** @param {Move} move */
function moveText({ name, from, to, steps, up }) {
  const way = up ? "up" : "down";
  const far = steps === null ? "" : `, ${steps} ${steps === 1 ? "step" : "steps"} ${way}`;
  return `${name}: ${from} to ${to}${far}`;
}

/** @param {Findings["front"]} front */
function frontText({ count, safe }) {
  const all =
    count === 1
      ? "One design is the best in both results at once: here they do not pull against each other"
      : `${count.toLocaleString("en-US")} designs are beaten by no other in both results`;
  return `${all}; ${safe.toLocaleString("en-US")} when only designs without a failure count.`;
}
