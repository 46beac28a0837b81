/** A design in an address: the names and values behind `#design=`. Python judges what they mean. */

/** @typedef {[string, string][]} Pairs */

const BEGINNING = "#design=";

/**
 * Return what a fragment says of a design; null for any other fragment, such as that of a heading.
 *
 * @param {string} fragment
 * @returns {Pairs | null}
 */
export function designIn(fragment) {
  return fragment.startsWith(BEGINNING) ? [...new URLSearchParams(fragment.slice(1))] : null;
}

/**
 * @param {string} address Of the lab's page, as the reader has it.
 * @param {Pairs} pairs
 */
export function linkTo(address, pairs) {
  const link = new URL(address);
  link.search = "";
  link.hash = new URLSearchParams(pairs).toString();
  return link.href;
}

/**
 * Return the address without its design; one that has none stays as it is.
 *
 * @param {string} address
 */
export function withoutDesign(address) {
  const link = new URL(address);
  if (!designIn(link.hash)) return address;
  link.hash = "";
  return link.href.replace(/#$/, "");
}
