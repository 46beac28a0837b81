/** A ledger as text: is it one, and do two values say the same? */

/** @typedef {import("./types.js").Ledger} Ledger */

export const SCHEMA = 2;
const DEEPEST = 32;

/** @param {unknown} value @returns {value is Record<string, any>} */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Return the ledger a text holds, or null where it is none of ours.
 *
 * @param {string} text
 * @returns {Ledger | null}
 */
export function parseLedger(text) {
  try {
    const found = JSON.parse(text);
    if (!isObject(found) || found.schema !== SCHEMA || !isObject(found.labs)) return null;
    for (const part of [found.resets, found.devices])
      if (part !== undefined && !isObject(part)) return null;
    const whole = Object.values(found.labs).every(isObject) && isSound(found);
    return whole ? /** @type {Ledger} */ (found) : null;
  } catch {
    return null;
  }
}

/**
 * Whether a value is finite and not nested too deep: what Python would refuse, storage should not hold.
 *
 * @param {unknown} value
 * @param {number} [room]
 * @returns {boolean}
 */
export function isSound(value, room = DEEPEST) {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  return room > 0 && Object.values(value).every((inside) => isSound(inside, room - 1));
}

/**
 * Whether two values are the same JSON, whatever the order of their keys.
 *
 * @param {any} a
 * @param {any} b
 * @returns {boolean}
 */
export function isSame(a, b) {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const keys = Object.keys(a);
  return (
    Array.isArray(a) === Array.isArray(b) &&
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
  );
}
