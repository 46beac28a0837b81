import assert from "node:assert/strict";
import { test } from "node:test";
import { DownloadFailed, Downloads } from "../../docs/assets/runtime/download.js";

const BASE = new URL("https://labs.example/site/assets/runtime/");
const WASM = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
const FILES = { "p/python.wasm": { bytes: 8 }, "p/loader.mjs": { bytes: 30 } };

/** @param {Uint8Array<ArrayBuffer>[]} chunks */
function streamed(...chunks) {
  const body = new ReadableStream({
    start(out) {
      for (const chunk of chunks) out.enqueue(chunk);
      out.close();
    },
  });
  return new Response(body);
}

/** @param {() => Promise<Response>} answer */
function downloadsFrom(answer) {
  /** @type {[number, number][]} */
  const progress = [];
  /** @type {string[]} */
  const asked = [];
  const downloads = new Downloads(
    BASE,
    FILES,
    (loaded, total) => progress.push([loaded, total]),
    (input) => {
      asked.push(String(input));
      return answer();
    },
  );
  return { downloads, progress, asked };
}

/** @param {Response} response */
const bytesOf = async (response) => new Uint8Array(await response.arrayBuffer());

/** @param {Downloads} downloads @param {RegExp} message */
async function failsWith(downloads, message) {
  const read = downloads.get("p/python.wasm").then(bytesOf);
  await assert.rejects(read, message);
  await assert.rejects(downloads.failure, message);
}

test("a file arrives as it was sent, from the runtime's own folder", async () => {
  const { downloads, asked } = downloadsFrom(async () => streamed(WASM));
  const response = await downloads.get("p/python.wasm");
  assert.equal(response.headers.get("content-type"), "application/wasm");
  assert.deepEqual(await bytesOf(response), WASM);
  assert.deepEqual(asked, ["https://labs.example/site/assets/runtime/p/python.wasm"]);
});

test("progress counts every byte of every file that a boot takes", async () => {
  const { downloads, progress } = downloadsFrom(async () =>
    streamed(WASM.slice(0, 2), WASM.slice(2)),
  );
  downloads.expect(["p/python.wasm", "p/loader.mjs"]);
  downloads.arrived("p/loader.mjs");
  await downloads.get("p/python.wasm").then(bytesOf);
  assert.deepEqual(progress, [
    [30, 38],
    [32, 38],
    [38, 38],
  ]);
});

test("a page sent in place of the interpreter is found out by its first bytes", async () => {
  const page = new TextEncoder().encode("<!doctype html><title>Sign in to the wifi</title>");
  const { downloads } = downloadsFrom(async () => streamed(page));
  await failsWith(
    downloads,
    /^DownloadFailed: p\/python\.wasm is not WebAssembly; was a page sent/,
  );
});

test("wrong first bytes are found out even when they come one by one", async () => {
  const { downloads } = downloadsFrom(async () =>
    streamed(WASM.slice(0, 1), Uint8Array.of(0x61), Uint8Array.of(0x00)),
  );
  await failsWith(downloads, /is not WebAssembly/);
});

test("a file cut short is found out, with how much of it came", async () => {
  const { downloads } = downloadsFrom(async () => streamed(WASM.slice(0, 6)));
  await failsWith(downloads, /p\/python\.wasm arrived with 6 bytes; the whole has 8$/);
});

test("a file that is gone names the file and the server's answer", async () => {
  const { downloads } = downloadsFrom(async () => new Response("", { status: 404 }));
  await failsWith(downloads, /p\/python\.wasm could not be fetched: the server answered 404$/);
});

test("a network that is gone names the file and the reason", async () => {
  const { downloads } = downloadsFrom(async () => Promise.reject(new TypeError("offline")));
  await failsWith(downloads, /p\/python\.wasm could not be fetched: offline$/);
});

test("a file the manifest does not know is refused before anything is fetched", async () => {
  const { downloads, asked } = downloadsFrom(async () => streamed(WASM));
  assert.throws(() => downloads.expect(["p/other.zip"]), DownloadFailed);
  await assert.rejects(
    downloads.get("p/other.zip"),
    /p\/other\.zip is not in the runtime's manifest/,
  );
  assert.deepEqual(asked, []);
});
