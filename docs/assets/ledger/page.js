/** The reader's Design Ledger as a page: what they decided, what came of it, and the whole as a file. */

import { make, one } from "../dom.js";
import { downloadLedger } from "../ledger-export.js";
import { Analysis, linked } from "./analysis.js";
import { asideItems } from "./aside.js";
import { cardRows } from "./cards.js";
import { askBeforeReset, ImportDialog } from "./dialogs.js";
import { printReport, saveReport } from "./handing-in.js";
import { resetLabs } from "./resets.js";
import { button, fill } from "./room.js";
import { timeline } from "./timeline.js";
import { dateOf, dayAndTime, labName } from "./when.js";

/** @typedef {import("../types.js").Ledger} Ledger */
/** @typedef {import("../types.js").LedgerRecord} LedgerRecord */

/**
 * @typedef {{
 *   ledger: import("../ledger.js").LedgerStore,
 *   sync: import("../ledger-sync.js").LedgerSync,
 *   places: import("../places.js").PlaceStore,
 *   loadPlotly: import("../plotly.js").LoadPlotly,
 *   scheme: import("../scheme.js").Scheme,
 *   now: () => string,
 * }} Desk What the page works with.
 */

const EMPTY =
  "Nothing is recorded yet. Lock in a prediction in any lab and it appears here; it stays in this " +
  "browser and is sent nowhere.";

export class LedgerPage {
  #page;
  #desk;
  #analysis;
  #voice = make("p", { class: "ledger-voice", role: "status" });

  /** @param {HTMLElement} page @param {Desk} desk @param {AbortSignal} signal */
  constructor(page, desk, signal) {
    this.#page = page;
    this.#desk = desk;
    this.#analysis = new Analysis(page, desk, signal);
    page.prepend(this.#voice);
    this.#setUpFiles(signal);
    this.#setUpReport(signal);
  }

  /** Show the ledger as it is stored now. */
  show() {
    const ledger = this.#desk.ledger.read();
    const labs = Object.keys(ledger.labs).sort();
    const some = labs.length > 0;
    const hasDevices = Object.values(ledger.devices ?? {}).some((device) => !device.dropped);
    fill(this.#page, "empty", some ? [] : [make("p", { class: "ledger-empty" }, EMPTY)]);
    fill(this.#page, "timeline", timeline(ledger));
    const cards = labs.map((lab) => this.#card(lab, ledger.labs[lab] ?? {}));
    fill(this.#page, "cards", some ? [make("div", { class: "ledger-cards" }, ...cards)] : []);
    fill(this.#page, "stored", some || hasDevices ? [stored(ledger)] : []);
    fill(this.#page, "start-over", some ? [this.#resetAll(labs)] : []);
    fill(
      this.#page,
      "aside",
      asideItems(this.#desk, () => this.show(), this.#say),
    );
    const hidden = { export: !some && !hasDevices, report: !some };
    for (const [name, isHidden] of Object.entries(hidden)) {
      one(this.#page, `[data-part="${name}"]`)?.toggleAttribute("hidden", isHidden);
    }
    this.#analysis.show(ledger);
  }

  /** @type {(sentence: string, undo?: () => Promise<void>) => void} */
  #say = (sentence, undo) => {
    this.#voice.replaceChildren(sentence);
    if (!undo) return;
    const take = button("Undo", () => this.#undo(undo), { "data-ledger-undo": "" });
    this.#voice.append(" ", take);
    take.focus({ preventScroll: false });
  };

  /** @param {() => Promise<void>} undo */
  async #undo(undo) {
    try {
      await undo();
      this.#say("Everything is as it was.");
    } catch (error) {
      this.#say(`That could not be undone: ${error instanceof Error ? error.message : error}`);
    }
    this.show();
  }

  /** @param {AbortSignal} signal */
  #setUpFiles(signal) {
    const { ledger } = this.#desk;
    const save = button("Export as JSON", () => downloadLedger(ledger.read()), {
      "data-ledger-export": "",
    });
    fill(this.#page, "export", [make("div", { class: "ledger-actions" }, save)]);
    const dialog = new ImportDialog(this.#desk, (sentence, undo) => {
      this.#say(sentence, undo);
      this.show();
    });
    fill(this.#page, "import", [dialog.opener, dialog.element]);
    signal.addEventListener("abort", () => dialog.element.remove());
  }

  /** @param {AbortSignal} signal */
  #setUpReport(signal) {
    const name = make("input", { type: "text", id: "report-name", autocomplete: "name" });
    const act = (/** @type {typeof printReport} */ hand) => async () => {
      try {
        await hand(this.#desk, name.value, signal);
      } catch (error) {
        this.#say(
          `The report could not be made: ${error instanceof Error ? error.message : error}`,
        );
      }
    };
    fill(this.#page, "report", [
      make("label", { for: "report-name" }, "Name on the report (optional)"),
      name,
      make(
        "div",
        { class: "ledger-actions" },
        button("Print the report", act(printReport), { "data-report-print": "" }),
        button("Download as Markdown", act(saveReport), { "data-report-download": "" }),
      ),
    ]);
  }

  /** @param {string} lab @param {LedgerRecord} record */
  #card(lab, record) {
    const rows = cardRows(record).map(({ label, text, tone }) =>
      make("div", tone ? { "data-tone": tone } : {}, make("dt", {}, label), make("dd", {}, text)),
    );
    const status = record.status === "complete" ? "done" : "in progress";
    const saved = dateOf(record.saved_at);
    const when = saved ? `saved ${dayAndTime(saved)}` : "saved at an unknown time";
    const reset = button("Reset", () => this.#reset([lab]), {
      "data-ledger-reset": lab,
      "aria-label": `Reset ${labName(lab)}`,
    });
    return make(
      "section",
      { class: "ledger-card", "data-ledger-lab": lab },
      make("h3", {}, linked(lab, labName(lab))),
      make("p", { class: "ledger-status" }, [status, when].join(" · ")),
      make("dl", {}, ...rows),
      reset,
    );
  }

  /** @param {string[]} labs */
  #resetAll(labs) {
    return button("Reset all labs", () => this.#reset(labs), { "data-ledger-reset-all": "" });
  }

  /** @param {string[]} labs */
  async #reset(labs) {
    const what = labs.length === 1 ? labName(labs[0] ?? "") : `all ${labs.length} labs`;
    if (!(await askBeforeReset(this.#page, what))) return;
    const undo = resetLabs(this.#desk, labs);
    this.show();
    this.#say(`Reset: ${what}.`, undo);
  }
}

/** @param {Ledger} ledger */
function stored(ledger) {
  const text = JSON.stringify(ledger, null, 2);
  return make(
    "details",
    { class: "ledger-raw" },
    make("summary", {}, "As it is stored"),
    make("pre", {}, make("code", { tabindex: "0" }, text)),
  );
}
