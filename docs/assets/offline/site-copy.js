/** This browser's copy of the site, as a page sees it: what there is, what is new, and how to be rid of it. */

import { snapshotPlace } from "../python.js";

/** @typedef {import("../config.js").Site} Site */

/**
 * @typedef {{edition: string, kept: number, pages: number, whole: boolean, trouble: string}} Stock
 *
 * @typedef {(
 *   | {name: "unknown"}
 *   | {name: "saving data"}
 *   | {name: "keeping"}
 *   | {name: "failed"}
 *   | {name: "kept", stock: Stock, waits: boolean}
 * )} State "unknown" is also where a browser keeps no copies: in private windows, from a file. A copy
 *   that `waits` is completed only when the reader asks for it.
 */

const CHECK_EVERY_MS = 3_600_000;

export class SiteCopy {
  /** @type {State} */
  state = { name: "unknown" };
  /** Whether another edition waits for the reader to choose it. */
  hasNews = false;
  #site;
  #browser;
  #onChange;
  /** @type {ServiceWorkerRegistration | undefined} */
  #registration;
  #wasControlled;
  #isAsked = false;
  #checkedAt = Date.now();

  /**
   * @param {Site} site
   * @param {Navigator} browser
   * @param {() => void} onChange
   */
  constructor(site, browser, onChange) {
    this.#site = site;
    this.#browser = browser;
    this.#onChange = onChange;
    this.#wasControlled = Boolean(browser.serviceWorker?.controller);
  }

  /** Look at what is here, and keep a copy from now on; not uninvited where the reader saves data. */
  async begin() {
    try {
      const { serviceWorker: workers } = this.#browser;
      if (!workers) return;
      workers.addEventListener("controllerchange", () => this.#isControlledAnew());
      workers.addEventListener("message", ({ data }) => this.#hear(data));
      workers.startMessages();
      const known = await workers.getRegistration(this.#site.root.href);
      if (known || !this.#waits()) await this.#register();
      else this.#become({ name: "saving data" });
    } catch {
      this.#become({ name: "unknown" }); // private windows, files, blocked storage
    }
  }

  /** Keep a copy because the reader asks for it, or try again. */
  async keep() {
    const active = this.#registration?.active;
    this.#isAsked = true;
    try {
      if (active) active.postMessage({ type: "keep the rest" });
      else await this.#register();
    } catch {
      this.#become({ name: "failed" });
    }
  }

  /** Another page of the visit: go on with what was cut short, and ask for news once an hour. */
  turnPage() {
    const { state } = this;
    const isLeftOff = state.name === "kept" && !state.stock.whole && !state.waits;
    if (isLeftOff) this.#registration?.active?.postMessage({ type: "keep the rest" });
    if (Date.now() - this.#checkedAt < CHECK_EVERY_MS) return;
    this.#checkedAt = Date.now();
    this.#registration?.update().catch(() => {}); // without a network there is no news
  }

  /** Go over to the other edition; every open page of this site is loaded anew, and loses nothing. */
  useNews() {
    const waiting = this.#registration?.waiting;
    if (waiting) waiting.postMessage({ type: "take over" });
    else location.reload();
  }

  /** Remove the worker, all it kept and Python's memory, and load the page anew. The ledger stays. */
  async remove() {
    const { root, basePath } = this.#site;
    const registration = await this.#browser.serviceWorker.getRegistration(root.href);
    await registration?.unregister();
    const ours = (/** @type {string} */ name) =>
      name.startsWith(`mlsys-site:${basePath}:`) || name === snapshotPlace(basePath);
    await Promise.all((await caches.keys()).filter(ours).map((name) => caches.delete(name)));
    location.reload();
  }

  async #register() {
    const { root } = this.#site;
    const script = new URL("service-worker.js", root);
    const registration = await this.#browser.serviceWorker.register(script, {
      scope: root.pathname,
    });
    if (!registration) return; // a browser told to block them
    this.#registration = registration;
    registration.addEventListener("updatefound", () => this.#follow(registration.installing));
    if (registration.waiting) this.#isWaiting(registration.waiting);
    if (registration.active) this.#isActive(registration.active);
    this.#follow(registration.installing);
  }

  /** @param {ServiceWorker | null} worker one that is being installed */
  #follow(worker) {
    if (!worker) return;
    const isFirst = () => !this.#registration?.active;
    if (isFirst()) this.#become({ name: "keeping" });
    worker.addEventListener("statechange", () => {
      if (worker.state === "installed" && !isFirst()) this.#isWaiting(worker);
      else if (worker.state === "activated") this.#isActive(worker);
      else if (worker.state === "redundant" && isFirst()) this.#become({ name: "failed" });
    });
  }

  /** @param {ServiceWorker} worker */
  async #isActive(worker) {
    const stock = await stockOf(worker);
    if (stock.edition !== this.#site.edition) {
      await this.#settleWhichIsNewer();
      return;
    }
    // the first copy: this page belongs to it, and may be answered from it at once
    if (!this.#browser.serviceWorker.controller) worker.postMessage({ type: "claim" });
    this.#isKept(stock);
    if (!stock.whole && !this.#waits()) worker.postMessage({ type: "keep the rest" });
  }

  /** This page came from the host, and so may be newer than what is kept: then its worker comes now. */
  async #settleWhichIsNewer() {
    const registration = await this.#registration?.update().catch(() => undefined);
    if (!registration?.installing && !registration?.waiting) this.#tellNews();
  }

  /** @param {ServiceWorker} worker one that is ready and waits */
  async #isWaiting(worker) {
    const { edition } = await stockOf(worker);
    // a page that came from the host while the old copy was given up
    if (edition === this.#site.edition) worker.postMessage({ type: "take over" });
    else this.#tellNews();
  }

  async #isControlledAnew() {
    const { controller } = this.#browser.serviceWorker;
    if (!controller) return;
    if (this.#wasControlled) {
      const { edition } = await stockOf(controller);
      if (edition !== this.#site.edition) location.reload();
    }
    this.#wasControlled = true;
  }

  /** @param {Stock} stock */
  #hear(stock) {
    if (stock.edition === this.#site.edition) this.#isKept(stock);
  }

  /** @param {Stock} stock */
  #isKept(stock) {
    this.#become({ name: "kept", stock, waits: this.#waits() });
  }

  /** Whether nothing is to be fetched that was not asked for. */
  #waits() {
    const { connection } = /** @type {{connection?: {saveData?: boolean}}} */ (this.#browser);
    return connection?.saveData === true && !this.#isAsked;
  }

  /** @param {State} state */
  #become(state) {
    this.state = state;
    this.#onChange();
  }

  #tellNews() {
    this.hasNews = true;
    this.#onChange();
  }
}

/**
 * @param {ServiceWorker} worker
 * @returns {Promise<Stock>}
 */
function stockOf(worker) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      port1.close();
      resolve(data);
    };
    worker.postMessage({ type: "stock" }, [port2]);
  });
}
