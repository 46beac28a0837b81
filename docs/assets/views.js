/** What is known of a lab before Python has answered: nothing, or what waits to be answered. */

/** @typedef {import("./types.js").View} View */
/** @typedef {import("./types.js").LabEvent} LabEvent */

/**
 * Return the view of a lab nobody has touched.
 *
 * @param {string} context
 * @returns {View}
 */
export function emptyView(context) {
  return {
    values: {},
    flags: {},
    figures: {},
    tables: {},
    boards: {},
    controls: {},
    outside: {},
    context,
    gates: {},
    drafts: {},
    questions: {},
    slots: {},
  };
}

/**
 * Return what is known once Python has answered. An answer speaks of the acts it concerns; what was
 * said of the others holds on, as long as they are open. Figures and tables are those just drawn.
 *
 * @param {View | null} before
 * @param {View} after
 * @returns {View}
 */
export function merged(before, after) {
  if (!before) return after;
  /** @template T @param {Record<string, T>} kept @param {Record<string, T>} fresh */
  const open = (kept, fresh) => {
    const still = Object.entries(kept).filter(([name]) => after.gates[actOf(name)] === "open");
    return { ...Object.fromEntries(still), ...fresh };
  };
  return {
    ...after,
    values: open(before.values, after.values),
    flags: open(before.flags, after.flags),
    boards: open(before.boards, after.boards),
    controls: open(before.controls, after.controls),
    outside: open(before.outside, after.outside),
    slots: open(before.slots, after.slots),
  };
}

/** @param {string} name `act1.runtime_h`, with or without a format behind it. */
function actOf(name) {
  return name.split(".")[0] ?? "";
}

/**
 * Return how a question stands: what Python says of it, and what it has not heard yet.
 *
 * @param {string} question
 * @param {View} view
 * @param {LabEvent[]} waiting
 */
export function questionState(question, view, waiting) {
  let draft = view.drafts[question];
  /** @type {string | undefined} */
  let pending;
  for (const event of waiting) {
    if (event.type === "draft" && event.question === question) draft = event.option;
    if (event.type === "commit" && event.question === question) pending = event.option;
  }
  return { answer: view.questions[question], draft, pending };
}
