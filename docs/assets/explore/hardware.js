/** A reader's own hardware: add a device, set the lab on it, drop it again. */

import { make, setAttribute, setText } from "../dom.js";

/** @typedef {import("./panel.js").ActTools} ActTools */
/** @typedef {{id: string, label: string, units: string[], used: boolean}} Field */
/** @typedef {{id: string, device: {name: string}, figures: string[], refused: string}} Card */

const INTRO =
  "Add a device of yours and set this lab on it, beside the book's. Your devices are kept with your " +
  "Design Ledger, so its export and import carry them. What you do with one is never scored.";
const PEAK = "Peak, dense FP16";
const RIDGE = "Ridge";
const SAVED = "added. It is at hand in every lab that can be set on a device.";
const UNSAVED = "added for this visit; this browser does not store it.";

let rooms = 0;

/** @param {HTMLElement} section @param {ActTools} tools */
export function showHardware(section, tools) {
  const hardware = new Hardware(section, tools);
  return { answered: () => hardware.refresh() };
}

class Hardware {
  #tools;
  #prefix = `own-device-${rooms++}`;
  #status = make("p", { class: "explore-note", role: "status", "data-hardware-status": "" });
  #devices = make("div", { class: "table-scroll", tabindex: "0", hidden: "" });
  #form = make("form", { class: "explore-device", novalidate: "", hidden: "" });
  /** @type {Map<string, {input: HTMLInputElement, unit: HTMLSelectElement | null, trouble: HTMLElement}>} */
  #fields = new Map();

  /** @param {HTMLElement} section @param {ActTools} tools */
  constructor(section, tools) {
    this.#tools = tools;
    section.append(make("p", {}, INTRO), this.#devices, this.#form, this.#status);
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#add();
    });
    // Another tab may have added or dropped one.
    addEventListener("storage", () => this.refresh(), { signal: tools.signal });
    this.refresh();
  }

  async refresh() {
    const { devices = {} } = this.#tools.store.read();
    const answer = await this.#ask("show", { devices });
    if (!answer) return;
    if (this.#fields.size === 0) this.#build(answer.fields);
    this.#list(answer.fields, answer.devices);
  }

  /** @param {Field[]} fields */
  #build(fields) {
    this.#form.append(this.#field("name", "Name", null, true));
    for (const { id, label, units, used } of fields) {
      this.#form.append(this.#field(id, id === "flop_per_s" ? PEAK : label, units, used));
    }
    const add = make("button", { type: "submit", "data-hardware-add": "" }, "Add the device");
    this.#form.append(make("p", { class: "explore-actions" }, add));
    this.#form.hidden = false;
  }

  /** @param {string} name @param {string} label @param {string[] | null} units @param {boolean} used */
  #field(name, label, units, used) {
    const id = `${this.#prefix}-${name}`;
    const trouble = make("p", { class: "explore-trouble", id: `${id}-trouble` });
    const input = make("input", {
      id,
      type: "text",
      autocomplete: "off",
      "aria-describedby": trouble.id,
      ...(units && { inputmode: "decimal", size: "8" }),
    });
    const options = (units ?? []).map((text) => make("option", { value: text }, text));
    const unit = units && make("select", { "aria-label": `Unit of ${label}` }, ...options);
    this.#fields.set(name, { input, unit, trouble });
    const note = used ? "" : " (not used in this lab)";
    const line = make("span", { class: "explore-figure" }, input, ...(unit ? [unit] : []));
    return make("div", {}, make("label", { for: id }, label + note), line, trouble);
  }

  /** @param {Field[]} fields @param {Card[]} cards */
  #list(fields, cards) {
    this.#devices.hidden = cards.length === 0;
    const heads = ["Yours", "Here", ...fields.map(({ label }) => label), RIDGE];
    const head = make("tr", {}, ...heads.map((text) => make("th", { scope: "col" }, text)));
    this.#devices.replaceChildren(
      make(
        "table",
        {},
        make("caption", {}, "Your devices"),
        make("thead", {}, head),
        make("tbody", {}, ...cards.map((card) => this.#row(card))),
      ),
    );
  }

  /** @param {Card} card */
  #row({ id, device, figures, refused }) {
    const act = (
      /** @type {string} */ text,
      /** @type {string} */ name,
      /** @type {() => void} */ go,
    ) => {
      const button = make("button", { type: "button", [`data-hardware-${name}`]: "" }, text);
      button.setAttribute("aria-label", `${text}: ${device.name}`);
      button.addEventListener("click", go);
      return button;
    };
    const use = act("Use it", "use", () => {
      this.#tools.send({ type: "device", device });
      setText(this.#status, `This lab is set on ${device.name}. Its first choice leads back.`);
    });
    const drop = act("Drop", "drop", () => this.#drop(id, device.name));
    const here = make("td", {}, ...(refused ? [`${refused}. `] : [use, " "]), drop);
    const cells = figures.map((text) => make("td", {}, text));
    return make("tr", {}, make("th", { scope: "row" }, device.name), here, ...cells);
  }

  async #add() {
    const entries = [...this.#fields];
    const pick = (/** @type {"input" | "unit"} */ part) =>
      Object.fromEntries(entries.map(([name, field]) => [name, field[part]?.value ?? ""]));
    const values = pick("input");
    const now = this.#tools.now();
    const answer = await this.#ask("read", { name: values.name, values, units: pick("unit"), now });
    if (!answer) return;
    const problems = answer.problems ?? {};
    for (const [name, { input, trouble }] of entries) {
      setText(trouble, problems[name] ?? "");
      setAttribute(input, "aria-invalid", name in problems ? "true" : null);
    }
    const first = entries.find(([name]) => name in problems);
    if (first) {
      setText(this.#status, "The device was not added: see what is marked.");
      first[1].input.focus();
      return;
    }
    const kept = this.#put(
      `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`,
      answer.entry,
    );
    setText(this.#status, `${answer.entry.name} is ${kept ? SAVED : UNSAVED}`);
    for (const [, { input }] of entries) input.value = "";
    await this.refresh();
  }

  /** @param {string} id @param {string} name */
  async #drop(id, name) {
    this.#put(id, { version: 1, at: this.#tools.now(), dropped: true });
    if (this.#tools.ownName() === name) this.#tools.send({ type: "device", device: null });
    setText(this.#status, `${name} is dropped.`);
    await this.refresh();
  }

  /** @param {string} id @param {Record<string, unknown>} entry */
  #put(id, entry) {
    const ledger = this.#tools.store.read();
    return this.#tools.store.put({ ...ledger, devices: { ...ledger.devices, [id]: entry } });
  }

  /** @param {string} method @param {object} more @returns {Promise<any>} */
  async #ask(method, more) {
    try {
      return await this.#tools.ask(`own.${method}`, { lab: this.#tools.lab, ...more });
    } catch {
      setText(this.#status, "Your devices can't be had just now; try again when the engine runs.");
      return null;
    }
  }
}
