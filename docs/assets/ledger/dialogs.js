/** Two questions before something changes: what a file would do to the ledger, and whether to reset. */

import { make } from "../dom.js";
import { button } from "./room.js";

/** @typedef {import("./page.js").Desk} Desk */
/** @typedef {{lab: string, name: string, change: string, before: string, after: string}} Change */
/** @typedef {(sentence: string, undo?: () => Promise<void>) => void} Say */

const LARGEST_FILE = 32_000_000;
const CHANGES = { added: "new", changed: "changes", removed: "goes", unchanged: "stays as it is" };
const MODES = /** @type {const} */ ({
  merge: "Merge: keep what both have; the earliest answers and the latest designs stand",
  replace: "Replace: the ledger becomes what the file says",
});

/**
 * @param {HTMLElement} page
 * @param {string} what
 * @returns {Promise<boolean>}
 */
export function askBeforeReset(page, what) {
  const keep = make("button", { value: "no", autofocus: "" }, "Keep it");
  const reset = make("button", { value: "yes", "data-reset-confirm": "" }, "Reset");
  const form = make(
    "form",
    { method: "dialog" },
    make("h2", { id: "reset-question" }, `Reset ${what}?`),
    make(
      "p",
      {},
      "Record and answers are forgotten, first answers too. You can undo it afterwards.",
    ),
    make("div", { class: "actions" }, keep, reset),
  );
  const dialog = make("dialog", { class: "lab-dialog", "aria-labelledby": "reset-question" }, form);
  page.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}

export class ImportDialog {
  /** The control that opens it: a file to choose. */
  opener;
  element = make("section", { class: "ledger-import", "aria-live": "polite" });
  #desk;
  #done;

  /** @param {Desk} desk @param {Say} done */
  constructor(desk, done) {
    this.#desk = desk;
    this.#done = done;
    const input = make("input", {
      type: "file",
      id: "ledger-file",
      accept: ".json,.txt,application/json,text/plain",
      "data-ledger-import": "",
    });
    input.addEventListener("change", () => {
      const [file] = input.files ?? [];
      if (file) this.#preview(file);
      input.value = "";
    });
    const label = make("label", { for: "ledger-file" }, "Choose a ledger file");
    this.opener = make("div", { class: "ledger-actions" }, label, input);
  }

  /** @param {File} file */
  async #preview(file) {
    this.#show(make("p", {}, `Reading ${file.name} …`));
    try {
      if (file.size > LARGEST_FILE) throw new Error("it is far larger than any ledger");
      const text = await file.text();
      const { ledger, sync, now } = this.#desk;
      const told = await sync.ask("import_preview", { current: ledger.read(), text, now: now() });
      if (told.refused) this.#refuse(file.name, told.refused);
      else this.#offer(file.name, text, told);
    } catch (error) {
      this.#refuse(file.name, error instanceof Error ? error.message : String(error));
    }
  }

  /** @param {string} name @param {string} reason */
  #refuse(name, reason) {
    const sentence = `${name} was not imported: ${reason}. Nothing was changed.`;
    this.#show(make("p", { class: "import-refused", role: "alert" }, sentence));
  }

  /**
   * @param {string} name
   * @param {string} text
   * @param {{problems: string[], modes: Record<string, {changes: Change[]}>}} told
   */
  #offer(name, text, { problems, modes }) {
    const table = make("table", { class: "ledger-table" });
    const show = (/** @type {string} */ mode) =>
      table.replaceChildren(...changeRows(modes[mode]?.changes ?? []));
    const choices = Object.entries(MODES).map(([mode, words]) => {
      const radio = make("input", { type: "radio", name: "import-mode", value: mode });
      radio.checked = mode === "merge";
      radio.addEventListener("change", () => show(mode));
      return make("label", { class: "import-mode" }, radio, ` ${words}`);
    });
    show("merge");
    const go = button("Import", () => this.#go(text, chosen(this.element)), {
      "data-import-confirm": "",
    });
    const cancel = button("Cancel", () => this.#show(), { "data-import-cancel": "" });
    const warnings = problems.slice(0, 5).map((problem) => make("li", {}, problem));
    const more = problems.length - warnings.length;
    if (more > 0) warnings.push(make("li", {}, `and ${more} more`));
    this.#show(
      make("h3", { tabindex: "-1" }, `What ${name} would change`),
      ...(warnings.length > 0 ? [make("ul", { class: "import-problems" }, ...warnings)] : []),
      make("fieldset", {}, make("legend", {}, "How to import"), ...choices),
      make("div", { class: "table-scroll", tabindex: "0" }, table),
      make("div", { class: "ledger-actions" }, go, cancel),
    );
    this.element.querySelector("h3")?.focus();
  }

  /** @param {string} text @param {string} mode */
  async #go(text, mode) {
    const { ledger, sync, now } = this.#desk;
    const before = ledger.read();
    const { document } = await sync.ask("import", { current: before, text, mode, now: now() });
    const kept = ledger.put(document);
    this.#show();
    this.#done(
      kept ? "Imported." : "Imported into this tab; the browser did not store it.",
      async () => {
        ledger.put(before);
      },
    );
  }

  /** @param {...HTMLElement} content */
  #show(...content) {
    this.element.replaceChildren(...content);
  }
}

/** @param {HTMLElement} element */
function chosen(element) {
  const radio = element.querySelector("input[name=import-mode]:checked");
  return radio instanceof HTMLInputElement ? radio.value : "merge";
}

/** @param {Change[]} changes */
function changeRows(changes) {
  const head = ["Lab", "What happens", "Now", "Afterwards"];
  const rows = changes.map(({ name, change, before, after }) =>
    make(
      "tr",
      { "data-change": change },
      make("th", { scope: "row" }, name),
      make("td", {}, CHANGES[/** @type {keyof typeof CHANGES} */ (change)] ?? change),
      make("td", {}, before),
      make("td", {}, after),
    ),
  );
  return [
    make("thead", {}, make("tr", {}, ...head.map((text) => make("th", { scope: "col" }, text)))),
    make("tbody", {}, ...rows),
  ];
}
