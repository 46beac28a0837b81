/** A browser and a host, small enough to run the service worker in. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";

const BASE = "https://labs.test/site/";
const DOCS = new URL("../../docs/", import.meta.url);

/** @param {string} text */
const sha256 = (text) => createHash("sha256").update(text).digest("hex");

/** Parts as the build tells them. @param {string} path */
function partOf(path) {
  if (path.endsWith("index.html")) return "pages";
  if (path.endsWith(".wasm")) return "runtime";
  return path.endsWith(".whl") ? "tools" : "shell";
}

/** A host's folder, and every request that reached it. */
export class Host {
  /** @type {Map<string, string>} */
  files = new Map();
  /** @type {string[]} What was asked for; with `!` where the browser's own cache was passed by. */
  asked = [];
  isGone = false;
  /** @type {string | undefined} What a sign-in page answers in place of everything. */
  portal;
  /** @type {Map<string, string>} What the browser's own cache still holds of earlier. */
  stale = new Map();

  /** Publish these files as an edition. @param {Record<string, string>} files */
  publish(files) {
    this.files = new Map(Object.entries(files));
    const order = ["shell", "runtime", "pages", "tools"];
    const listed = [...this.files].map(([path, text]) => ({
      path,
      bytes: text.length,
      sha256: sha256(text),
      part: partOf(path),
    }));
    listed.sort((a, b) => order.indexOf(a.part) - order.indexOf(b.part));
    const edition = sha256(JSON.stringify(listed)).slice(0, 16);
    this.files.set("offline.json", JSON.stringify({ edition, files: listed }));
    return edition;
  }

  /** @param {string | {url: string}} request @param {{cache?: string}} [how] */
  fetch = async (request, how = {}) => {
    const url = new URL(typeof request === "string" ? request : request.url);
    const asked = url.href.slice(BASE.length).replace(/\?.*/, "");
    this.asked.push(how.cache === "reload" ? `${asked}!` : asked);
    if (this.isGone) throw new TypeError("Failed to fetch");
    if (this.portal) return new Response(this.portal);
    const path = asked === "" || asked.endsWith("/") ? `${asked}index.html` : asked;
    const text = (how.cache === "default" && this.stale.get(path)) || this.files.get(path);
    return text === undefined ? new Response("no", { status: 404 }) : new Response(text);
  };
}

/** A browser's caches and the workers it has. */
export class Browser {
  /** @type {Map<string, Map<string, string>>} */
  stored = new Map();
  /** @type {{url: string, told: any[], postMessage: (told: any) => void, navigate: () => void}[]} */
  pages = [];
  savesData = false;

  /** @param {Host} host */
  constructor(host) {
    this.host = host;
  }

  /** Have a page open. @param {string} path */
  open(path) {
    /** @type {any[]} */
    const told = [];
    const page = {
      url: BASE + path,
      told,
      postMessage: (/** @type {any} */ message) => told.push(message),
      navigate: () => told.push("navigated"),
    };
    this.pages.push(page);
    return page;
  }

  /** The worker the host serves now. @param {{after?: Worker}} [before] */
  worker({ after } = {}) {
    const list = this.host.files.get("offline.json");
    const edition = list ? JSON.parse(list).edition : "";
    return new Worker(this, edition, list ? sha256(list) : "", after ?? null);
  }

  /** What is kept, by edition. @param {string} edition */
  kept(edition) {
    const cache = this.stored.get(`mlsys-site:/site/:${edition}`) ?? new Map();
    return [...cache.keys()].map((url) => url.slice(BASE.length)).sort();
  }

  get caches() {
    const { stored } = this;
    const respond = (/** @type {string | undefined} */ text) =>
      text === undefined ? undefined : new Response(text);
    const cacheOf = (/** @type {Map<string, string>} */ map) => ({
      match: async (/** @type {string} */ url) => respond(map.get(url)),
      keys: async () => [...map.keys()].map((url) => ({ url })),
      put: async (/** @type {string} */ url, /** @type {Response} */ response) => {
        map.set(url, await response.text());
      },
    });
    return {
      keys: async () => [...stored.keys()],
      delete: async (/** @type {string} */ name) => stored.delete(name),
      open: async (/** @type {string} */ name) => {
        const map = stored.get(name) ?? new Map();
        stored.set(name, map);
        return cacheOf(map);
      },
      match: async (/** @type {string} */ url, /** @type {{cacheName: string}} */ { cacheName }) =>
        respond(stored.get(cacheName)?.get(url)),
    };
  }
}

/** One service worker: its events, and what it does to its registration. */
export class Worker {
  /** @type {string[]} */
  did = [];
  /** @type {Record<string, (event: any) => void>} */
  #listeners = {};

  /**
   * @param {Browser} browser
   * @param {string} edition
   * @param {string} listSha256
   * @param {Worker | null} active the one that answers meanwhile
   */
  constructor(browser, edition, listSha256, active) {
    const note = (/** @type {string} */ what) => async () => void this.did.push(what);
    const scope = {
      ...{ URL, Response, Error, TypeError, console, crypto },
      location: { href: `${BASE}service-worker.js` },
      navigator: { connection: { saveData: browser.savesData } },
      caches: browser.caches,
      fetch: browser.host.fetch,
      registration: { active, update: note("update"), unregister: note("unregister") },
      clients: { matchAll: async () => browser.pages, claim: note("claim") },
      skipWaiting: note("skipWaiting"),
      addEventListener: (/** @type {string} */ type, /** @type {any} */ listener) => {
        this.#listeners[type] = listener;
      },
    };
    const context = createContext(scope);
    const run = (/** @type {string} */ path) =>
      runInContext(readFileSync(new URL(path, DOCS), "utf-8"), context);
    Object.assign(scope, {
      self: context,
      importScripts: (/** @type {string} */ path) => run(path.replace(/\?.*/, "")),
    });
    const script = readFileSync(new URL("service-worker.js", DOCS), "utf-8")
      .replace('EDITION = ""', `EDITION = "${edition}"`)
      .replace('LIST_SHA256 = ""', `LIST_SHA256 = "${listSha256}"`);
    runInContext(script, context);
  }

  /** Send an event and wait for what it is extended by. @param {string} type @param {object} [event] */
  async hear(type, event = {}) {
    /** @type {Promise<unknown>[]} */
    const until = [];
    const waitUntil = (/** @type {Promise<unknown>} */ promise) => until.push(promise);
    this.#listeners[type]?.({ ...event, waitUntil });
    await Promise.all(until);
  }

  async install() {
    await this.hear("install");
    await this.hear("activate");
    return this;
  }

  /** @param {string} type */
  say(type) {
    return this.hear("message", { data: { type }, ports: [] });
  }

  /**
   * Ask for something; undefined where the worker leaves it to the browser.
   *
   * @param {string} path
   * @param {{mode?: string, method?: string}} [how]
   * @returns {Promise<Response> | undefined}
   */
  ask(path, { mode = "cors", method = "GET" } = {}) {
    /** @type {Promise<Response> | undefined} */
    let answer;
    const respondWith = (/** @type {Promise<Response>} */ promise) => {
      answer = promise;
    };
    const request = { url: new URL(path, BASE).href, mode, method };
    this.#listeners.fetch?.({ request, respondWith });
    return answer;
  }

  /** The text of an answer. @param {string} path @param {{mode?: string}} [how] */
  async text(path, how) {
    return (await this.ask(path, how))?.text();
  }
}
