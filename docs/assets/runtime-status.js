/** The line that says how far the physics engine is: booting in bytes, or what failed. */

import { make, setAttribute, setText } from "./dom.js";

/** @typedef {import("./engine.js").Stage} Stage */

/**
 * Return bytes as a reader counts them: decimal megabytes, one decimal.
 *
 * @param {number} bytes
 */
export function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/**
 * Return the progress part of the line; empty while nothing is known.
 *
 * @param {Stage} stage
 */
export function progressText({ step, loaded, total }) {
  if (step === "start") return "starting Python";
  if (step === "import") return "loading the physics";
  if (total === 0) return "";
  return `${megabytes(loaded).replace(" MB", "")} of ${megabytes(total)}`;
}

/** What helps where the pages were opened from a folder, and the browser runs no Python there. */
const FROM_A_FOLDER =
  "Some browsers run no Python from files. Open a terminal in this folder, type " +
  "python3 -m http.server 8000, and open http://localhost:8000/ in any browser.";

export class RuntimeStatus {
  #line;
  #listener;
  #words = make("span", {});
  // Bytes change many times a second: shown, but not read aloud.
  #bytes = make("span", { class: "runtime-bytes", "aria-hidden": "true" });
  #bar = make("progress", { "aria-hidden": "true" });

  /**
   * @param {HTMLElement} line
   * @param {{onRetry: () => void, onReadOn: () => void}} listener
   */
  constructor(line, listener) {
    this.#line = line;
    this.#listener = listener;
  }

  /** @param {Stage} stage @param {boolean} readingOn */
  show(stage, readingOn) {
    setAttribute(this.#line, "data-stage", stage.name);
    if (stage.name === "booting") this.#showProgress(stage);
    else if (stage.name === "failed") this.#showFailure(stage, readingOn);
    else this.#line.replaceChildren();
  }

  /** @param {Stage} stage */
  #showProgress(stage) {
    if (!this.#line.contains(this.#bar)) {
      this.#line.replaceChildren(this.#words, this.#bar, this.#bytes);
    }
    setText(this.#words, "The physics engine is starting; read on meanwhile.");
    setText(this.#bytes, progressText(stage));
    const { loaded, total } = stage;
    if (total === 0) return;
    this.#bar.max = total;
    this.#bar.value = loaded;
  }

  /** @param {Stage} stage @param {boolean} readingOn */
  #showFailure({ reason }, readingOn) {
    const said = make(
      "span",
      {},
      `The physics engine did not start: ${reason ?? "no reason given"}`,
    );
    const retry = make("button", { type: "button", "data-runtime-retry": "" }, "Try again");
    retry.addEventListener("click", this.#listener.onRetry);
    this.#line.replaceChildren(said, retry);
    if (document.location.protocol === "file:") this.#line.append(make("span", {}, FROM_A_FOLDER));
    if (readingOn) {
      this.#line.append(
        make("span", {}, "The page shows the scenario's figures; its controls rest."),
      );
      return;
    }
    const readOn = make(
      "button",
      { type: "button", "data-runtime-read-on": "" },
      "Read on without live instruments",
    );
    readOn.addEventListener("click", this.#listener.onReadOn);
    this.#line.append(readOn);
  }
}
