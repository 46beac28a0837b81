/**
 * Keeps one memory snapshot of Python in this browser: the one of this build, checked before use.
 *
 * Without a place to keep it (blocked, full, unsupported) there is simply none.
 */

/** What is kept is not what was made: cut short, damaged, or from elsewhere. */
export class SnapshotDamaged extends Error {
  name = "SnapshotDamaged";
}

const HASH = "x-sha256";

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
    if (response && bytes.length > 0 && response.headers.get(HASH) === (await sha256(bytes))) {
      return bytes;
    }
    await cache.delete(this.#kept);
    throw new SnapshotDamaged(
      `the snapshot kept in this browser is damaged: ${bytes.length} bytes`,
    );
  }

  /**
   * Keep a snapshot in place of all others, whose builds are gone.
   *
   * @param {Uint8Array<ArrayBuffer>} bytes
   */
  async keep(bytes) {
    const headers = { [HASH]: await sha256(bytes), "content-type": "application/octet-stream" };
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

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function sha256(bytes) {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
