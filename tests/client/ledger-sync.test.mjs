import assert from "node:assert/strict";
import { test } from "node:test";
import { Keeper } from "../../docs/assets/keeper.js";
import { LedgerStore, ledgerKey } from "../../docs/assets/ledger.js";
import { LedgerSync } from "../../docs/assets/ledger-sync.js";
import { storageWith } from "./browser-storage.mjs";

const KEY = ledgerKey("/");

/**
 * A tab over shared storage; its Python joins the labs of two ledgers.
 *
 * @param {ReturnType<typeof storageWith>} storage
 * @param {(method: string) => void} [meanwhile]
 */
function tab(storage, meanwhile = () => {}) {
  /** @type {string[]} */
  const asked = [];
  const ledger = new LedgerStore(new Keeper(() => storage), "/", () => "now");
  const engine = /** @type {any} */ ({
    start: () => {},
    isLost: (/** @type {unknown} */ error) => String(error) === "Error: lost",
    ask: async (/** @type {string} */ method, /** @type {any} */ request) => {
      asked.push(method);
      meanwhile(method);
      if (method === "ledger.read") return { document: { schema: 2, labs: { v1_01: { rev: 1 } } } };
      const [a, b] = request.documents;
      return { document: { ...a, labs: { ...a.labs, ...b.labs } } };
    },
  });
  return { ledger, sync: new LedgerSync(ledger, engine), asked };
}

/** @param {ReturnType<typeof storageWith>} storage */
const labsIn = (storage) => Object.keys(JSON.parse(storage.getItem(KEY) ?? "{}").labs).sort();

test("where nothing was displaced Python is not woken", async () => {
  const storage = storageWith();
  const { ledger, sync, asked } = tab(storage);
  ledger.write("v1_12", { rev: 1 });
  assert.equal(await sync.settle(), false);
  assert.deepEqual(asked, []);
});

test("a record displaced by another tab's stale copy is merged back", async () => {
  const storage = storageWith();
  const { ledger, sync } = tab(storage);
  ledger.write("v1_12", { rev: 1 });
  storage.setItem(KEY, '{"schema":2,"labs":{"v1_04":{"rev":1}}}');
  assert.equal(await sync.settle(), true);
  assert.deepEqual(labsIn(storage), ["v1_04", "v1_12"]);
  assert.equal(await sync.settle(), false);
});

test("what another tab writes while Python merges is not overwritten", async () => {
  const storage = storageWith();
  let late = true;
  const { ledger, sync, asked } = tab(storage, () => {
    if (!late) return;
    late = false;
    storage.setItem(KEY, '{"schema":2,"labs":{"v1_04":{"rev":1},"v2_11":{"rev":1}}}');
  });
  ledger.write("v1_12", { rev: 1 });
  storage.setItem(KEY, '{"schema":2,"labs":{"v1_04":{"rev":1}}}');
  await sync.settle();
  assert.deepEqual(labsIn(storage), ["v1_04", "v1_12", "v2_11"]);
  assert.equal(asked.length, 2);
});

test("a worker lost while merging is asked again", async () => {
  const storage = storageWith();
  let lost = true;
  const { ledger, sync } = tab(storage, () => {
    if (!lost) return;
    lost = false;
    throw new Error("lost");
  });
  ledger.write("v1_12", { rev: 1 });
  storage.setItem(KEY, '{"schema":2,"labs":{}}');
  await sync.settle();
  assert.deepEqual(labsIn(storage), ["v1_12"]);
});

test("what can be read from a damaged ledger is put back", async () => {
  const storage = storageWith({ [KEY]: '{"schema":2,"labs":{"v1_01":{"rev":1}' });
  const { sync } = tab(storage);
  assert.equal(await sync.settle(), true);
  assert.deepEqual(labsIn(storage), ["v1_01"]);
});

test("a lab reset elsewhere is not brought back by a tab that had written it", async () => {
  const storage = storageWith();
  const { ledger, sync, asked } = tab(storage);
  ledger.write("v1_12", { rev: 1 });
  storage.setItem(KEY, '{"schema":2,"labs":{},"resets":{"v1_12":"2026-03-01T10:00:00Z"}}');
  ledger.disown("v1_12");
  await sync.settle();
  assert.deepEqual(asked, []);
  assert.deepEqual(labsIn(storage), []);
});

test("a record written after a reset says so", () => {
  const storage = storageWith({ [KEY]: '{"schema":2,"labs":{},"resets":{"v1_12":"then"}}' });
  tab(storage).ledger.write("v1_12", { rev: 1 });
  assert.equal(JSON.parse(storage.getItem(KEY) ?? "").labs.v1_12.since, "then");
});
