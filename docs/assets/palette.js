/** Puts a figure drawn in light colours into the dark scheme. */

/**
 * Return a copy of a figure's part with every palette colour exchanged; numbers pass untouched.
 *
 * @template T
 * @param {T} part
 * @param {Record<string, string>} palette From light to dark, hex codes in lower case.
 * @returns {T}
 */
export function recolored(part, palette) {
  return /** @type {T} */ (exchange(part, palette));
}

/**
 * @param {unknown} part
 * @param {Record<string, string>} palette
 * @returns {unknown}
 */
function exchange(part, palette) {
  if (typeof part === "string") return palette[part.toLowerCase()] ?? part;
  if (Array.isArray(part)) {
    // Long series are numbers; looking at the first saves walking through all of them.
    return typeof part[0] === "number" ? part : part.map((item) => exchange(item, palette));
  }
  if (typeof part !== "object" || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([name, value]) => [name, exchange(value, palette)]),
  );
}
