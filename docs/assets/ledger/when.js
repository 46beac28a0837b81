/** Times as a reader says them. */

/**
 * @param {unknown} moment
 * @returns {Date | null}
 */
export function dateOf(moment) {
  const date = new Date(typeof moment === "string" ? moment : Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** @param {Date} date */
export function dayAndTime(date) {
  return date.toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
}

/**
 * Return a lab's short name: `v1_12` is V1-12. Anything else is shown as it is.
 *
 * @param {string} lab
 */
export function labName(lab) {
  return /^v\d_\d\d$/.test(lab) ? lab.toUpperCase().replace("_", "-") : lab;
}
