/** Says when a page of the site is there, whether it was loaded or swapped in by instant navigation. */

/** Material's documented hook: emits the document now, and again after every instant navigation. */
/** @typedef {{document$?: {subscribe: (listener: () => void) => unknown}}} MaterialWindow */

/**
 * @param {() => (() => void)} arrive Called for each page; returns what to do when it is left.
 */
export function onEachPage(arrive) {
  /** @type {(() => void) | undefined} */
  let leave;
  /** @type {Element | null} */
  let shown = null;
  const turn = () => {
    leave?.();
    if (shown && !shown.isConnected) takeApart(shown);
    shown = document.querySelector("[data-md-component=container]");
    leave = arrive();
  };
  const { document$ } = /** @type {MaterialWindow} */ (/** @type {unknown} */ (window));
  if (document$) document$.subscribe(turn);
  else turn();
}

/**
 * Take a page that was left out of its own tree: the theme holds on to some of its elements, and each
 * would keep the whole page in memory for the rest of the visit.
 *
 * @param {Element} page
 */
function takeApart(page) {
  for (const element of page.querySelectorAll("*")) element.remove();
}
