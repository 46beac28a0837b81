/** Puts a design into the page's own controls, as if the reader had moved them. */

import { all, one } from "../dom.js";

/** @typedef {Record<string, string>} Settings By a control's id within its act, as the page keys them. */

/**
 * @param {HTMLElement} root
 * @param {string} act
 * @param {Settings} settings
 */
export function loadDesign(root, act, settings) {
  for (const [id, value] of Object.entries(settings)) {
    const box = one(root, `[data-control="${CSS.escape(`${act}.${id}`)}"]`);
    if (box) set(box, value);
  }
}

/** @param {HTMLElement} box @param {string} value */
function set(box, value) {
  const fields = all(box, "input, select");
  for (const field of fields) {
    if (field instanceof HTMLSelectElement) {
      if (field.value !== value) say(field, "change", () => (field.value = value));
    } else if (field instanceof HTMLInputElement) {
      setInput(field, value);
    }
  }
}

/** @param {HTMLInputElement} field @param {string} value */
function setInput(field, value) {
  if (field.type === "radio") {
    if (field.value === value && !field.checked) say(field, "change", () => (field.checked = true));
  } else if (field.type === "checkbox") {
    const on = value === "true";
    if (field.checked !== on) say(field, "change", () => (field.checked = on));
  } else if (field.value !== value) {
    say(field, "input", () => (field.value = value));
  }
}

/** @param {HTMLElement} field @param {string} type @param {() => void} change */
function say(field, type, change) {
  change();
  field.dispatchEvent(new Event(type, { bubbles: true }));
}
