/** What the page calls the things of an act: Python knows their ids only. */

import { all, one } from "../dom.js";

/**
 * @param {HTMLElement} root
 * @param {string} act
 * @returns {Record<string, string>} By full id; an option's is `act1.storage=hdd`.
 */
export function labelsOf(root, act) {
  /** @type {Record<string, string>} */
  const labels = {};
  for (const box of all(root, `[data-control^="${CSS.escape(act)}."]`)) {
    const name = box.dataset.control ?? "";
    labels[name] = textOf(one(box, "legend, label"));
    for (const option of all(box, "option")) {
      labels[`${name}=${/** @type {HTMLOptionElement} */ (option).value}`] = textOf(option);
    }
    for (const choice of all(box, "label.choice")) {
      const value = one(choice, "input")?.getAttribute("value");
      labels[`${name}=${value}`] = textOf(choice);
    }
  }
  for (const card of all(root, `[data-metric^="${CSS.escape(act)}."]`)) {
    labels[card.dataset.metric ?? ""] = textOf(one(card, "dt"));
  }
  for (const state of all(root, `[data-flag^="${CSS.escape(act)}."]`)) {
    labels[state.dataset.flag ?? ""] = textOf(one(state, "h3, h4, strong")).replace(/[.:!?]+$/, "");
  }
  return labels;
}

/** @param {Element | null} element */
function textOf(element) {
  return element?.textContent?.trim().replace(/\s+/g, " ") ?? "";
}
