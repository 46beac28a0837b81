/** Asks a reader who came by a link whether to use the design it carries. Fetched when one is there. */

import { make } from "./dom.js";
import { labelsOf } from "./explore/labels.js";
import { contextLabel } from "./hud.js";

/** @typedef {{value: string, text: string}} Position */
/** @typedef {{control: string, from: Position, to: Position}} Change */
/**
 * @typedef {{
 *   context: string | null, changes: Change[], later: string[], left_out: string[],
 * }} Offer What Python says of a link: `later` are the acts that are still locked.
 *
 * @typedef {{
 *   act: (id: string) => string,
 *   context: (key: string) => string,
 *   control: (name: string) => string,
 *   position: (name: string, at: Position) => string,
 * }} Words What the page calls the things Python speaks of.
 */

const TITLE = "A design came with this link";
const WAITING = "What it would change here is shown once the physics engine runs.";

/**
 * Return what is said of an offer, and whether there is anything to say yes to.
 *
 * @param {Offer} offer
 * @param {Words} words
 */
export function offerText({ context, changes, later, left_out }, words) {
  const lines = changes.map(
    ({ control, from, to }) =>
      `${words.control(control)}: ${words.position(control, from)} → ${words.position(control, to)}`,
  );
  if (context) lines.unshift(`Where it is set: ${words.context(context)}`);
  const waiting = later.map(
    (act) => `“${words.act(act)}” takes its part once your prediction there is locked in.`,
  );
  const useful = lines.length + waiting.length > 0;
  let lead = "It is the design that is on this page already.";
  if (lines.length > 0) lead = "Using it would move these controls; your answers stay.";
  else if (waiting.length > 0) lead = "Nothing would change at once; your answers stay.";
  else if (left_out.length > 0) lead = "Nothing of it can be used here.";
  return { lead, lines, waiting, wrong: left_out, useful };
}

export class DesignOffer {
  box = make("section", { class: "design-offer", "aria-label": TITLE, "data-design-offer": "" });
  #said = make("div", { role: "status" }, make("p", {}, WAITING));
  #yes = make("button", { type: "button", "data-design-use": "", hidden: "" }, "Use this design");
  #no = make("button", { type: "button", "data-design-refuse": "" }, "No thanks");
  #partner;
  #pairs;
  #words;
  /** @type {string} What the box says now, so that it is not said twice. */
  #shown = "";

  /**
   * @param {HTMLElement} root
   * @param {import("./designs.js").Partner} partner
   * @param {import("./design-link.js").Pairs} pairs
   * @param {(used: boolean) => void} onChoice
   */
  constructor(root, partner, pairs, onChoice) {
    this.#partner = partner;
    this.#pairs = pairs;
    this.#words = wordsOf(root);
    this.#yes.addEventListener("click", () => onChoice(true));
    this.#no.addEventListener("click", () => onChoice(false));
    const actions = make("div", { class: "actions" }, this.#yes, this.#no);
    this.box.append(make("p", { class: "design-offer-title" }, TITLE), this.#said, actions);
  }

  /** Ask Python what the link would change as the lab stands now. */
  async update() {
    const { ask, isReady, idle } = this.#partner;
    if (!isReady()) return;
    try {
      await idle();
      this.#show(await ask("design.read", { pairs: this.#pairs }));
    } catch (error) {
      // A worker that was lost is asked again as soon as it is back.
      if (isReady()) this.#said.replaceChildren(make("p", {}, `It can't be read: ${error}`));
    }
  }

  /** @param {Offer} offer */
  #show(offer) {
    const text = JSON.stringify(offer);
    if (text === this.#shown) return;
    this.#shown = text;
    const { lead, lines, waiting, wrong, useful } = offerText(offer, this.#words);
    this.#said.replaceChildren(make("p", {}, lead), ...list(lines));
    for (const sentence of waiting) this.#said.append(make("p", {}, sentence));
    if (wrong.length > 0) {
      this.#said.append(make("p", {}, "This part of the link can't be used:"), ...list(wrong));
    }
    this.#yes.hidden = !useful;
    this.#no.textContent = useful ? "No thanks" : "Understood";
  }
}

/** @param {string[]} lines */
function list(lines) {
  return lines.length > 0 ? [make("ul", {}, ...lines.map((line) => make("li", {}, line)))] : [];
}

/** @param {HTMLElement} root @returns {Words} */
function wordsOf(root) {
  /** @param {string} name */
  const labels = (name) => labelsOf(root, name.split(".")[0] ?? "");
  return {
    act: (id) => root.querySelector(`[data-act="${CSS.escape(id)}"] h2`)?.textContent?.trim() ?? id,
    context: (key) => contextLabel(root, key),
    control: (name) => labels(name)[name] ?? name,
    position: (name, { value, text }) => labels(name)[`${name}=${value}`] ?? text,
  };
}
