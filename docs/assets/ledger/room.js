/** The parts of a page that are filled in here: each has its prose from the build and an empty room. */

import { all, make, one, setHidden } from "../dom.js";

/**
 * Fill a part, or hide it with its prose where there is nothing to put in.
 *
 * @param {HTMLElement} page
 * @param {string} name
 * @param {(Node | string)[]} content
 */
export function fill(page, name, content) {
  for (const part of all(page, `[data-part="${CSS.escape(name)}"]`)) {
    const room = one(part, "[data-room]") ?? part.appendChild(make("div", { "data-room": "" }));
    room.replaceChildren(...content);
    setHidden(part, content.length === 0);
  }
}

/**
 * @param {string} label
 * @param {() => void} act
 * @param {Record<string, string>} [attributes]
 */
export function button(label, act, attributes = {}) {
  const made = make("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", act);
  return made;
}
