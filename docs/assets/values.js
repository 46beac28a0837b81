/** Writes computed results into the page: values, verdict words, slots, states, answers. */

import { all, one, setAttribute, setHidden, setText } from "./dom.js";

/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").ValueView} ValueView */
/** @typedef {import("./types.js").QuestionView} QuestionView */

const NOTHING = "–";

/**
 * Return the full-precision text of a result for its `value` attribute; empty for none.
 *
 * @param {ValueView["value"]} value
 */
export function attributeOf(value) {
  return value === null ? "" : String(value);
}

/**
 * Return what is said of an answer in one place of the page.
 *
 * @param {QuestionView | undefined} question
 * @param {string | undefined} part
 */
export function answerText(question, part) {
  if (!question) return NOTHING;
  if (part === "choice") return question.choice.toUpperCase();
  if (part === "first") return question.first?.toUpperCase() ?? NOTHING;
  if (part === "predicted" && question.predicted !== undefined) {
    return question.predicted.toLocaleString("en-US", { maximumSignificantDigits: 4 });
  }
  return (part === "off" && question.off) || NOTHING;
}

/**
 * Return the slots of a lab as the session is asked for them: `name|format`.
 *
 * @param {HTMLElement} root
 */
export function slotsOf(root) {
  return [...new Set(all(root, "[data-slot]").map(slotOf))];
}

/** @param {HTMLElement} element */
function slotOf(element) {
  return `${element.dataset.slot}|${element.dataset.format ?? ""}`;
}

/** @param {HTMLElement} root @param {View} view */
export function showValues(root, view) {
  for (const element of all(root, "[data-value]")) {
    const shown = view.values[element.dataset.value ?? ""];
    if (shown) showValue(element, shown);
  }
  for (const element of all(root, "[data-how]")) {
    const shown = view.values[element.dataset.how ?? ""];
    if (shown?.how !== undefined) setText(element, shown.how);
  }
  for (const element of all(root, "[data-slot]")) showSlot(element, view);
  for (const element of all(root, "[data-flag]")) {
    const raised = view.flags[element.dataset.flag ?? ""];
    if (raised !== undefined) setHidden(element, !raised);
  }
  for (const element of all(root, "[data-when]")) {
    const shown = view.values[element.dataset.when ?? ""];
    if (shown) setHidden(element, !holds(shown.value, element.dataset.is ?? ""));
  }
  for (const element of all(root, "[data-outside]")) {
    const reason = view.outside[element.dataset.outside ?? ""];
    if (reason !== undefined) showOutside(element, reason);
  }
  for (const element of all(root, "[data-answer]")) {
    const question = view.questions[element.dataset.answer ?? ""];
    setText(element, answerText(question, element.dataset.part));
  }
}

/**
 * Say why there are no results where a law does not cover the design; charts of another are put away.
 *
 * @param {HTMLElement} element
 * @param {string} reason Empty where there are results.
 */
function showOutside(element, reason) {
  setHidden(element, !reason);
  setText(one(element, "[data-outside-reason]"), reason);
  setAttribute(element.closest(".bench"), "data-outside-law", reason ? "" : null);
}

/**
 * Whether a result has one of the keys that a part of the page is for. A result may hold several, with
 * commas between them; one without any counts as `none`.
 *
 * @param {ValueView["value"]} value
 * @param {string} keys
 */
export function holds(value, keys) {
  const cases = keys.split(" ");
  return (attributeOf(value) || "none").split(",").some((key) => cases.includes(key));
}

/** @param {HTMLElement} element @param {ValueView} shown */
function showValue(element, shown) {
  setText(element, shown.text);
  setNumber(element, shown.value);
  const metric = /** @type {HTMLElement | null} */ (element.closest("[data-metric]"));
  if (!metric) return;
  setAttribute(metric, "data-tone", shown.tone ?? null);
  setText(one(metric, "[data-word]"), shown.word ?? "");
}

/** @param {HTMLElement} element @param {View} view */
function showSlot(element, view) {
  const text = view.slots[slotOf(element)];
  if (text !== undefined) setText(element, text);
  else if (element.closest(".lab-hud")) setText(element, NOTHING);
  const shown = view.values[element.dataset.slot ?? ""];
  if (shown) setNumber(element, shown.value);
  const setting = view.controls[element.dataset.slot ?? ""];
  if (setting) setNumber(element, setting.value);
}

/** @param {HTMLElement} element @param {ValueView["value"]} value */
function setNumber(element, value) {
  const before = element.getAttribute("value");
  // 51.0 as Python prints it and 51 as JavaScript does are the same result.
  if (typeof value === "number" && before && Number(before) === value) return;
  setAttribute(element, "value", attributeOf(value));
}
