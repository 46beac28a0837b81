/**
 * Keeps text in the browser and says truthfully whether it is kept.
 *
 * Where storage is blocked, full or loses what it was given, the text stays in memory for this visit
 * and `kept` is false from then on.
 */

/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} TextStorage */

export class Keeper {
  /** @type {Map<string, string | null>} What storage would not take. */
  #memory = new Map();
  /** @type {Set<string>} Keys whose stored text must stay as it is. */
  #untouchable = new Set();
  #open;

  /** @param {() => TextStorage} open Opens the storage; it may throw, as `localStorage` does. */
  constructor(open) {
    this.#open = open;
  }

  /**
   * @param {string} key
   * @returns {string | null}
   */
  read(key) {
    const remembered = this.#memory.get(key);
    if (remembered !== undefined) return remembered;
    try {
      return this.#open().getItem(key);
    } catch {
      return null;
    }
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
      this.#memory.set(key, text);
      return false;
    }
    try {
      const storage = this.#open();
      storage.setItem(key, text);
      if (storage.getItem(key) === text) {
        this.#memory.delete(key);
        return true;
      }
    } catch {
      // Denied or full: the same answer as for a storage that forgets.
    }
    this.#memory.set(key, text);
    return false;
  }

  /** @param {string} key */
  remove(key) {
    this.#memory.delete(key);
    try {
      this.#open().removeItem(key);
    } catch {
      this.#memory.set(key, null);
    }
  }

  /**
   * Leave what is stored under a key alone from now on; this visit starts it afresh in memory.
   *
   * @param {string} key
   */
  leaveAlone(key) {
    this.#untouchable.add(key);
    this.#memory.set(key, null);
  }
}
