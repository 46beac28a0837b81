/**
 * Keeps text in the browser and says truthfully whether it is kept.
 *
 * Where storage is blocked, full or loses what it was given, the text stays in memory for this visit
 * and `kept` is false from then on.
 */

/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">} TextStorage */

/** @typedef {"full" | "blocked" | "forgetful"} Trouble Why the last text was not kept. */

/**
 * What storage would not take, and what it held instead. Once another tab has stored something else,
 * that is the newer text.
 *
 * @typedef {{text: string | null, beneath: string | null}} Remembered
 */

export class Keeper {
  /** @type {Map<string, Remembered>} */
  #memory = new Map();
  /** @type {Set<string>} Keys whose stored text must stay as it is. */
  #untouchable = new Set();
  #open;
  /** @type {Trouble | null} */
  trouble = null;

  /** @param {() => TextStorage} open Opens the storage; it may throw, as `localStorage` does. */
  constructor(open) {
    this.#open = open;
  }

  /**
   * @param {string} key
   * @returns {string | null}
   */
  read(key) {
    const stored = this.#stored(key);
    const remembered = this.#memory.get(key);
    if (!remembered) return stored;
    const isNewer = stored !== null && stored !== remembered.beneath;
    if (!isNewer || this.#untouchable.has(key)) return remembered.text;
    this.#memory.delete(key);
    return stored;
  }

  /** Whether what is read under a key is stored, and not in memory only. @param {string} key */
  isKept(key) {
    return !this.#memory.has(key);
  }

  /**
   * Write, read back and compare.
   *
   * @param {string} key
   * @param {string} text
   * @returns {boolean} Whether the browser now holds exactly this text.
   */
  write(key, text) {
    if (this.#untouchable.has(key)) {
      this.trouble = null;
      this.remember(key, text);
      return false;
    }
    try {
      const storage = this.#open();
      storage.setItem(key, text);
      if (storage.getItem(key) === text) {
        this.#memory.delete(key);
        this.trouble = null;
        return true;
      }
      this.trouble = "forgetful";
    } catch (error) {
      this.trouble = isQuotaError(error) ? "full" : "blocked";
    }
    this.remember(key, text);
    return false;
  }

  /**
   * Hold a text that storage would not take or has lost, until it is written again.
   *
   * @param {string} key
   * @param {string | null} text
   */
  remember(key, text) {
    this.#memory.set(key, { text, beneath: this.#stored(key) });
  }

  /** @param {string} key */
  remove(key) {
    this.#memory.delete(key);
    try {
      this.#open().removeItem(key);
    } catch {
      this.remember(key, null);
    }
  }

  /**
   * Return the stored keys that begin like this.
   *
   * @param {string} prefix
   */
  keys(prefix) {
    try {
      const storage = this.#open();
      const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? "");
      return keys.filter((key) => key.startsWith(prefix)).sort();
    } catch {
      return [];
    }
  }

  /**
   * Leave what is stored under a key alone from now on; this visit starts it afresh in memory.
   *
   * @param {string} key
   */
  leaveAlone(key) {
    this.#untouchable.add(key);
    this.remember(key, null);
  }

  /** @param {string} key */
  #stored(key) {
    try {
      return this.#open().getItem(key);
    } catch {
      return null;
    }
  }
}

/** @param {unknown} error */
function isQuotaError(error) {
  return error instanceof DOMException && /quota/i.test(error.name);
}
