/**
 * Keeps one memory snapshot of Python in this browser: the one of this build, checked before use.
 *
 * Without a place to keep it (blocked, full, unsupported) there is simply none.
 */

import { filledRanges, packed, unpacked } from "./sparse.js";

/** What is kept is not what was made: cut short, damaged, or from elsewhere. */
export class SnapshotDamaged extends Error {
  name = "SnapshotDamaged";
}

/** Headers of what is kept: the hash of the body, and what memory the body is the filled part of. */
const HASH = "x-sha256";
const LAYOUT = "x-layout";

export class Snapshots {
  #place;
  #kept;
  #refused;

  /**
   * @param {string} place the name of the cache that holds it
   * @param {string} build
   * @param {URL} base the runtime folder
   */
  constructor(place, build, base) {
    this.#place = place;
    this.#kept = new URL(`snapshot-${build}`, base).href;
    this.#refused = new URL(`snapshot-${build}-refused`, base).href;
  }

  /** @returns {Promise<boolean>} */
  async has() {
    const found = await this.#cache((cache) => cache.match(this.#kept));
    return found !== undefined;
  }

  /** Whether one may be made: there is none, and none has failed to start here. */
  async isWanted() {
    const wanted = await this.#cache(async (cache) => {
      const known = await Promise.all([cache.match(this.#kept), cache.match(this.#refused)]);
      return known.every((response) => response === undefined);
    });
    return wanted ?? false;
  }

  /**
   * Return the snapshot, if it is exactly the one that was kept; otherwise forget it.
   *
   * @returns {Promise<Uint8Array<ArrayBuffer>>}
   */
  async read() {
    const cache = await caches.open(this.#place);
    const response = await cache.match(this.#kept);
    const bytes = new Uint8Array((await response?.arrayBuffer()) ?? []);
    if (response && response.headers.get(HASH) === (await sha256(bytes))) {
      const memory = memoryOf(bytes, response.headers.get(LAYOUT));
      if (memory) return memory;
    }
    await cache.delete(this.#kept);
    throw new SnapshotDamaged(
      `the snapshot kept in this browser is damaged: ${bytes.length} bytes`,
    );
  }

  /**
   * Keep a snapshot in place of all others, whose builds are gone.
   *
   * @param {Uint8Array<ArrayBuffer>} memory
   */
  async keep(memory) {
    const filled = filledRanges(memory);
    const bytes = packed(memory, filled);
    const headers = {
      [HASH]: await sha256(bytes),
      [LAYOUT]: JSON.stringify({ length: memory.length, filled }),
      "content-type": "application/octet-stream",
    };
    await this.forgetOthers();
    const cache = await caches.open(this.#place);
    await cache.put(this.#kept, new Response(bytes, { headers }));
  }

  /** Forget a snapshot Python could not start from, and don't make another of this build. */
  async refuse() {
    await this.#cache(async (cache) => {
      if (await cache.delete(this.#kept)) await cache.put(this.#refused, new Response(""));
    });
  }

  /** Forget what other builds left. */
  async forgetOthers() {
    await this.#cache(async (cache) => {
      const others = (await cache.keys()).filter(
        ({ url }) => url !== this.#kept && url !== this.#refused,
      );
      await Promise.all(others.map((request) => cache.delete(request)));
    });
  }

  /**
   * Do something with the cache, where there is one.
   *
   * @template T
   * @param {(cache: Cache) => Promise<T>} use
   * @returns {Promise<T | undefined>}
   */
  async #cache(use) {
    try {
      return await use(await caches.open(this.#place));
    } catch {
      return undefined;
    }
  }
}

/** @param {Uint8Array<ArrayBuffer>} bytes @param {string | null} layout */
function memoryOf(bytes, layout) {
  try {
    const { length, filled } = JSON.parse(layout ?? "");
    return unpacked(bytes, filled, length);
  } catch {
    return undefined; // a layout that says nothing, or what cannot be
  }
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function sha256(bytes) {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
