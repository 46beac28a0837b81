/** The way beyond an act's sliders: its code is fetched when a reader first opens it. */

import { all, make, setHidden } from "./dom.js";
import { addSheet } from "./sheets.js";

/** @typedef {import("./types.js").Ledger} Ledger */
/** @typedef {import("./types.js").Place} Place */

/**
 * @typedef {{
 *   lab: string,
 *   ask: (method: string, payload: object) => Promise<any>,
 *   place: () => Place | null,
 *   ledger: () => Ledger | undefined,
 *   store: import("./ledger.js").LedgerStore,
 *   send: (event: import("./types.js").LabEvent) => void,
 *   now: () => string,
 *   ownName: () => string | null | undefined,
 *   loadPlotly: import("./plotly.js").LoadPlotly,
 *   scheme: import("./scheme.js").Scheme,
 *   runtime: URL,
 * }} LabTools What the tools of a panel may use of their lab.
 *
 * @typedef {{answered: () => void, close: () => void}} Panel
 */

export class Explore {
  #root;
  #tools;
  #signal;
  /** @type {Map<HTMLElement, Panel>} */
  #panels = new Map();

  /** @param {HTMLElement} root @param {LabTools} tools @param {AbortSignal} signal */
  constructor(root, tools, signal) {
    this.#root = root;
    this.#tools = tools;
    this.#signal = signal;
    for (const fold of all(root, "[data-explore]")) {
      setHidden(fold, false);
      fold.addEventListener("toggle", () => this.#toggled(fold), { signal });
    }
  }

  /** The lab has new results, and the controls rest. */
  answered() {
    for (const [fold, panel] of this.#panels) {
      if (fold.closest("[inert]")) this.#shut(fold, panel);
      else panel.answered();
    }
  }

  /** @param {HTMLElement} fold */
  async #toggled(fold) {
    if (!(fold instanceof HTMLDetailsElement) || !fold.open) return;
    const panel = this.#panels.get(fold);
    if (panel) return panel.answered();
    const room = make("div", { class: "explore-room" }, make("p", { role: "status" }, "Loading …"));
    fold.querySelector(".explore-room")?.remove();
    fold.append(room);
    try {
      const [{ openPanel }] = await Promise.all([
        import("./explore/panel.js"),
        addSheet("explore/explore.css"),
      ]);
      if (this.#signal.aborted || this.#panels.has(fold)) return;
      this.#panels.set(fold, openPanel(this.#root, fold, room, this.#tools, this.#signal));
    } catch {
      const sorry = "These tools could not be fetched. Close this part and open it again to retry.";
      room.replaceChildren(make("p", { role: "status" }, sorry));
    }
  }

  /** Put a panel away whose act has been locked again. @param {HTMLElement} fold @param {Panel} panel */
  #shut(fold, panel) {
    panel.close();
    this.#panels.delete(fold);
    fold.querySelector(".explore-room")?.remove();
    fold.removeAttribute("open");
  }
}
