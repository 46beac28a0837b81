/** Imports a module whose address is known at run time only; another edition of the site replaces it. */

/** @param {string} address @returns {Promise<any>} */
export function importModule(address) {
  return import(address);
}
