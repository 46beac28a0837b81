/** The native form controls of a lab: what they say, and what the reader does with them. */

import { all, one, setAttribute, setHidden, setText } from "./dom.js";

/** @typedef {import("./types.js").ControlView} ControlView */
/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

/**
 * @typedef {(control: string, value: string, settled: boolean) => void} OnMove
 */

const SETTLE_MS = 200;

/**
 * Return a slider's text with another number in it: "15 %" at 20 is "20 %". Python's own text follows.
 *
 * @param {string} text
 * @param {string} value
 */
export function withNumber(text, value) {
  const number = Number(value).toLocaleString("en-US", { maximumFractionDigits: 10 });
  return /\d/.test(text) ? text.replace(/\d[\d.,]*/, number.replace("-", "−")) : number;
}

export class Controls {
  #root;
  #onMove;
  /** @type {Map<string, ReturnType<typeof setTimeout>>} */
  #settling = new Map();

  /**
   * @param {HTMLElement} root
   * @param {OnMove} onMove
   * @param {AbortSignal} signal
   */
  constructor(root, onMove, signal) {
    this.#root = root;
    this.#onMove = onMove;
    root.addEventListener("input", (event) => this.#moved(event), { signal });
    root.addEventListener("change", (event) => this.#chosen(event), { signal });
  }

  /** Count every slider as come to rest: the reader leaves. */
  settle() {
    for (const name of [...this.#settling.keys()]) this.#settle(name);
  }

  /** @param {string} name @param {string} value */
  place(name, value) {
    for (const box of this.#boxes(name)) {
      for (const field of fieldsOf(box)) setPosition(field, value);
      echo(box, value);
    }
  }

  /**
   * @param {string} name
   * @param {ControlView} view
   */
  show(name, view) {
    this.place(name, view.value);
    for (const box of this.#boxes(name)) {
      setText(one(box, "[data-control-text]"), view.text);
      const slider = one(box, "input[type=range]");
      if (slider) setAttribute(slider, "aria-valuetext", view.text);
      const note = one(box, "[data-inactive]");
      setHidden(note, !view.inactive);
      box.classList.toggle("is-idle", view.inactive && note !== null);
    }
  }

  /** Put every control back to what the page was printed with. */
  restoreDefaults() {
    for (const box of all(this.#root, "[data-control]")) {
      const fields = fieldsOf(box);
      for (const field of fields) toDefault(field);
      const [first] = fields;
      if (first) echo(box, positionOf(first));
    }
  }

  /** @param {boolean} usable False while there is no Python to answer. */
  setUsable(usable) {
    for (const box of all(this.#root, "[data-control]")) {
      for (const field of fieldsOf(box)) field.disabled = !usable;
    }
    for (const button of all(this.#root, "[data-reset]")) {
      /** @type {HTMLButtonElement} */ (button).disabled = !usable;
    }
  }

  /** @param {string} name */
  #boxes(name) {
    return all(this.#root, `[data-control="${CSS.escape(name)}"]`);
  }

  /** @param {Event} event */
  #moved(event) {
    const { box, field, name } = touched(event);
    if (!box || !name || !(field instanceof HTMLInputElement) || field.type !== "range") return;
    echo(box, field.value);
    clearTimeout(this.#settling.get(name));
    this.#settling.set(
      name,
      setTimeout(() => this.#settle(name), SETTLE_MS),
    );
    this.#onMove(name, field.value, false);
  }

  /** @param {string} name */
  #settle(name) {
    clearTimeout(this.#settling.get(name));
    this.#settling.delete(name);
    const [field] = this.#boxes(name).flatMap(fieldsOf);
    if (field) this.#onMove(name, positionOf(field), true);
  }

  /** @param {Event} event */
  #chosen(event) {
    const { field, name } = touched(event);
    if (!field || !name || field.type === "range") return;
    this.#onMove(name, positionOf(field), true);
  }
}

/** @param {HTMLElement} box @returns {Field[]} */
function fieldsOf(box) {
  return /** @type {Field[]} */ (all(box, "input, select"));
}

/** @param {Event} event */
function touched(event) {
  const target = event.target instanceof HTMLElement ? event.target : null;
  const box = /** @type {HTMLElement | null} */ (target?.closest("[data-control]") ?? null);
  const isField = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
  return { box, field: isField ? target : null, name: box?.dataset.control };
}

/** @param {Field} field */
function positionOf(field) {
  if (field instanceof HTMLInputElement && field.type === "checkbox") return String(field.checked);
  return field.value;
}

/** @param {Field} field @param {string} value */
function setPosition(field, value) {
  if (field instanceof HTMLInputElement && field.type === "radio") {
    field.checked = field.value === value;
  } else if (field instanceof HTMLInputElement && field.type === "checkbox") {
    field.checked = value === "true";
  } else if (field.value !== value) {
    field.value = value;
  }
}

/** @param {Field} field */
function toDefault(field) {
  if (field instanceof HTMLSelectElement) {
    for (const option of field.options) option.selected = option.defaultSelected;
  } else {
    field.checked = field.defaultChecked;
    if (field.type === "range") field.value = field.defaultValue;
  }
}

/** @param {HTMLElement} box @param {string} value */
function echo(box, value) {
  const output = one(box, "[data-control-text]");
  const field = one(box, "input");
  if (!output || !field) return;
  if (field.getAttribute("type") === "checkbox") {
    setText(output, value === "true" ? "on" : "off");
    return;
  }
  const text = withNumber(output.textContent ?? "", value);
  setText(output, text);
  setAttribute(field, "aria-valuetext", text);
}
