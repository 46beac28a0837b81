/** Knows whether the page is shown in its light or its dark scheme, and when that changes. */

export class Scheme {
  #palette;

  /** @param {Record<string, string>} palette From light colours to dark ones. */
  constructor(palette) {
    this.#palette = palette;
  }

  /** The exchange to make in figures; null while the page is light. */
  darkPalette() {
    return document.body.dataset.mdColorScheme === "slate" ? this.#palette : null;
  }

  /**
   * @param {() => void} listener
   * @param {AbortSignal} signal
   */
  onChange(listener, signal) {
    const observer = new MutationObserver(listener);
    observer.observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
    signal.addEventListener("abort", () => observer.disconnect());
  }
}
