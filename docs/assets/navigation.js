/** Says when a page of the site is there, whether it was loaded or swapped in by instant navigation. */

/**
 * Material's documented hooks: one emits the document now and again after every instant navigation; what
 * is put into the other is fetched and swapped in.
 *
 * @typedef {{
 *   document$?: {subscribe: (listener: () => void) => unknown},
 *   location$?: {next: (address: URL) => void},
 * }} MaterialWindow
 */

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
 * Have pages swapped in wherever the site is served. The theme does so for addresses that its site map
 * names, which are those of one host; a copy in a classroom, or under another port, has others.
 *
 * @param {URL} root the site's
 */
export function swapPagesOf(root) {
  const { location$ } = /** @type {MaterialWindow} */ (/** @type {unknown} */ (window));
  const theme = document.getElementById("__config")?.textContent ?? "";
  if (!location$ || !theme.includes('"navigation.instant"') || root.protocol === "file:") return;
  document.body.addEventListener("click", (event) => {
    const page = pageToSwapIn(event, root);
    if (!page) return;
    event.preventDefault();
    history.pushState(null, "", page);
    location$.next(page);
  });
}

/**
 * The page of this site that a click leads to, unless the theme sees to it already or the reader wants
 * it in a place of its own.
 *
 * @param {MouseEvent} event
 * @param {URL} root
 */
function pageToSwapIn(event, root) {
  const { altKey, ctrlKey, metaKey, shiftKey, button, defaultPrevented, target } = event;
  if (defaultPrevented || altKey || ctrlKey || metaKey || shiftKey || button !== 0) return null;
  const link = target instanceof Element ? target.closest("a") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target || link.download) return null;
  const page = new URL(link.href, document.baseURI);
  const isOurs = page.href.startsWith(root.href) && page.pathname.endsWith("/");
  return isOurs && page.pathname !== location.pathname ? page : null;
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
