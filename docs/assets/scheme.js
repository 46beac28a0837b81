/** Knows which scheme a page is shown in, light or dark, and when that changes. Paper is light. */

/** @typedef {(everything: boolean) => void} OnScheme `everything`: also what is out of sight. */

export class Scheme {
  #palette;
  #printing = false;

  /** @param {Record<string, string>} palette From light colours to dark ones. */
  constructor(palette) {
    this.#palette = palette;
  }

  /** The exchange to make in figures; null while the page is light. */
  darkPalette() {
    const dark = document.body.dataset.mdColorScheme === "slate";
    return dark && !this.#printing ? this.#palette : null;
  }

  /**
   * @param {OnScheme} listener
   * @param {AbortSignal} signal
   */
  onChange(listener, signal) {
    const observer = new MutationObserver(() => listener(false));
    observer.observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
    signal.addEventListener("abort", () => observer.disconnect());
    /** @param {boolean} printing */
    const print = (printing) => {
      this.#printing = printing;
      listener(printing);
    };
    addEventListener("beforeprint", () => print(true), { signal });
    addEventListener("afterprint", () => print(false), { signal });
  }
}
