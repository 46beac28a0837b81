/** What a visit has from its first moment on, as early.js made it: the site, and the Python of all its pages. */

/** @typedef {import("./early.js").Visit} Visit */

export const { site, engine } = /** @type {{mlsysVisit: Visit}} */ (
  /** @type {unknown} */ (globalThis)
).mlsysVisit;
