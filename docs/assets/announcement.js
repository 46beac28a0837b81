/** Puts into words, for readers who listen, what a change of the controls has changed. */

/** @typedef {import("./types.js").View} View */

/**
 * @typedef {{
 *   order: string[],
 *   labelOf: (value: string) => string,
 *   stateText: (flag: string) => string,
 * }} Words `order` lists the values as the page shows them; `stateText` is what a raised flag says.
 */

const MOST_RESULTS = 3;

/**
 * Return one short sentence for every state just entered and for the first results that changed.
 *
 * @param {View | null} before
 * @param {View} after
 * @param {Words} words
 * @returns {string}
 */
export function announcement(before, after, { order, labelOf, stateText }) {
  if (!before) return "";
  const entered = Object.keys(after.flags).filter(
    (flag) => after.flags[flag] && before.flags[flag] === false,
  );
  const changed = order.filter((name) => {
    const [was, is] = [before.values[name], after.values[name]];
    return was && is && (was.text !== is.text || was.word !== is.word);
  });
  const results = changed.slice(0, MOST_RESULTS).map((name) => {
    const { text, word } = after.values[name] ?? { text: "" };
    return `${labelOf(name)}: ${text}${word ? `, ${word}` : ""}.`;
  });
  return [...entered.map(stateText), ...results].join(" ");
}
