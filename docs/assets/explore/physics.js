/** The physics of an act laid open: its Python to read, to change, and to run beside the book's. */

import { make, setText } from "../dom.js";
import { createRuntime, WorkerLost } from "../runtime/index.js";
import { readManifest } from "../runtime/manifest.js";
import { site } from "../visit.js";
import { makeEditor } from "./editor.js";
import { Edits } from "./edits.js";
import { PhysicsResults } from "./physics-results.js";

/** @typedef {import("./panel.js").ActTools} ActTools */
/** @typedef {import("./editor.js").Editor} Editor */
/** @typedef {{module: string, file: string, text: string}} Part */
/** @typedef {{module: string | null, line: number | null, message: string}} Trouble */

/**
 * @typedef {{
 *   outside: string, states: string[],
 *   values: {id: string, name: string, value: unknown, text: string}[],
 *   figures: Record<string, import("./survey.js").ChartView>,
 * }} ActView
 */

const INTRO =
  "These are the functions that compute this act, with the laws and constants they rest on, as they " +
  "run. Change them and run your version: it runs apart, in a Python of its own. The lab, its record " +
  "and the sliders never see it; this browser keeps your text.";
const LIMIT_S = 10;
const KEEP_MS = 400;
const ENDLESS =
  `Your version did not finish within ${LIMIT_S} seconds and was stopped. ` +
  "Is there a loop without an end?";
const ENDED =
  "Your version ended Python itself. Python is being started again; the lab has its own.";
const NOT_KEPT = "This browser does not keep your text: copy it before you leave.";

/** @param {HTMLElement} section @param {ActTools} tools */
export function showPhysics(section, tools) {
  const physics = new Physics(section, tools);
  return { answered: () => physics.answered() };
}

class Physics {
  #tools;
  #python;
  #edits;
  #results;
  /** @type {Map<string, {part: Part, editor: Editor}>} */
  #open = new Map();
  #begin = make("button", { type: "button", "data-physics": "" }, "Open the Python");
  #status = make("p", { class: "explore-note", role: "status", "data-physics-status": "" });
  #room = make("div", { hidden: "" });
  #texts = make("div");
  #jump = make("button", { type: "button", hidden: "" });
  #output = make("div");
  #running = false;
  #isWanted = false;
  #hasRun = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #keeping;

  /** @param {HTMLElement} section @param {ActTools} tools */
  constructor(section, tools) {
    const { signal } = tools;
    this.#tools = tools;
    this.#edits = new Edits(tools);
    this.#results = new PhysicsResults(tools);
    this.#python = createRuntime({
      base: tools.runtime,
      plans: ["workshop", "source"],
      limits: { call: 1000 * LIMIT_S },
      makeWorker: () =>
        new Worker(new URL("assets/explore/limited-worker.js", site.root), { type: "module" }),
      onStage: (stage) => this.#staged(stage),
    });
    signal.addEventListener("abort", () => {
      this.#keep();
      this.#python.stop();
    });
    const button = (/** @type {string} */ text, /** @type {() => void} */ act, name = "") => {
      const made = make("button", { type: "button", [`data-physics-${name}`]: "" }, text);
      made.addEventListener("click", act, { signal });
      return made;
    };
    const actions = make(
      "p",
      { class: "explore-actions" },
      button("Run my version", () => this.#run(), "run"),
      button("What differs", () => this.#diff(), "diff"),
      button("Copy as a Python file", () => this.#copy(), "copy"),
      button("Back to the original", () => this.#reset(), "reset"),
    );
    this.#room.append(this.#texts, actions);
    section.append(make("p", {}, INTRO), make("p", {}, this.#begin), this.#room);
    section.append(this.#status, this.#jump, this.#output, this.#results.box);
    this.#begin.addEventListener("click", () => this.#show(), { signal });
  }

  /** The reader's design has changed: a version that ran runs again. */
  answered() {
    if (this.#hasRun) this.#run();
  }

  async #show() {
    this.#begin.disabled = true;
    const answer = await this.#ask("show", {});
    this.#begin.disabled = false;
    if (!answer) return;
    const kept = this.#edits.read();
    for (const part of /** @type {Part[]} */ (answer.parts)) {
      const box = make("div", { class: "explore-editor" });
      this.#texts.append(make("h4", {}, part.file), box);
      const editor = await makeEditor(box, {
        text: kept[part.module] ?? part.text,
        label: `Python of ${part.file}`,
        onChange: () => this.#changed(),
      });
      this.#open.set(part.module, { part, editor });
    }
    this.#begin.hidden = true;
    this.#room.hidden = false;
    setText(this.#status, Object.keys(kept).length > 0 ? "Your text of last time is back." : "");
  }

  /** @returns {Record<string, string>} The texts that are not the book's. */
  #changes() {
    /** @type {Record<string, string>} */
    const texts = {};
    for (const [module, { part, editor }] of this.#open) {
      if (editor.text !== part.text) texts[module] = editor.text;
    }
    return texts;
  }

  #changed() {
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => this.#keep(), KEEP_MS);
  }

  #keep() {
    clearTimeout(this.#keeping);
    if (this.#open.size === 0) return;
    if (!this.#edits.write(this.#changes())) setText(this.#status, NOT_KEPT);
  }

  /** Run the version as it is now; one that is asked for meanwhile runs next. */
  async #run() {
    this.#isWanted = true;
    if (this.#running) return;
    this.#running = true;
    while (this.#isWanted && !this.#tools.signal.aborted) {
      this.#isWanted = false;
      await this.#runOnce();
    }
    this.#running = false;
  }

  async #runOnce() {
    this.#keep();
    this.#clear();
    setText(this.#status, "Running your version …");
    const answer = await this.#ask("run", { edits: this.#changes() });
    if (this.#isWanted) return;
    if (!answer) {
      this.#results.hide();
      return;
    }
    this.#hasRun = true;
    if (answer.trouble) {
      this.#tell(answer.trouble);
      return;
    }
    const differs = JSON.stringify(answer.yours) !== JSON.stringify(answer.book);
    setText(this.#status, differs ? "Your version gives other results." : "No result differs.");
    this.#results.show(answer.book, answer.yours);
  }

  /** @param {Trouble} trouble */
  #tell({ module, line, message }) {
    this.#results.hide();
    const at = module === null ? undefined : this.#open.get(module);
    const where = at && line ? `${at.part.file}, line ${line}: ` : "";
    setText(this.#status, `${where}${message}`);
    if (!at || !line) return;
    at.editor.markLine(line);
    this.#jump.hidden = false;
    setText(this.#jump, `Go to line ${line}`);
    this.#jump.onclick = () => at.editor.goToLine(line);
  }

  #clear() {
    for (const { editor } of this.#open.values()) editor.markLine(null);
    this.#jump.hidden = true;
    this.#output.replaceChildren();
  }

  async #diff() {
    this.#clear();
    const answer = await this.#ask("diff", { edits: this.#changes() });
    if (!answer) return;
    setText(this.#status, answer.diff ? "" : "Nothing differs from the original.");
    if (answer.diff) this.#output.append(textBlock(answer.diff, "What differs from the original"));
  }

  async #copy() {
    this.#clear();
    const { lab, act, runtime } = this.#tools;
    const manifest = await readManifest(new URL("manifest.json", runtime).href).catch(() => null);
    const wheel = manifest ? new URL(manifest.boot.workshop.core, runtime).href : "mlsys-core";
    const answer = await this.#ask("script", { edits: this.#changes(), wheel });
    if (!answer) return;
    this.#output.append(textBlock(answer.script, "Your version as a Python file"));
    const copied = await navigator.clipboard?.writeText(answer.script).then(
      () => true,
      () => false,
    );
    const name = `${lab}_${act}.py`;
    const said = copied
      ? `Copied. Save it as ${name}.`
      : `Copy it from here and save it as ${name}.`;
    setText(this.#status, said);
  }

  #reset() {
    for (const { part, editor } of this.#open.values()) editor.text = part.text;
    this.#keep();
    this.#clear();
    this.#results.hide();
    this.#hasRun = false;
    setText(this.#status, "Every text is the original again.");
  }

  /**
   * Ask the Python of these tools; say what went wrong, and return nothing, where there is no answer.
   *
   * @param {string} method @param {object} more
   * @returns {Promise<any>}
   */
  async #ask(method, more) {
    if (this.#python.stage.name === "failed") this.#python.restart();
    else this.#python.start();
    try {
      return await this.#python.call(`explore.physics.${method}`, this.#tools.request(more));
    } catch (error) {
      if (!this.#tools.signal.aborted) setText(this.#status, lossText(error));
      return null;
    }
  }

  /** @param {import("../runtime/supervisor.js").Stage} stage */
  #staged({ name, reason }) {
    if (name === "booting" && this.#open.size === 0) setText(this.#status, "Starting Python …");
    if (name === "failed") setText(this.#status, `Python could not be started here: ${reason}.`);
  }
}

/** @param {unknown} error */
function lossText(error) {
  const reason = error instanceof Error ? error.message : String(error);
  if (!(error instanceof WorkerLost)) return `That could not be done: ${reason}`;
  if (reason.includes("no answer within")) return ENDLESS;
  return ENDED;
}

/** @param {string} text @param {string} label */
function textBlock(text, label) {
  const block = make("pre", { class: "explore-text", tabindex: "0", "aria-label": label });
  block.append(make("code", {}, text));
  return block;
}
