/**
 * Answers every request for this site from a copy in the browser: one edition of it, whole.
 *
 * An edition is one deployment; `offline.json` lists its files with their hashes. A new edition is put
 * into a cache of its own while the old one goes on answering. It takes over when the reader says so,
 * or when no page of the old one is open any more. What has not changed is copied from the old
 * edition, and nothing is kept whose hash is not the list's.
 *
 * Two classic scripts, since not every browser takes modules here: this one answers, the other keeps.
 */

// The build writes these two. Without them, in a preview, the worker removes all it ever kept.
const EDITION = "";
const LIST_SHA256 = "";

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
worker.importScripts(`assets/offline/keeping-worker.js?${EDITION}`);
const base = new URL("./", worker.location.href);
const copy = new SiteCopy(base, EDITION, LIST_SHA256);

worker.addEventListener("install", (event) => {
  event.waitUntil(EDITION ? install() : worker.skipWaiting());
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(EDITION ? copy.forgetOthers() : leave());
});

worker.addEventListener("fetch", (event) => {
  const path = pathOf(event.request);
  if (EDITION && path !== undefined) event.respondWith(answer(event.request, path));
});

worker.addEventListener("message", (event) => {
  const { type } = event.data;
  if (type === "stock") event.waitUntil(stock().then((told) => event.ports[0]?.postMessage(told)));
  else if (type === "keep the rest") event.waitUntil(keepTheRest());
  else if (type === "claim") event.waitUntil(worker.clients.claim());
  else if (type === "take over") event.waitUntil(worker.skipWaiting());
});

async function install() {
  const open = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const { connection } = /** @type {{connection?: {saveData?: boolean}}} */ (worker.navigator);
  await copy.keepFirst({
    open: open.map(({ url }) => pathOf({ method: "GET", url })),
    isUpdate: worker.registration.active !== null,
    savesData: connection?.saveData === true,
  });
}

/** Leave the browser as if this worker had never been here, and let its pages come from the host. */
async function leave() {
  await copy.forgetOthers();
  await worker.registration.unregister();
  const open = await worker.clients.matchAll({ type: "window" });
  await Promise.all(open.map((page) => page.navigate(page.url)));
}

/**
 * The path within the site that a request is for; undefined where it is none of this worker's business.
 * What a page is asked with, after `?` or `#`, is the page's own concern.
 *
 * @param {{method: string, url: string}} request
 */
function pathOf({ method, url }) {
  const { origin, pathname } = new URL(url);
  const isOurs = origin === base.origin && pathname.startsWith(base.pathname);
  if (method !== "GET" || !isOurs) return undefined;
  return SiteCopy.asked(pathname.slice(base.pathname.length));
}

/**
 * Answer from this edition. A request for a range gets the whole, as any server may do.
 *
 * @param {Request} request
 * @param {string} path
 * @returns {Promise<Response>}
 */
async function answer(request, path) {
  const found = await copy.find(path);
  // a script kept as it came says where it came from, and not what it was asked with here
  if (found) return new URL(request.url).search ? new Response(found.body, found) : found;
  const files = await copy.files();
  const file = files.find((one) => SiteCopy.asked(one.path) === path);
  if (file) return answerLate(request, file);
  if (files.some((one) => one.path === `${path}/index.html`)) {
    return Response.redirect(copy.address(`${path}/`) + new URL(request.url).search, 301);
  }
  return fetch(request).catch(() => missing(request, "404.html"));
}

/**
 * Answer with a file that is not kept yet. Where the host has moved on to another edition, this one
 * can't become whole any more: it is given up as a whole, and pages come from the host.
 *
 * @param {Request} request
 * @param {SiteFile} file
 */
async function answerLate(request, file) {
  try {
    return await copy.fetchLate(file);
  } catch (error) {
    if (!(error instanceof OtherContent)) return missing(request);
    if (await copy.isSuperseded()) {
      await copy.giveUp();
      worker.registration.update();
    }
    // a page is opened anew, and wholly from the host; its parts would not fit what is here
    return request.mode === "navigate" ? fetch(request) : Response.error();
  }
}

/**
 * Answer for what is neither here nor to be had.
 *
 * @param {Request} request
 * @param {string} [page] the file that says so
 */
async function missing(request, page) {
  if (request.mode !== "navigate") return Response.error();
  const text = page && (await (await copy.find(page))?.text());
  const headers = { "content-type": "text/html; charset=utf-8" };
  return text
    ? new Response(text, { status: 404, headers })
    : new Response(NOT_KEPT, { status: 503, headers });
}

const NOT_KEPT = `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Not kept yet</title>
<style>:root{color-scheme:light dark}body{margin:4rem auto;padding:0 1rem;max-width:34rem;
font:1.1rem/1.6 Georgia,serif}</style>
<h1>Not kept yet</h1><p>There is no network, and this page was not yet kept in this browser.
<p><a href="${base.pathname}">To the course map</a>`;

/** @type {Promise<void> | undefined} */
let keeping;
let trouble = "";

/** Keep what is missing yet, at most once at a time, and tell the pages how far it is. */
function keepTheRest() {
  keeping ??= complete().finally(() => {
    keeping = undefined;
  });
  return keeping;
}

async function complete() {
  trouble = "";
  try {
    await copy.keepTheRest(tell);
  } catch (error) {
    trouble = error instanceof Error ? error.name : String(error);
    if (trouble === "OtherContent" && (await copy.isSuperseded())) worker.registration.update();
  }
  await tell();
}

/** What this worker has, and what it could not get. */
async function stock() {
  return { edition: EDITION, trouble, ...(await copy.stock()) };
}

async function tell() {
  const told = await stock();
  const open = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const page of open) page.postMessage(told);
}
