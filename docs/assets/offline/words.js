/** The line that says what of the site works without a network. */

/** @typedef {import("./site-copy.js").State} State */

/** @type {Record<string, string>} By the name of what went wrong. */
const TROUBLES = {
  QuotaExceededError: "this browser's storage was full",
  OtherContent: "a new version was being published",
};
const OTHERWISE = "the network failed";

/**
 * Return the line, and what the reader may do about it.
 *
 * @param {State} state
 * @returns {{text: string, action?: string}}
 */
export function lineOf(state) {
  switch (state.name) {
    case "saving data":
      return {
        text: "Not kept for use without a network, because your connection saves data.",
        action: "Keep it",
      };
    case "keeping":
      return { text: "Being kept for use without a network …" };
    case "failed":
      return {
        text: "This browser could not keep these labs for use without a network.",
        action: "Try again",
      };
    case "kept":
      return keptLine(state.stock, state.waits);
    default:
      return { text: "" };
  }
}

/** @param {import("./site-copy.js").Stock} stock @param {boolean} waits */
function keptLine({ kept, pages, whole, trouble }, waits) {
  if (whole) return { text: `Available offline: all ${pages} pages, with every tool.` };
  const far = `Available offline: ${kept} of ${pages} pages`;
  const rest = kept < pages ? "." : "; the larger tools are still to come.";
  if (waits) {
    return { text: `${far}; your connection saves data.`, action: "Keep the rest" };
  }
  if (!trouble) return { text: far + rest };
  return { text: `${far}; then ${TROUBLES[trouble] ?? OTHERWISE}.`, action: "Go on" };
}
