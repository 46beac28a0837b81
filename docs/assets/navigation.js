/** Says when a page of the site is there, whether it was loaded or swapped in by instant navigation. */

/** Material's documented hook: emits the document now, and again after every instant navigation. */
/** @typedef {{document$?: {subscribe: (listener: () => void) => unknown}}} MaterialWindow */

/**
 * @param {() => (() => void)} arrive Called for each page; returns what to do when it is left.
 */
export function onEachPage(arrive) {
  /** @type {(() => void) | undefined} */
  let leave;
  const turn = () => {
    leave?.();
    leave = arrive();
  };
  const { document$ } = /** @type {MaterialWindow} */ (/** @type {unknown} */ (window));
  if (document$) document$.subscribe(turn);
  else turn();
}
