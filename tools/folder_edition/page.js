/**
 * Stands before every other script of a page that is opened from a folder. There, a page may load
 * scripts and images and nothing else: so workers and files come as scripts, and are handed on here.
 */

/** @typedef {{workers: Record<string, string>}} Carried Code of each worker, by its path in the site. */

const { currentScript } = document;
const root = new URL("../", /** @type {HTMLScriptElement} */ (currentScript).src);
const { workers } = /** @type {{carried: Carried}} */ (/** @type {unknown} */ (globalThis)).carried;
/** @type {Map<string, (base64: string) => void>} */
const expected = new Map();

/** @param {string} path @param {string} base64 */
function carry(path, base64) {
  expected.get(path)?.(base64);
  expected.delete(path);
}

/** @param {string | URL} address */
function pathOf(address) {
  return new URL(address, document.baseURI).href.replace(root.href, "");
}

/**
 * Load a file that came as a script.
 *
 * @param {string} path
 * @returns {Promise<string>}
 */
function fileAt(path) {
  return new Promise((resolve, reject) => {
    expected.set(path, resolve);
    const script = document.createElement("script");
    script.src = new URL(`${path}.js`, root).href;
    script.onload = () => script.remove();
    script.onerror = () => reject(new Error(`${path}.js is not in this folder`));
    document.head.append(script);
  });
}

/** A worker made of the code this page carries, which may ask the page for files. */
class FolderWorker extends Worker {
  /** @param {string | URL} address @param {WorkerOptions} [options] */
  constructor(address, options) {
    const path = pathOf(address);
    const code = workers[path];
    if (code === undefined) throw new Error(`${path} is not among the workers of this folder`);
    super(`data:text/javascript,${encodeURIComponent(code)}`, options);
    this.addEventListener("message", (event) => {
      if (event.data?.type !== "file") return;
      event.stopImmediatePropagation();
      void this.#answer(event.data.address);
    });
  }

  /** @param {string} address */
  async #answer(address) {
    const answer = await fileAt(pathOf(address)).then(
      (base64) => ({ base64 }),
      (error) => ({ error: error.message }),
    );
    this.postMessage({ type: "file", address, ...answer });
  }
}

Object.assign(globalThis, { carry, Worker: FolderWorker });
