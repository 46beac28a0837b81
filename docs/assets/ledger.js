/**
 * The Design Ledger in the browser: one document, one record a lab, never overwritten when broken.
 *
 * Other tabs write too. Every change starts from what is stored at that moment, and what this tab
 * wrote is remembered, so that it can be brought back should a simultaneous write displace it.
 */

import { isSame, parseLedger, SCHEMA } from "./ledger-text.js";

export { parseLedger } from "./ledger-text.js";

/** @typedef {import("./types.js").Ledger} Ledger */
/** @typedef {import("./types.js").LedgerRecord} LedgerRecord */
/** @typedef {import("./keeper.js").Keeper} Keeper */
/** @typedef {(sentence: string, withExport?: boolean) => void} Listener */

const IN_THIS_TAB = "You can go on; export your ledger before you close this tab.";
const NOT_KEPT = {
  full: `The storage this browser gives to this site is full, so your latest results are in this tab only. ${IN_THIS_TAB}`,
  blocked: `This browser does not let this site store anything, so your ledger is in this tab only. ${IN_THIS_TAB}`,
  forgetful: `This browser did not keep what was stored, as some private windows do, so your ledger is in this tab only. ${IN_THIS_TAB}`,
};
const GONE =
  "The ledger this browser kept for this site is gone: the browser or somebody at it has cleared " +
  "the site's data. This tab still has it, and stores it again with your next result.";

/** @param {string} basePath */
export function ledgerKey(basePath) {
  return `mlsys-design-ledger:${basePath}`;
}

export class LedgerStore {
  #keeper;
  /** The key it is stored under. */
  key;
  #asidePrefix;
  #now;
  /** @type {Set<Listener>} */
  #listeners = new Set();
  /** @type {[string, boolean][]} What went wrong while nobody listened. */
  #untold = [];
  /** @type {Ledger} What this tab wrote: to be found again in whatever is stored. */
  #mine = { schema: SCHEMA, labs: {}, resets: {} };
  /** @type {string | null} The stored text when it was last seen. */
  #seen = null;
  /** @type {string[]} Texts set aside in this visit, not yet searched for what can be read. */
  #damaged = [];

  /**
   * @param {Keeper} keeper
   * @param {string} basePath
   * @param {() => string} now
   */
  constructor(keeper, basePath, now) {
    this.#keeper = keeper;
    this.key = ledgerKey(basePath);
    this.#asidePrefix = `mlsys-design-ledger-broken:${basePath}:`;
    this.#now = now;
  }

  /**
   * Hear, as sentences for the reader, what goes wrong with the ledger.
   *
   * @param {Listener} listener Its second argument says whether to offer the export.
   * @param {AbortSignal} signal
   */
  onTrouble(listener, signal) {
    this.#listeners.add(listener);
    signal.addEventListener("abort", () => this.#listeners.delete(listener));
    for (const told of this.#untold.splice(0)) listener(...told);
  }

  /** @param {string} sentence @param {boolean} [withExport] */
  tell(sentence, withExport = false) {
    if (this.#listeners.size === 0) this.#untold.push([sentence, withExport]);
    for (const listener of this.#listeners) listener(sentence, withExport);
  }

  /**
   * Return the ledger as it stands, other tabs' changes included. A broken one is set aside first.
   *
   * @returns {Ledger}
   */
  read() {
    const text = this.#text();
    if (text === null) return { schema: SCHEMA, labs: {} };
    const ledger = parseLedger(text);
    if (ledger) return ledger;
    this.#setAside(text);
    return { schema: SCHEMA, labs: {} };
  }

  /** Whether a lab's record is still the one something was built on. */
  holds(/** @type {string} */ lab, /** @type {LedgerRecord | null} */ record) {
    return isSame(this.read().labs[lab] ?? null, record);
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
    const reset = ledger.resets?.[lab];
    ledger.labs[lab] = reset ? { ...record, since: reset } : record;
    return this.put(ledger);
  }

  /**
   * Put a whole ledger in place of the stored one.
   *
   * @param {Ledger} ledger
   * @returns {boolean} Whether the browser holds it.
   */
  put(ledger) {
    const before = this.read();
    for (const lab of Object.keys({ ...before.labs, ...this.#mine.labs })) {
      if (!ledger.labs[lab]) delete this.#mine.labs[lab];
    }
    for (const [lab, record] of Object.entries(ledger.labs)) {
      if (!isSame(before.labs[lab], record)) this.#mine.labs[lab] = record;
    }
    this.#mine.resets = { ...ledger.resets };
    this.#mine.devices = { ...ledger.devices };
    const text = JSON.stringify(ledger);
    const kept = this.#keeper.write(this.key, text);
    this.#seen = text;
    const { trouble } = this.#keeper;
    if (!kept && trouble) this.tell(NOT_KEPT[trouble], true);
    return kept;
  }

  /** Whether the browser holds what `read` returns. */
  isKept() {
    return this.#keeper.isKept(this.key);
  }

  /** What this tab wrote, where the stored ledger does not hold it as it was written. */
  displaced() {
    const stored = this.read();
    const mine = this.#mine;
    const there =
      Object.entries(mine.labs).every(([lab, record]) => isSame(stored.labs[lab], record)) &&
      Object.entries(mine.resets ?? {}).every(([lab, at]) => stored.resets?.[lab] === at) &&
      Object.entries(mine.devices ?? {}).every(([id, entry]) =>
        isSame(stored.devices?.[id], entry),
      );
    return there ? null : mine;
  }

  /** From now on, what is stored is what this tab wrote: nothing of it was lost. */
  acknowledge() {
    const stored = this.read();
    for (const lab of Object.keys(this.#mine.labs)) {
      const record = stored.labs[lab];
      if (record) this.#mine.labs[lab] = record;
      else delete this.#mine.labs[lab];
    }
    this.#mine.resets = { ...stored.resets };
    this.#mine.devices = { ...stored.devices };
  }

  /** Forget that this tab wrote a lab's record: it was reset elsewhere. @param {string} lab */
  disown(lab) {
    delete this.#mine.labs[lab];
  }

  /** Hand over the texts set aside since this was last asked. */
  takeDamaged() {
    return this.#damaged.splice(0);
  }

  /** @returns {{key: string, text: string}[]} All texts ever set aside in this browser. */
  setAside() {
    return this.#keeper
      .keys(this.#asidePrefix)
      .map((key) => ({ key, text: this.#keeper.read(key) ?? "" }));
  }

  /** @param {string} key Of a text set aside. */
  forget(key) {
    if (key.startsWith(this.#asidePrefix)) this.#keeper.remove(key);
  }

  #text() {
    const text = this.#keeper.read(this.key);
    if (text === null && this.#seen !== null) {
      this.#keeper.remember(this.key, this.#seen);
      this.tell(GONE, true);
      return this.#seen;
    }
    this.#seen = text;
    return text;
  }

  /** @param {string} text */
  #setAside(text) {
    const aside = this.#asidePrefix + this.#now();
    this.#seen = null;
    this.#damaged.push(text);
    if (!this.#keeper.write(aside, text)) {
      this.#keeper.leaveAlone(this.key);
      this.tell(
        "The Design Ledger in this browser can't be read and could not be set aside either, so it " +
          "was left as it is; this visit's results are kept until you close the page.",
        true,
      );
      return;
    }
    this.#keeper.remove(this.key);
    this.tell(
      `The Design Ledger in this browser could not be read, so it was set aside unchanged under ` +
        `“${aside}” and a new one begins.`,
    );
  }
}
