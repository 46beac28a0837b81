/** The survey of an act: the reader's one design set against all of them. */

import { make, setText } from "../dom.js";
import { SurveyMap } from "./survey-map.js";
import { SurveyResults } from "./survey-results.js";
import { SurveyRun } from "./survey-run.js";
import { makeSurveyor, stageText } from "./surveyor.js";

/** @typedef {import("./panel.js").ActTools} ActTools */
/** @typedef {import("../types.js").FigureView} FigureView */
/** @typedef {import("../types.js").TableView} TableView */
/** @typedef {{figure: FigureView, table: TableView}} ChartView */

/**
 * @typedef {{
 *   designs: number, count: number, seed: number | null,
 *   results: {id: string, name: string, better: "less" | "more"}[], front: string[],
 *   controls: {id: string, name: string}[], map: string[],
 * }} Prospect
 *
 * @typedef {{
 *   control: string, name: string, from: string, to: string, steps: number | null, up: boolean,
 * }} Move `steps` is null between settings that have no order.
 *
 * @typedef {{
 *   why: string, settings: Record<string, string>, moves: Move[], states: string[],
 *   results: {name: string, text: string}[],
 * }} Design
 *
 * @typedef {{
 *   tally: Record<string, any>, summary: string, severities: TableView, shares: ChartView,
 *   nearest: {steps: number, exact: boolean, moves: Move[], settings: Record<string, string>} | null,
 *   front: ChartView & {count: number, safe: number},
 *   designs: Design[],
 * }} Findings
 */

const INTRO =
  "Your design is one of many. A survey computes all of them, with the very code that answers your " +
  "sliders: how many work, what decides the others, and which working design is nearest to yours.";
const COST = "It fetches NumPy once (about 3 MB) and runs beside the sliders, which stay live.";
const QUICK = 200_000; // a survey of so few designs is made anew whenever the reader's design changes
const MOVED = "Your design has changed since: survey again to see what is nearest to it now.";

/**
 * @param {HTMLElement} section
 * @param {ActTools} tools
 */
export function showSurvey(section, tools) {
  const survey = new Survey(section, tools);
  return { answered: () => survey.answered() };
}

class Survey {
  #tools;
  #python;
  #run;
  #map;
  #results;
  #start = make("button", { type: "button", "data-survey": "" }, "Survey every design");
  #stop = make("button", { type: "button", hidden: "" }, "Stop");
  #bar = make("progress", { max: "1", hidden: "", "aria-label": "Designs computed" });
  #count = make("span", { class: "explore-count" });
  #status = make("p", { class: "explore-note", role: "status", "data-survey-status": "" });
  /** @type {Prospect | null} */
  #prospect = null;
  /** @type {"idle" | "running" | "done"} */
  #state = "idle";

  /** @param {HTMLElement} section @param {ActTools} tools */
  constructor(section, tools) {
    this.#tools = tools;
    this.#python = makeSurveyor(tools, (stage) => this.#staged(stage));
    this.#run = new SurveyRun(this.#python, {
      onProgress: (done, count) => this.#progress(done, count),
      onFindings: (findings) => this.#found(findings),
      onError: (error) => this.#failed(error),
    });
    const ask = (/** @type {string} */ method, /** @type {object} */ more) =>
      this.#python.call(method, tools.request(more));
    this.#map = new SurveyMap(tools, (more) => ask("explore.survey.map", more));
    this.#results = new SurveyResults(tools, () => this.#begin());
    section.append(
      make("p", {}, INTRO),
      make("p", {}, COST),
      make("p", { class: "explore-actions" }, this.#start, this.#stop, this.#bar, this.#count),
      this.#status,
      this.#results.box,
      this.#map.box,
      this.#results.more,
    );
    this.#start.addEventListener("click", () => this.#begin(), { signal: tools.signal });
    this.#stop.addEventListener("click", () => this.#cancel(), { signal: tools.signal });
  }

  /** The lab has new results: what depends on the reader's design follows it. */
  answered() {
    if (this.#state === "idle" || !this.#prospect) return;
    this.#map.refresh();
    if (this.#prospect.count <= QUICK) this.#begin();
    else if (this.#state === "done") setText(this.#status, MOVED);
  }

  async #begin() {
    if (this.#python.stage.name === "failed") this.#python.restart();
    else this.#python.start();
    const first = !this.#prospect;
    this.#show("running");
    try {
      this.#prospect ??= await this.#python.call("explore.survey.prospect", this.#tools.request());
    } catch (error) {
      this.#failed(error);
      return;
    }
    if (this.#state !== "running" || !this.#prospect) return;
    if (first) {
      this.#results.offer(this.#prospect);
      this.#map.offer(this.#prospect);
    }
    this.#run.begin({ ...this.#tools.request(this.#results.goals), act: this.#tools.act });
  }

  #cancel() {
    this.#run.cancel();
    this.#show(this.#results.isShown ? "done" : "idle");
    setText(this.#status, "Stopped. Nothing of it is kept.");
    this.#start.focus();
  }

  /** @param {import("./surveyor.js").Stage} stage */
  #staged(stage) {
    if (this.#state === "running" || stage.name === "failed") {
      setText(this.#status, stageText(stage));
    }
  }

  /** @param {number} done @param {number} count */
  #progress(done, count) {
    this.#bar.max = count;
    this.#bar.value = done;
    setText(this.#count, `${done.toLocaleString("en-US")} of ${count.toLocaleString("en-US")}`);
  }

  /** @param {Findings} findings */
  #found(findings) {
    this.#show("done");
    setText(this.#status, findings.summary);
    this.#results.show(findings);
    this.#map.show(findings.nearest);
  }

  /** @param {unknown} error */
  #failed(error) {
    if (this.#tools.signal.aborted) return;
    this.#show("idle");
    if (this.#python.stage.name === "failed") return; // its stage has told why
    const reason = error instanceof Error ? error.message : String(error);
    setText(this.#status, `The survey ended early: ${reason}. Start it again if you like.`);
  }

  /** @param {"idle" | "running" | "done"} state */
  #show(state) {
    const running = state === "running";
    this.#state = state;
    this.#start.disabled = running;
    this.#stop.hidden = !running;
    this.#bar.hidden = !running;
    this.#count.hidden = !running;
    if (!running) setText(this.#start, state === "done" ? "Survey again" : "Survey every design");
  }
}
