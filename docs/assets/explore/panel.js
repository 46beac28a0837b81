/** What opens beyond an act's sliders: a row of tools, each in a section of its own. */

import { all, make } from "../dom.js";
import { showHardware } from "./hardware.js";
import { labelsOf } from "./labels.js";
import { showPhysics } from "./physics.js";
import { showSensitivity } from "./sensitivity.js";
import { showSurvey } from "./survey.js";

/** @typedef {import("../explore.js").LabTools} LabTools */
/** @typedef {import("../explore.js").Panel} Panel */

/**
 * @typedef {LabTools & {
 *   act: string,
 *   root: HTMLElement,
 *   signal: AbortSignal,
 *   request: (more?: object) => object,
 * }} ActTools `request` is what every question to Python starts with: lab, act, place and labels.
 */

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} fold
 * @param {HTMLElement} room
 * @param {LabTools} lab
 * @param {AbortSignal} page
 * @returns {Panel}
 */
export function openPanel(root, fold, room, lab, page) {
  const act = fold.dataset.explore ?? "";
  const ended = new AbortController();
  page.addEventListener("abort", () => ended.abort(), { once: true });
  const labels = labelsOf(root, act);
  /** @type {ActTools} */
  const tools = {
    ...lab,
    act,
    root,
    signal: ended.signal,
    request: (more = {}) => ({
      lab: lab.lab,
      act,
      place: lab.place(),
      ledger: lab.ledger(),
      labels,
      ...more,
    }),
  };
  room.replaceChildren();
  const parts = [showSensitivity(section(room, "What matters most here"), tools)];
  if (all(root, `[data-flag^="${CSS.escape(act)}."]`).length > 0) {
    parts.push(showSurvey(section(room, "Every design at once"), tools));
  }
  parts.push(showPhysics(section(room, "Open the physics"), tools));
  if (fold.hasAttribute("data-own-hardware")) {
    parts.push(showHardware(section(room, "Your own hardware"), tools));
  }
  return {
    answered: () => {
      for (const part of parts) part.answered();
    },
    close: () => ended.abort(),
  };
}

/** @param {HTMLElement} room @param {string} title */
function section(room, title) {
  const box = make("section", { class: "explore-part" }, make("h3", {}, title));
  room.append(box);
  return box;
}
