/**
 * Downloads that can be watched and trusted: each file is checked while it streams past, and one that
 * is not what the manifest says ends in an error that names it.
 *
 * @typedef {(loaded: number, total: number) => void} OnBytes
 */

/** How files of a kind begin. A server that answers with a page instead is found out at once. */
const BEGINNINGS = [
  { ending: ".wasm", bytes: [0x00, 0x61, 0x73, 0x6d], kind: "WebAssembly" },
  { ending: ".zip", bytes: [0x50, 0x4b, 0x03, 0x04], kind: "a zip archive" },
  { ending: ".whl", bytes: [0x50, 0x4b, 0x03, 0x04], kind: "a wheel" },
];

/** A file of the runtime did not arrive whole and right. */
export class DownloadFailed extends Error {
  name = "DownloadFailed";
}

export class Downloads {
  #loaded = 0;
  #total = 0;
  /** @type {(error: DownloadFailed) => void} */
  #reject = () => {};

  /**
   * Rejects with the first thing that goes wrong in any download: what is done with the bytes
   * elsewhere may swallow the error or wait for ever.
   *
   * @type {Promise<never>}
   */
  failure = new Promise((_resolve, reject) => {
    this.#reject = reject;
  });

  /**
   * @param {URL} base the runtime folder
   * @param {Record<string, {bytes: number}>} files what the manifest says of each file
   * @param {OnBytes} onBytes
   * @param {typeof fetch} fetchFile
   */
  constructor(base, files, onBytes, fetchFile) {
    this.base = base;
    this.files = files;
    this.onBytes = onBytes;
    this.fetchFile = fetchFile;
    this.failure.catch(() => {}); // whoever races with it hears of it
  }

  /**
   * Say beforehand which files a boot takes, so that progress knows its whole.
   *
   * @param {string[]} paths
   */
  expect(paths) {
    this.#total = paths.reduce((sum, path) => sum + this.#bytesOf(path), 0);
  }

  /**
   * Count a file that the browser loads by itself, as it does a module.
   *
   * @param {string} path
   */
  arrived(path) {
    this.#count(this.#bytesOf(path));
  }

  /**
   * Fetch a file; its body is checked as it is read.
   *
   * @param {string} path
   * @returns {Promise<Response>}
   */
  async get(path) {
    const expected = this.#bytesOf(path);
    const response = await this.fetchFile(new URL(path, this.base)).catch((error) => {
      throw this.#failed(path, `could not be fetched: ${error.message}`);
    });
    if (!response.ok || !response.body) {
      throw this.#failed(path, `could not be fetched: the server answered ${response.status}`);
    }
    const checked = response.body.pipeThrough(this.#check(path, expected));
    const type = path.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
    return new Response(checked, { headers: { "content-type": type } });
  }

  /**
   * @param {string} path
   * @param {number} expected bytes
   * @returns {TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>}
   */
  #check(path, expected) {
    const beginning = BEGINNINGS.find(({ ending }) => path.endsWith(ending));
    let seen = 0;
    return new TransformStream({
      transform: (chunk, out) => {
        const wanted = beginning?.bytes.slice(seen, seen + chunk.length) ?? [];
        if (wanted.some((byte, index) => chunk[index] !== byte)) {
          throw this.#failed(path, `is not ${beginning?.kind}; was a page sent in its place?`);
        }
        seen += chunk.length;
        this.#count(chunk.length);
        out.enqueue(chunk);
      },
      flush: () => {
        if (seen !== expected) {
          throw this.#failed(path, `arrived with ${seen} bytes; the whole has ${expected}`);
        }
      },
    });
  }

  /** @param {number} bytes */
  #count(bytes) {
    this.#loaded += bytes;
    this.onBytes(this.#loaded, this.#total);
  }

  /** @param {string} path */
  #bytesOf(path) {
    const facts = this.files[path];
    if (!facts) throw this.#failed(path, "is not in the runtime's manifest");
    return facts.bytes;
  }

  /** @param {string} path @param {string} what */
  #failed(path, what) {
    const error = new DownloadFailed(`${path} ${what}`);
    this.#reject(error);
    return error;
  }
}
