/**
 * What the service worker keeps of the site, and how: each file of one edition, by its hash.
 *
 * @typedef {{path: string, bytes: number, sha256: string, part: string}} SiteFile
 * @typedef {{edition: string, files: SiteFile[]}} List
 * @typedef {{kept: number, pages: number, whole: boolean}} Stock How many of the edition's `pages` are
 *   `kept`; `whole` is everything, beyond the pages too.
 * @typedef {() => Promise<Response | undefined>} Find
 */

/** What came is not this edition's file. */
class OtherContent extends Error {
  name = "OtherContent";
}

class SiteCopy {
  static LIST = "offline.json";
  /** What every lab needs; the rest follows in idle time. */
  static FIRST = ["shell", "runtime"];
  static LANES = 4;

  #base;
  #edition;
  #listSha256;
  #prefix;
  #name;
  /** @type {Promise<List> | undefined} */
  #list;

  /**
   * @param {URL} base the site's root
   * @param {string} edition
   * @param {string} listSha256 the hash of the edition's list of files
   */
  constructor(base, edition, listSha256) {
    this.#base = base;
    this.#edition = edition;
    this.#listSha256 = listSha256;
    this.#prefix = `mlsys-site:${base.pathname}:`;
    this.#name = this.#prefix + edition;
  }

  /** A folder's page goes by the folder's name. @param {string} path */
  static asked(path) {
    return path.replace(/(^|\/)index\.html$/, "$1");
  }

  /** @param {string} path */
  address(path) {
    return new URL(SiteCopy.asked(path), this.#base).href;
  }

  /** @param {string} path @param {string} [edition] the name of its cache */
  find(path, edition = this.#name) {
    return caches.match(this.address(path), { cacheName: edition });
  }

  /** The list as it is kept; without one there is no copy to speak of. @returns {Promise<List>} */
  list() {
    this.#list ??= this.find(SiteCopy.LIST)
      .then((response) => response?.json() ?? Promise.reject(new Error("nothing is kept")))
      .catch((error) => {
        this.#list = undefined;
        throw error;
      });
    return this.#list;
  }

  /** @returns {Promise<SiteFile[]>} none where nothing is kept */
  files() {
    return this.list().then(
      ({ files }) => files,
      () => [],
    );
  }

  /** Whether the host serves another edition by now, rather than a sign-in page or half an upload. */
  async isSuperseded() {
    try {
      const response = await fetch(this.address(SiteCopy.LIST), { cache: "no-store" });
      const { edition } = await response.json();
      return typeof edition === "string" && edition !== this.#edition;
    } catch {
      return false;
    }
  }

  /**
   * Keep what every lab needs and the pages now open; of a later edition everything, or to a reader who
   * saves data what they had of the last one.
   *
   * @param {{open: (string | undefined)[], isUpdate: boolean, savesData: boolean}} circumstances
   *   `open` are the paths of the pages now open
   */
  async keepFirst({ open, isUpdate, savesData }) {
    const { files } = await this.#freshList();
    const others = await this.#contentOfOthers();
    const isNeeded = (/** @type {SiteFile} */ { path, part }) =>
      SiteCopy.FIRST.includes(part) ||
      open.includes(SiteCopy.asked(path)) ||
      (isUpdate && (!savesData || others.addresses.has(this.address(path))));
    await this.#keep(files.filter(isNeeded), others.byHash);
  }

  /** Keep what is missing yet. @param {() => unknown} onPage */
  async keepTheRest(onPage) {
    const { files } = await this.list().catch(() => this.#freshList());
    await this.#keep(files, (await this.#contentOfOthers()).byHash, onPage);
  }

  /**
   * Fetch a file that is not kept yet, and keep it where there is room.
   *
   * @param {SiteFile} file
   */
  async fetchLate(file) {
    const response = await this.#fetched(file);
    const cache = await caches.open(this.#name);
    await cache.put(this.address(file.path), response.clone()).catch(() => {});
    return response;
  }

  async forgetOthers() {
    await Promise.all((await this.#others()).map((name) => caches.delete(name)));
  }

  /** Let go of this edition as a whole. */
  async giveUp() {
    await caches.delete(this.#name);
    this.#list = undefined;
  }

  /** @returns {Promise<Stock>} */
  async stock() {
    const files = await this.files();
    const cache = files.length > 0 ? await caches.open(this.#name) : undefined;
    const here = new Set((await cache?.keys())?.map(({ url }) => url));
    const isHere = (/** @type {SiteFile} */ { path }) => here.has(this.address(path));
    const pages = files.filter(({ part }) => part === "pages");
    return {
      kept: pages.filter(isHere).length,
      pages: pages.length,
      whole: files.length > 0 && files.every(isHere),
    };
  }

  /** Fetch the list, and keep it first of all. */
  async #freshList() {
    const response = await fetch(this.address(SiteCopy.LIST), { cache: "no-store" });
    const bytes = await response.arrayBuffer();
    if ((await sha256Of(bytes)) !== this.#listSha256) throw new OtherContent(SiteCopy.LIST);
    const cache = await caches.open(this.#name);
    await cache.put(this.address(SiteCopy.LIST), new Response(bytes));
    return this.list();
  }

  /**
   * Keep these files, a few at a time, so that whatever the reader does goes first.
   *
   * @param {SiteFile[]} files
   * @param {Map<string, Find>} byHash what other editions have
   * @param {() => unknown} [onPage]
   */
  async #keep(files, byHash, onPage) {
    const cache = await caches.open(this.#name);
    // of a generator the first failure ends the loops of all lanes
    const queue = (function* () {
      yield* files;
    })();
    const lane = async () => {
      for (const file of queue) {
        if (await cache.match(this.address(file.path))) continue;
        const copy = await byHash.get(file.sha256)?.();
        const content = (copy && (await checked(copy, file))) ?? (await this.#fetched(file));
        await cache.put(this.address(file.path), content);
        if (file.part === "pages") onPage?.();
      }
    };
    await Promise.all(Array.from({ length: SiteCopy.LANES }, lane));
  }

  /**
   * Fetch a file of this edition; where the browser holds an earlier one, the host is asked anew.
   *
   * @param {SiteFile} file
   * @returns {Promise<Response>}
   */
  async #fetched(file) {
    for (const cache of /** @type {RequestCache[]} */ (["default", "reload"])) {
      const response = await fetch(this.address(file.path), { cache, priority: "low" });
      const right = await checked(response, file);
      if (right) return right;
    }
    throw new OtherContent(file.path);
  }

  /** What other editions hold: each content by its hash, and the addresses they hold something for. */
  async #contentOfOthers() {
    /** @type {Map<string, Find>} */
    const byHash = new Map();
    /** @type {Set<string>} */
    const addresses = new Set();
    for (const name of await this.#others()) {
      const cache = await caches.open(name);
      for (const { url } of await cache.keys()) addresses.add(url);
      const old = /** @type {List | undefined} */ (
        await (await this.find(SiteCopy.LIST, name))?.json()
      );
      for (const { path, sha256 } of old?.files ?? []) {
        if (addresses.has(this.address(path))) byHash.set(sha256, () => this.find(path, name));
      }
    }
    return { byHash, addresses };
  }

  async #others() {
    const names = await caches.keys();
    return names.filter((name) => name.startsWith(this.#prefix) && name !== this.#name);
  }
}

/**
 * Return a response of exactly the file's content; undefined where it is other content.
 *
 * @param {Response} response
 * @param {SiteFile} file
 */
async function checked(response, file) {
  const asItCame = isScript(response);
  const bytes = await (asItCame ? response.clone() : response).arrayBuffer();
  if ((await sha256Of(bytes)) !== file.sha256) return undefined;
  if (asItCame) return response;
  const type = response.headers.get("content-type") ?? "application/octet-stream";
  return new Response(bytes, { headers: { "content-type": type } });
}

/**
 * Whether a response is best kept as it came. Chromium compiles such a script, and only such a one,
 * while a copy is made: later visits find it compiled, which saves them a fifth of their time.
 *
 * @param {Response} response
 */
function isScript({ headers, redirected }) {
  const type = headers.get("content-type") ?? "";
  // a cache refuses what differs with everything
  return type.includes("javascript") && !redirected && headers.get("vary") !== "*";
}

/** @param {ArrayBuffer} bytes */
async function sha256Of(bytes) {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

Object.assign(self, { OtherContent, SiteCopy });
