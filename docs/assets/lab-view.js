/** All that a lab shows and hears on its page; it knows neither Python nor storage. */

import { Announcer } from "./announcer.js";
import { showBoards } from "./boards.js";
import { Controls } from "./controls.js";
import { all, make, moveFocusTo, one, setAttribute } from "./dom.js";
import { Figures } from "./figures.js";
import { Gates } from "./gates.js";
import { foldGroups } from "./groups.js";
import { showHud } from "./hud.js";
import { Notices } from "./notices.js";
import { showOwnContext } from "./own-context.js";
import { Questions } from "./questions.js";
import { RuntimeStatus } from "./runtime-status.js";
import { keepQuietAboutSaving, showSaved } from "./saved.js";
import { askBeforeStartingOver } from "./start-over.js";
import { showValues } from "./values.js";
import { emptyView, questionState } from "./views.js";

/** @typedef {import("./types.js").LabEvent} LabEvent */
/** @typedef {import("./types.js").View} View */
/** @typedef {import("./engine.js").Stage} Stage */
/** @typedef {import("./recorder.js").SavedState} SavedState */

/**
 * @typedef {{
 *   send: (event: LabEvent) => void,
 *   startOver: () => void,
 *   retry: () => void,
 *   now: () => string,
 * }} Listener
 *
 * @typedef {{
 *   view: View | null, waiting: LabEvent[], stage: Stage, isMoving: (control: string) => boolean,
 * }} Known `view` is null before the first answer; `waiting` is what Python has not answered yet.
 */

/** The events that move controls, and so results. */
const MOVES = ["set", "reset", "use_design", "device"];

export class LabView {
  #root;
  #announcer;
  #controls;
  #figures;
  #gates;
  #notices;
  #questions;
  #status;

  /**
   * @param {HTMLElement} root
   * @param {{loadPlotly: import("./plotly.js").LoadPlotly, scheme: import("./scheme.js").Scheme}} tools
   * @param {Listener} listener
   * @param {AbortSignal} signal
   */
  constructor(root, { loadPlotly, scheme }, listener, signal) {
    this.#root = root;
    this.#notices = new Notices(signal);
    one(root, ".lab-bar")?.after(this.#notices.box);
    this.#gates = new Gates(root);
    foldGroups(root, signal);
    this.#figures = new Figures(root, loadPlotly, scheme, signal);
    this.#announcer = new Announcer(root, signal);
    this.#controls = new Controls(
      root,
      (control, value, settled) => listener.send({ type: "set", control, value, settled }),
      signal,
    );
    this.#questions = new Questions(
      root,
      {
        onDraft: (question, option) => listener.send({ type: "draft", question, option }),
        onCommit: (question, option) =>
          listener.send({ type: "commit", question, option, at: listener.now() }),
      },
      signal,
    );
    this.#status = new RuntimeStatus(one(root, "[data-runtime-status]") ?? make("p"), {
      onRetry: listener.retry,
      onReadOn: () => this.#readOn(),
    });
    for (const button of all(root, "[data-reset]")) {
      const act = button.dataset.reset ?? "";
      button.addEventListener("click", () => listener.send({ type: "reset", act }), { signal });
    }
    const startOver = one(root, "[data-start-over]");
    if (startOver) askBeforeStartingOver(startOver, listener.startOver, signal);
    keepQuietAboutSaving(root);
  }

  /** @param {string} sentence @param {import("./notices.js").Action} [action] */
  tell(sentence, action) {
    this.#notices.tell(sentence, action);
  }

  /**
   * Show everything that is known, without a word to those who listen.
   *
   * @param {Known} known
   * @returns {HTMLElement[]} The gates that this opened.
   */
  show({ view, waiting, stage, isMoving }) {
    const shown = view ?? this.#untouched();
    showValues(this.#root, shown);
    showBoards(this.#root, shown.boards);
    for (const [name, control] of Object.entries(shown.controls)) {
      if (!isMoving(name)) this.#controls.show(name, control);
    }
    this.#controls.place("context", shown.context);
    for (const event of waiting) {
      if (event.type === "set") this.#controls.place(event.control, event.value);
    }
    this.showQuestions({ view, waiting, stage });
    const opened = this.#gates.show(shown.gates);
    this.#figures.show(shown.figures, shown.tables);
    showHud(this.#root, shown);
    showOwnContext(this.#root, shown);
    return opened;
  }

  /** @param {Pick<Known, "view" | "waiting" | "stage">} known */
  showQuestions({ view, waiting, stage }) {
    const shown = view ?? this.#untouched();
    this.#questions.show((name) => ({
      ...questionState(name, shown, waiting),
      engine: stage.name,
      readOnly: this.#gates.isReadingOn,
    }));
  }

  /**
   * Show a lab as it stands before the reader does anything in it: at first, and when it starts over.
   *
   * @param {Known} known
   */
  showAtFirst(known) {
    this.#clear();
    this.show(known);
    this.#announcer.know(known.view ?? this.#untouched());
  }

  /**
   * Show an answer, tell it to those who listen, and take the reader to what they opened.
   *
   * @param {Known} known
   * @param {LabEvent} event
   */
  showAnswer(known, event) {
    const stayed = event.type === "commit" && this.#questions.hasFocus(event.question);
    if (event.type === "start_over") this.#clear();
    const [opened] = this.show(known);
    if (event.type === "set" && !event.settled) return;
    const view = known.view ?? this.#untouched();
    if (MOVES.includes(event.type)) this.#announcer.speak(view);
    else this.#announcer.know(view);
    if (event.type !== "commit" || !stayed) return;
    if (opened) this.#gates.focus(opened);
    else this.#focusOutcome(event.question);
  }

  /** @param {Stage} stage */
  showStage(stage) {
    setAttribute(this.#root, "data-runtime", stage.name);
    if (stage.name === "ready") this.#gates.endReadingOn();
    this.#controls.setUsable(stage.name !== "failed");
    this.#status.show(stage, this.#gates.isReadingOn);
  }

  /** @param {SavedState} state */
  showSaved(state) {
    showSaved(this.#root, state);
  }

  /** Count sliders as come to rest. */
  settle() {
    this.#controls.settle();
  }

  #clear() {
    this.#questions.startOver();
    this.#controls.restoreDefaults();
  }

  #untouched() {
    return emptyView(this.#root.dataset.contexts?.split(" ")[0] ?? "");
  }

  #readOn() {
    this.#gates.readOn();
    const [first] = all(this.#root, "[data-gate]");
    moveFocusTo(first ? one(this.#root, "[data-act] h2") : null);
  }

  /** @param {string} question */
  #focusOutcome(question) {
    const [act, kind] = question.split(".");
    if (kind === "prediction")
      moveFocusTo(one(this.#root, `[data-reveal="${CSS.escape(act ?? "")}"]`));
    else this.#questions.focusFeedback(question);
  }
}
