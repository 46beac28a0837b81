/** Labelled form fields of the tools. */

import { make } from "../dom.js";

let made = 0;

/**
 * Make a select with its label.
 *
 * @param {string} label
 * @param {{id: string, name: string}[]} options
 * @param {string} [chosen]
 */
export function picker(label, options, chosen) {
  made += 1;
  const id = `explore-field-${made}`;
  const select = make("select", { id });
  offer(select, options, chosen);
  const box = make("p", { class: "explore-field" }, make("label", { for: id }, label), select);
  return { box, select };
}

/**
 * Put options into a select, keeping what is chosen where it is still there.
 *
 * @param {HTMLSelectElement} select
 * @param {{id: string, name: string}[]} options
 * @param {string} [chosen]
 */
export function offer(select, options, chosen = select.value) {
  const ids = [...select.options].map((option) => option.value).join("\n");
  if (ids !== options.map(({ id }) => id).join("\n")) {
    select.replaceChildren(...options.map(({ id, name }) => make("option", { value: id }, name)));
  }
  if (options.some(({ id }) => id === chosen)) select.value = chosen;
}
