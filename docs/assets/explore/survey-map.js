/** Two controls of the reader's choice over all their settings: what decides where. */

import { make, setText } from "../dom.js";
import { Chart } from "./chart.js";
import { offer, picker } from "./fields.js";
import { latestOnly } from "./latest.js";

/** @typedef {import("./survey.js").Prospect} Prospect */
/** @typedef {import("./survey.js").Findings} Findings */

const CAPTION =
  "The diamond is your design. Each cell is the design with that pair of settings, and shows the " +
  "state that decides it: colour for how bad, hatch for which.";

export class SurveyMap {
  box = make("div", { hidden: "", class: "explore-map" });
  #across = picker("Across", []);
  #up = picker("Up", []);
  #note = make("p", { class: "explore-note", role: "status" });
  #key = make("ul", { class: "explore-key" });
  #chart;
  #refresh;
  /** @type {Record<string, string> | null} The nearest all-green design of the survey. */
  #nearest = null;
  #picked = false;
  #ready = false;

  /**
   * @param {import("./panel.js").ActTools} tools
   * @param {(more: object) => Promise<any>} ask
   */
  constructor(tools, ask) {
    this.#chart = new Chart(`${tools.act}.survey_map`, tools);
    const fields = make("div", { class: "explore-fields" }, this.#across.box, this.#up.box);
    this.box.append(
      make("h4", {}, "A map over two controls"),
      make("p", {}, "Pick two; the others stay where you set them."),
      fields,
      this.#note,
      this.#chart.box,
      this.#key,
    );
    this.#refresh = latestOnly(
      () =>
        ask({
          across: this.#across.select.value,
          up: this.#up.select.value,
          nearest: this.#nearest,
        }),
      (answer) => this.#draw(answer),
      () => setText(this.#note, "The map could not be drawn just now."),
    );
    const { signal } = tools;
    this.#across.select.addEventListener("change", () => this.#choose(this.#up.select), { signal });
    this.#up.select.addEventListener("change", () => this.#choose(this.#across.select), { signal });
  }

  /** @param {Prospect} prospect */
  offer({ controls, map }) {
    offer(this.#across.select, controls, map[0]);
    offer(this.#up.select, controls, map[1]);
    this.#ready = controls.length > 1;
  }

  /**
   * Show the map once a survey is done; at first over the controls that the way out moves.
   *
   * @param {Findings["nearest"]} nearest
   */
  show(nearest) {
    this.#nearest = nearest?.settings ?? null;
    const [first, second] = nearest?.moves ?? [];
    if (first && second && !this.#picked) {
      this.#across.select.value = first.control;
      this.#up.select.value = second.control;
    }
    this.box.hidden = !this.#ready;
    this.refresh();
  }

  refresh() {
    if (this.#ready && !this.box.hidden) this.#refresh();
  }

  /** A control can't be on both sides: the other side takes another. @param {HTMLSelectElement} other */
  #choose(other) {
    this.#picked = true;
    const { across, up } = { across: this.#across.select, up: this.#up.select };
    if (across.value === up.value) {
      const free = [...other.options].find((option) => option.value !== across.value);
      if (free) other.value = free.value;
    }
    this.#refresh();
  }

  /** @param {any} answer */
  #draw({ figure, table, key, green, here, leaves }) {
    this.#key.replaceChildren(...key.map(entryOf));
    this.#chart.show(figure, table, CAPTION);
    const out = green
      ? "The star is the nearest all-green design on this map."
      : leaves.length > 0
        ? `No cell of this map is all green: the nearest such design also moves ${leaves.join(", ")}.`
        : "No cell of this map is all green.";
    setText(this.#note, `Your design: ${here}. ${out}`);
  }
}

/** @param {{name: string, severity: string, hatch: string}} look */
function entryOf({ name, severity, hatch }) {
  const swatch = make("span", { "data-severity": severity, "data-hatch": hatch });
  return make("li", {}, swatch, name);
}
