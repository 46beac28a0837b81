/**
 * What a worker of this site sees of the world when its page was opened from a folder: files that the
 * page hands over, in the place of `fetch` and `import`.
 */

/** @typedef {{address: string, base64?: string, error?: string}} Answer */

/** @type {Map<string, ((answer: Answer) => void)[]>} */
const asked = new Map();

addEventListener("message", (event) => {
  const { data } = event;
  if (data.type === "boot") {
    // Python can't wait for a file while it runs here, so it begins with all it may ever want; and a
    // folder has no place to keep a snapshot in.
    data.plan = "source";
    delete data.snapshots;
  }
  if (data.type !== "file") return;
  event.stopImmediatePropagation();
  for (const resolve of asked.get(data.address) ?? []) resolve(data);
  asked.delete(data.address);
});

/**
 * @param {string} address
 * @returns {Promise<Answer>}
 */
function ask(address) {
  return new Promise((resolve) => {
    const others = asked.get(address);
    asked.set(address, [...(others ?? []), resolve]);
    if (!others) postMessage({ type: "file", address });
  });
}

/** @param {RequestInfo | URL} input */
async function fetchFromFolder(input) {
  const address = input instanceof Request ? input.url : String(input);
  const { base64, error } = await ask(address);
  if (base64 === undefined) throw new TypeError(error);
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const type = address.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
  return new Response(bytes, { headers: { "content-type": type } });
}

globalThis.fetch = fetchFromFolder;

/** @param {string} address */
export async function importModule(address) {
  const code = await (await fetchFromFolder(address)).text();
  return import(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
}
