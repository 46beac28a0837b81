/** Storage as browsers have it: working, blocked, full, or forgetful. */

/** @param {Record<string, string>} [content] */
export function storageWith(content = {}) {
  const map = new Map(Object.entries(content));
  return {
    getItem: (/** @type {string} */ key) => map.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ text) => void map.set(key, text),
    removeItem: (/** @type {string} */ key) => void map.delete(key),
    key: (/** @type {number} */ index) => [...map.keys()][index] ?? null,
    get length() {
      return map.size;
    },
    keys: () => [...map.keys()],
  };
}

/** @returns {never} */
export function blocked() {
  throw new DOMException("The operation is insecure.", "SecurityError");
}

/** @param {Record<string, string>} [content] */
export function fullStorage(content) {
  return {
    ...storageWith(content),
    setItem: () => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    },
  };
}

export function forgetfulStorage() {
  return { ...storageWith(), setItem: () => {} };
}
