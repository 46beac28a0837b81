/** The Design Ledger in the browser: one document, one record a lab, never overwritten when broken. */

/** @typedef {import("./types.js").Ledger} Ledger */
/** @typedef {import("./types.js").LedgerRecord} LedgerRecord */
/** @typedef {import("./keeper.js").Keeper} Keeper */

const SCHEMA = 2;

/** @param {string} basePath */
export function ledgerKey(basePath) {
  return `mlsys-design-ledger:${basePath}`;
}

/** @param {unknown} value @returns {value is Record<string, any>} */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Return the ledger a text holds, or null where it is none of ours.
 *
 * @param {string} text
 * @returns {Ledger | null}
 */
export function parseLedger(text) {
  try {
    const found = JSON.parse(text);
    if (!isObject(found) || found.schema !== SCHEMA || !isObject(found.labs)) return null;
    const whole = Object.values(found.labs).every(isObject);
    return whole ? /** @type {Ledger} */ (found) : null;
  } catch {
    return null;
  }
}

export class LedgerStore {
  #keeper;
  #basePath;
  #now;
  /** @type {Set<(sentence: string) => void>} */
  #listeners = new Set();
  /** @type {string[]} What went wrong while nobody listened. */
  #untold = [];

  /**
   * @param {Keeper} keeper
   * @param {string} basePath
   * @param {() => string} now
   */
  constructor(keeper, basePath, now) {
    this.#keeper = keeper;
    this.#basePath = basePath;
    this.#now = now;
  }

  /**
   * Hear, as sentences for the reader, what goes wrong with the ledger.
   *
   * @param {(sentence: string) => void} listener
   * @param {AbortSignal} signal
   */
  onTrouble(listener, signal) {
    this.#listeners.add(listener);
    signal.addEventListener("abort", () => this.#listeners.delete(listener));
    for (const sentence of this.#untold.splice(0)) listener(sentence);
  }

  /**
   * Return the ledger as it stands, other tabs' changes included. A broken one is set aside first.
   *
   * @returns {Ledger}
   */
  read() {
    const text = this.#keeper.read(ledgerKey(this.#basePath));
    if (text === null) return { schema: SCHEMA, labs: {} };
    const ledger = parseLedger(text);
    if (ledger) return ledger;
    this.#setAside(text);
    return { schema: SCHEMA, labs: {} };
  }

  /**
   * Put one lab's record in its place.
   *
   * @param {string} lab
   * @param {LedgerRecord} record
   * @returns {boolean} Whether the browser holds it.
   */
  write(lab, record) {
    const ledger = this.read();
    ledger.labs[lab] = record;
    return this.#keeper.write(ledgerKey(this.#basePath), JSON.stringify(ledger));
  }

  /** @param {string} sentence */
  #tell(sentence) {
    if (this.#listeners.size === 0) this.#untold.push(sentence);
    for (const listener of this.#listeners) listener(sentence);
  }

  /** @param {string} text */
  #setAside(text) {
    const aside = `mlsys-design-ledger-broken:${this.#basePath}:${this.#now()}`;
    if (!this.#keeper.write(aside, text)) {
      this.#keeper.leaveAlone(ledgerKey(this.#basePath));
      this.#tell(
        "The Design Ledger in this browser can't be read and could not be set aside either, so it " +
          "was left as it is; this visit's results are kept until you close the page.",
      );
      return;
    }
    this.#keeper.remove(ledgerKey(this.#basePath));
    this.#tell(
      `The Design Ledger in this browser could not be read, so it was set aside unchanged under ` +
        `“${aside}” and a new one begins.`,
    );
  }
}
