/**
 * Keeps a lab's record in the Design Ledger up to date: a moment after the last change, and at once
 * when the reader leaves. It says "saved" only when the browser holds what Python made.
 */

/** @typedef {import("./types.js").Place} Place */
/** @typedef {import("./ledger.js").LedgerStore} LedgerStore */

/** @typedef {"nothing" | "saving" | "saved" | "unsaved"} SavedState */

/**
 * @typedef {{
 *   lab: string,
 *   readsLedger: boolean,
 *   place: () => Place | null,
 *   ask: (method: string, payload: object) => Promise<any>,
 *   isReady: () => boolean,
 *   isLost: (error: unknown) => boolean,
 *   now: () => string,
 *   onState: (state: SavedState) => void,
 *   onTrouble: (error: unknown) => void,
 * }} Outside
 */

const QUIET_MS = 500;

export class Recorder {
  #ledger;
  #outside;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #due = false;
  /** @type {Promise<void> | undefined} */
  #saving;
  /** @type {SavedState} */
  #state = "nothing";

  /** @param {LedgerStore} ledger @param {Outside} outside */
  constructor(ledger, outside) {
    this.#ledger = ledger;
    this.#outside = outside;
  }

  /** Something changed that the record may show. */
  changed() {
    this.#due = true;
    if (this.#state === "saved") this.#say("saving");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), QUIET_MS);
  }

  /**
   * Save now whatever is due; what Python can't be asked yet stays due.
   *
   * @returns {Promise<void>}
   */
  flush() {
    clearTimeout(this.#timer);
    this.#saving ??= this.#saveDue().finally(() => {
      this.#saving = undefined;
    });
    return this.#saving;
  }

  async #saveDue() {
    while (this.#due && this.#outside.isReady() && this.#outside.place()) {
      this.#due = false;
      try {
        this.#say(await this.#save());
      } catch (error) {
        this.#due = true;
        // Where the worker went away, its successor is asked when it is ready.
        if (this.#outside.isLost(error)) return;
        this.#say("unsaved");
        this.#outside.onTrouble(error);
        return;
      }
    }
  }

  /** @param {SavedState} state */
  #say(state) {
    this.#state = state;
    this.#outside.onState(state);
  }

  /** @returns {Promise<SavedState>} */
  async #save() {
    const { lab, readsLedger, place, ask, now } = this.#outside;
    for (;;) {
      const kept = this.#ledger.read();
      const previous = kept.labs[lab] ?? null;
      const { record } = await ask("record", {
        lab,
        place: place(),
        previous,
        now: now(),
        track: kept.track ?? "",
        ...(readsLedger && { ledger: kept }),
      });
      // Another tab may have written meanwhile; then the record is built on what it wrote.
      if (!this.#ledger.holds(lab, previous)) continue;
      // A lab started over has nothing new to record; what it recorded before stands.
      if (!record) return previous ? "saved" : "nothing";
      if (record.rev === previous?.rev) return this.#ledger.isKept() ? "saved" : "unsaved";
      return this.#ledger.write(lab, record) ? "saved" : "unsaved";
    }
  }
}
