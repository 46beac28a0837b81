/** One lab of a visit: carries the reader's events to Python, and its answers to page and storage. */

import { Conversation } from "./conversation.js";
import { Designs } from "./designs.js";
import { Explore } from "./explore.js";
import { LabView } from "./lab-view.js";
import { exporting } from "./ledger-export.js";
import { Recorder } from "./recorder.js";
import { slotsOf } from "./values.js";

/** @typedef {import("./types.js").LabEvent} LabEvent */
/** @typedef {import("./types.js").EventReply} EventReply */

/**
 * @typedef {{
 *   engine: import("./engine.js").Engine,
 *   places: import("./places.js").PlaceStore,
 *   ledger: import("./ledger.js").LedgerStore,
 *   loadPlotly: import("./plotly.js").LoadPlotly,
 *   scheme: import("./scheme.js").Scheme,
 *   runtime: URL,
 *   now: () => string,
 * }} House What all labs of a visit share.
 */

const KEEP_MS = 250;
const NOT_KEPT =
  "This browser does not keep data for this site: its storage is blocked or full. You can go on; " +
  "your answers last until you close the page.";
const RESET_ELSEWHERE =
  "This lab was reset in another tab, so it starts over here too. There you can undo the reset.";
const RESTARTED =
  "The physics engine stopped answering and was started again. Nothing you did is lost.";

export class Lab {
  #house;
  #name;
  #view;
  #talk;
  #recorder;
  #explore;
  #designs;
  #page = new AbortController();
  #wasReady = false;
  /** @type {string | undefined} When this lab was last reset, as far as this page knows. */
  #reset;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #keeping;

  /** @param {HTMLElement} root @param {House} house */
  constructor(root, house) {
    const { engine, ledger, places, now } = house;
    const { signal } = this.#page;
    this.#house = house;
    this.#name = root.dataset.lab ?? "";
    this.#view = new LabView(
      root,
      house,
      {
        now,
        send: (event) => this.#send(event),
        startOver: () => this.#recordThenStartOver(),
        retry: () => engine.restart(),
      },
      signal,
    );
    const readsLedger = root.hasAttribute("data-reads-ledger");
    const ledgerRead = () => (readsLedger ? ledger.read() : undefined);
    const { ask, isReady, isLost } = engine;
    const python = { lab: this.#name, now, ask, isReady, isLost };
    this.#talk = new Conversation(
      {
        ...python,
        slots: slotsOf(root),
        ledger: ledgerRead,
        onAnswer: (reply, event) => this.#answered(reply, event),
        onRefused: (error) => this.#refused(error),
      },
      places.read(this.#name),
    );
    this.#recorder = new Recorder(ledger, {
      ...python,
      readsLedger,
      place: () => this.#talk.place,
      onState: (state) => this.#view.showSaved(state),
      onTrouble: (error) => this.#refused(error),
    });
    this.#explore = new Explore(
      root,
      {
        ...house,
        store: ledger,
        lab: this.#name,
        ask,
        place: () => this.#talk.place,
        ledger: ledgerRead,
        send: (event) => this.#send(event),
        ownName: () => this.#talk.view?.own,
      },
      signal,
    );
    this.#designs = new Designs(
      root,
      {
        isReady,
        ask: (method, more) =>
          ask(method, { lab: this.#name, place: this.#talk.place, now: now(), ...more }),
        settle: () => this.#view.settle(),
        idle: () => this.#talk.idle(),
        use: (design) => this.#send({ type: "use_design", design }),
      },
      signal,
    );
    ledger.onTrouble(
      (sentence, withExport) =>
        this.#view.tell(sentence, withExport ? exporting(ledger) : undefined),
      signal,
    );
    this.#listen(signal);
  }

  /** Another tab changed the ledger: a lab that was reset there starts over here, too. */
  ledgerChanged() {
    const { ledger } = this.#house;
    const { labs, resets } = ledger.read();
    const reset = resets?.[this.#name];
    if (reset === this.#reset) return;
    this.#reset = reset;
    if (labs[this.#name]) return;
    ledger.disown(this.#name);
    this.#startOver();
    this.#view.tell(RESET_ELSEWHERE);
  }

  /** Begin: show what the last visit left, then ask Python as soon as it is ready. */
  begin() {
    this.#reset = this.#house.ledger.read().resets?.[this.#name];
    try {
      this.#view.showAtFirst(this.#known());
    } catch {
      // Storage can hold anything; what it says was shown last is dropped where it can't be shown.
      this.#talk.view = null;
      this.#view.showAtFirst(this.#known());
    }
    this.#house.engine.onStage(() => this.#staged(), this.#page.signal);
    this.#staged();
  }

  /** The reader goes to another page of the site: bring what is under way to an end. */
  async leave() {
    this.#view.settle();
    this.#keep();
    this.#page.abort();
    await this.#talk.close();
    this.#keep();
    await this.#recorder.flush();
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    const flush = () => {
      this.#view.settle();
      this.#keep();
      this.#recorder.flush();
    };
    addEventListener("pagehide", flush, { signal });
    document.addEventListener("visibilitychange", () => document.hidden && flush(), { signal });
  }

  /** @param {LabEvent} event */
  #send(event) {
    this.#talk.send(event);
    if (event.type === "draft" || event.type === "commit") this.#view.showQuestions(this.#known());
    this.#keepSoon();
  }

  /** What was locked in a moment ago stays in the record, as the reader was told it would. */
  async #recordThenStartOver() {
    await this.#talk.idle();
    await this.#recorder.flush();
    this.#startOver();
  }

  #startOver() {
    this.#talk.startOver();
    this.#view.showAtFirst(this.#known());
    this.#keep();
  }

  /** @param {EventReply} reply @param {LabEvent} event */
  #answered(reply, event) {
    if (!this.#page.signal.aborted) {
      for (const problem of reply.problems) this.#view.tell(`Your saved place: ${problem}.`);
      this.#view.showAnswer(this.#known(), event);
      if (event.type !== "set" || event.settled) {
        this.#explore.answered();
        this.#designs.update();
      }
    }
    this.#keepSoon();
    this.#recorder.changed();
  }

  /** @param {unknown} error */
  #refused(error) {
    const said = error instanceof Error ? error.message : String(error);
    // Python puts the name of its exception first, which is no news to a reader.
    this.#view.tell(`That could not be computed: ${said.replace(/^[\w.]+: /, "")}`);
    this.#view.show(this.#known());
  }

  #staged() {
    const { stage } = this.#house.engine;
    this.#view.showStage(stage);
    this.#view.showQuestions(this.#known());
    if (stage.name === "booting" && this.#wasReady) this.#view.tell(RESTARTED);
    this.#wasReady = stage.name === "ready";
    if (!this.#wasReady) return;
    this.#talk.resume();
    this.#recorder.flush();
    this.#designs.update();
  }

  #keepSoon() {
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => this.#keep(), KEEP_MS);
  }

  #keep() {
    clearTimeout(this.#keeping);
    const { place, view, waiting } = this.#talk;
    const kept = this.#house.places.write(this.#name, { place, view, waiting });
    if (!kept) this.#view.tell(NOT_KEPT);
  }

  #known() {
    return {
      view: this.#talk.view,
      waiting: this.#talk.waiting,
      stage: this.#house.engine.stage,
      isMoving: (/** @type {string} */ control) => this.#talk.isMoving(control),
    };
  }
}
