/** For instructors: many ledgers dropped at once, read here and nowhere else, as one picture. */

import { make } from "../dom.js";
import { download } from "../ledger-export.js";
import { isSound } from "../ledger-text.js";
import { classTables } from "./class-tables.js";
import { button, fill } from "./room.js";

/** @typedef {import("./page.js").Desk} Desk */

const AT_ONCE_BYTES = 1_000_000;
const AT_ONCE_FILES = 20;
const LARGEST_FILE = 32_000_000;

export class ClassPage {
  #page;
  #desk;
  #signal;
  #progress = make("progress", { max: "1", value: "0", "aria-label": "Files read" });
  #status = make("p", { role: "status", "data-class-status": "" });
  /** @type {any[]} What was read so far; more files can be added. */
  #summaries = [];
  #reading = Promise.resolve();

  /** @param {HTMLElement} page @param {Desk} desk @param {AbortSignal} signal */
  constructor(page, desk, signal) {
    this.#page = page;
    this.#desk = desk;
    this.#signal = signal;
    this.#progress.hidden = true;
    fill(page, "drop", [this.#dropZone()]);
  }

  #dropZone() {
    const input = make("input", {
      type: "file",
      multiple: "",
      id: "class-files",
      accept: ".json,.txt,.md,application/json,text/plain,text/markdown",
      "data-class-files": "",
    });
    input.addEventListener("change", () => {
      this.#add([...(input.files ?? [])]);
      input.value = "";
    });
    const zone = make(
      "div",
      { class: "class-drop" },
      make("label", { for: "class-files" }, "Drop ledgers here, or choose them"),
      make("div", {}, input),
      this.#progress,
      this.#status,
    );
    zone.addEventListener("dragover", (event) => {
      event.preventDefault();
      zone.dataset.over = "";
    });
    zone.addEventListener("dragleave", () => delete zone.dataset.over);
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      delete zone.dataset.over;
      this.#add([...(event.dataTransfer?.files ?? [])]);
    });
    return zone;
  }

  /** @param {File[]} files */
  #add(files) {
    if (files.length === 0) return;
    this.#reading = this.#reading.then(() => this.#read(files));
  }

  /** @param {File[]} files */
  async #read(files) {
    this.#progress.hidden = false;
    this.#progress.max = files.length;
    let done = 0;
    try {
      for (const batch of batches(files)) {
        const texts = await Promise.all(batch.map(named));
        const { summaries } = await this.#desk.sync.ask("class_read", { files: texts });
        if (this.#signal.aborted) return;
        this.#summaries.push(...summaries);
        done += batch.length;
        this.#progress.value = done;
        this.#status.textContent = `${done} of ${files.length} files read`;
      }
      await this.#show();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#status.textContent = `Reading stopped after ${done} files: ${reason}`;
    }
    this.#progress.hidden = true;
  }

  async #show() {
    const analysis = await this.#desk.sync.ask("class", { summaries: this.#summaries });
    if (this.#signal.aborted) return;
    const clear = () => {
      this.#summaries = [];
      this.#status.textContent = "All files are forgotten.";
      for (const part of ["result", "csv"]) fill(this.#page, part, []);
    };
    fill(this.#page, "result", classTables(analysis));
    fill(this.#page, "csv", [
      make(
        "div",
        { class: "ledger-actions" },
        button("Records as CSV", () => saveCsv("class-records.csv", analysis.records_csv), {
          "data-class-csv": "records",
        }),
        button("Answers as CSV", () => saveCsv("class-answers.csv", analysis.questions_csv), {
          "data-class-csv": "answers",
        }),
        button("Forget these files", clear, { "data-class-clear": "" }),
      ),
    ]);
  }
}

/** @param {string} name @param {string} text */
function saveCsv(name, text) {
  // Spreadsheets take a file for UTF-8 only if it says so.
  download(name, `\ufeff${text}`, "text/csv");
}

/**
 * Read a file, parsed where that is possible: parsing costs far less here than in Python.
 *
 * @param {File} file
 */
async function named(file) {
  const name = file.webkitRelativePath || file.name;
  if (file.size > LARGEST_FILE) return { name, text: "far larger than any ledger" };
  const text = await file.text().catch(() => "");
  try {
    const value = JSON.parse(text);
    if (isSound(value)) return { name, value };
  } catch {
    // Python names what is wrong with it, and reads what can be read.
  }
  return { name, text };
}

/**
 * Cut the files into batches that Python reads in a moment.
 *
 * @param {File[]} files
 */
function* batches(files) {
  /** @type {File[]} */
  let batch = [];
  let bytes = 0;
  for (const file of files) {
    if (batch.length === AT_ONCE_FILES || (batch.length > 0 && bytes + file.size > AT_ONCE_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(file);
    bytes += file.size;
  }
  if (batch.length > 0) yield batch;
}
