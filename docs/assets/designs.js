/** Designs on their way out and in: the link a reader copies, and the one they came with. */

import { designIn, linkTo, withoutDesign } from "./design-link.js";
import { all, make, moveFocusTo, one } from "./dom.js";

/** @typedef {import("./design-link.js").Pairs} Pairs */
/** @typedef {import("./design-offer.js").DesignOffer} DesignOffer */

/**
 * @typedef {{
 *   ask: (method: string, more: object) => Promise<any>,
 *   isReady: () => boolean,
 *   settle: () => void,
 *   idle: () => Promise<void>,
 *   use: (pairs: Pairs) => void,
 * }} Partner `ask` is about the lab as last answered; `idle` waits for what is still to be answered,
 *   `settle` counts sliders in motion as come to rest.
 */

const NOT_YET = "The link can be made once the physics engine runs.";
const COPIED = "Link copied. Whoever opens it is asked before anything changes.";
const BY_HAND = "This browser does not let the page copy. The link to copy by hand:";

export class Designs {
  #root;
  #partner;
  /** @type {DesignOffer | null} */
  #offer = null;

  /** @param {HTMLElement} root @param {Partner} partner @param {AbortSignal} signal */
  constructor(root, partner, signal) {
    this.#root = root;
    this.#partner = partner;
    for (const button of all(root, "[data-copy-design]")) {
      const said = one(button.parentElement ?? root, "[data-design-said]") ?? make("p");
      button.addEventListener("click", () => this.#copy(said), { signal });
    }
    addEventListener("hashchange", () => this.#arrive(signal, true), { signal });
    signal.addEventListener("abort", () => this.#end());
    this.#arrive(signal, false);
  }

  /** Python is there, or has answered: a link copied before, or offered, may say something else now. */
  update() {
    for (const said of all(this.#root, "[data-design-said]")) said.replaceChildren();
    this.#offer?.update();
  }

  /** @param {HTMLElement} said */
  async #copy(said) {
    const { ask, isReady, settle, idle } = this.#partner;
    if (!isReady()) return said.replaceChildren(NOT_YET);
    try {
      settle();
      await idle();
      const { pairs, stays } = await ask("design.write", {});
      await hand(linkTo(location.href, pairs), said);
      if (stays) said.append(` ${stays}`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      said.replaceChildren(`The link can't be made (${reason}).`);
    }
  }

  /**
   * Offer the design of the address, if it has one.
   *
   * @param {AbortSignal} signal
   * @param {boolean} here Whether the reader was on this page already and may be far down on it.
   */
  async #arrive(signal, here) {
    const pairs = designIn(location.hash);
    if (!pairs) return;
    const { DesignOffer } = await import("./design-offer.js");
    if (signal.aborted) return;
    this.#offer?.box.remove();
    const { use } = this.#partner;
    this.#offer = new DesignOffer(this.#root, this.#partner, pairs, (used) => {
      this.#end();
      history.replaceState(history.state, "", withoutDesign(location.href));
      moveFocusTo(one(this.#root, "h1"));
      if (used) use(pairs);
    });
    one(this.#root, ".lab-bar")?.after(this.#offer.box);
    this.#offer.update();
    // The box speaks for itself: a browser drops the focus while it looks for a fragment's place.
    if (here) this.#offer.box.scrollIntoView({ block: "center" });
  }

  #end() {
    this.#offer?.box.remove();
    this.#offer = null;
  }
}

/** Put a link on the clipboard, or into the reader's hands. @param {string} link @param {HTMLElement} said */
async function hand(link, said) {
  try {
    await navigator.clipboard.writeText(link);
    said.replaceChildren(COPIED);
  } catch {
    const field = make("input", { type: "text", readonly: "", "data-design-link": "" });
    field.value = link;
    said.replaceChildren(make("label", {}, BY_HAND, field));
    field.select();
  }
}
