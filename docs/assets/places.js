/**
 * What the browser keeps of a reader's place in each lab.
 *
 * The place itself is Python's and is kept as it came. Beside it stands what the page last showed,
 * so that a returning reader sees their own numbers before Python wakes, and the events that Python
 * has not answered yet.
 */

/** @typedef {import("./types.js").Place} Place */
/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").LabEvent} LabEvent */
/** @typedef {import("./keeper.js").Keeper} Keeper */

/** @typedef {{place: Place | null, view: View | null, waiting: LabEvent[]}} Visit */

export class PlaceStore {
  #keeper;
  #basePath;
  #build;

  /**
   * @param {Keeper} keeper
   * @param {string} basePath
   * @param {string} build What a page of another build showed is not shown again.
   */
  constructor(keeper, basePath, build) {
    this.#keeper = keeper;
    this.#basePath = basePath;
    this.#build = build;
  }

  /**
   * @param {string} lab
   * @returns {Visit}
   */
  read(lab) {
    const shown = parsed(this.#keeper.read(this.#shownKey(lab)));
    return {
      place: parsed(this.#keeper.read(this.#placeKey(lab))),
      view: shown?.build === this.#build ? shown.view : null,
      waiting: Array.isArray(shown?.waiting) ? shown.waiting.filter(isEvent) : [],
    };
  }

  /**
   * @param {string} lab
   * @param {Visit} visit
   * @returns {boolean} Whether the browser holds it.
   */
  write(lab, { place, view, waiting }) {
    const shown = {
      build: this.#build,
      view: view && { ...view, figures: {}, tables: {} },
      waiting,
    };
    const keptShown = this.#keeper.write(this.#shownKey(lab), JSON.stringify(shown));
    if (!place) return keptShown;
    return this.#keeper.write(this.#placeKey(lab), JSON.stringify(place)) && keptShown;
  }

  /**
   * Forget a lab's place, and return what puts it back.
   *
   * @param {string} lab
   * @returns {() => void}
   */
  remove(lab) {
    const kept = [this.#placeKey(lab), this.#shownKey(lab)].map((key) => ({
      key,
      text: this.#keeper.read(key),
    }));
    for (const { key } of kept) this.#keeper.remove(key);
    return () => {
      for (const { key, text } of kept) if (text !== null) this.#keeper.write(key, text);
    };
  }

  /** @param {string} lab */
  #placeKey(lab) {
    return `mlsys-place:${this.#basePath}:${lab}`;
  }

  /** @param {string} lab */
  #shownKey(lab) {
    return `mlsys-shown:${this.#basePath}:${lab}`;
  }
}

/**
 * @param {string | null} text
 * @returns {any} Null for what is absent or does not parse; Python judges the rest.
 */
function parsed(text) {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @param {any} event @returns {event is LabEvent} Whether it looks like one; Python judges the rest. */
function isEvent(event) {
  return typeof event?.type === "string";
}
