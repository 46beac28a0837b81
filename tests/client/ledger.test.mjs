import assert from "node:assert/strict";
import { test } from "node:test";
import { Keeper } from "../../docs/assets/keeper.js";
import { LedgerStore, ledgerKey, parseLedger } from "../../docs/assets/ledger.js";
import { fullStorage, storageWith } from "./browser-storage.mjs";

const KEY = ledgerKey("/labs-site/");
const NOW = "2026-03-01T10:00:00.000Z";

/** @param {import("../../docs/assets/keeper.js").TextStorage} storage */
function opened(storage) {
  /** @type {string[]} */
  const told = [];
  const ledger = new LedgerStore(new Keeper(() => storage), "/labs-site/", () => NOW);
  ledger.onTrouble((sentence) => told.push(sentence), new AbortController().signal);
  return { ledger, told };
}

test("a record takes its place beside the others", () => {
  const storage = storageWith({ [KEY]: '{"schema":2,"track":"x","labs":{"v1_04":{"rev":3}}}' });
  const { ledger, told } = opened(storage);
  assert.equal(ledger.write("v1_12", { rev: 1 }), true);
  assert.deepEqual(JSON.parse(storage.getItem(KEY) ?? ""), {
    schema: 2,
    track: "x",
    labs: { v1_04: { rev: 3 }, v1_12: { rev: 1 } },
  });
  assert.deepEqual(told, []);
});

test("another tab's record, written meanwhile, is not lost", () => {
  const storage = storageWith();
  const { ledger } = opened(storage);
  ledger.read();
  opened(storage).ledger.write("v1_04", { rev: 1 });
  ledger.write("v1_12", { rev: 1 });
  assert.deepEqual(Object.keys(ledger.read().labs), ["v1_04", "v1_12"]);
});

for (const broken of [
  "{",
  "null",
  "[]",
  '{"schema":1,"labs":{}}',
  '{"schema":2}',
  '{"schema":2,"labs":[]}',
  '{"schema":2,"labs":{"v1_12":5}}',
]) {
  test(`a ledger that reads ${broken} is set aside unchanged, and the reader told once`, () => {
    const storage = storageWith({ [KEY]: broken });
    const { ledger, told } = opened(storage);
    ledger.write("v1_12", { rev: 1 });
    const aside = `mlsys-design-ledger-broken:/labs-site/:${NOW}`;
    assert.equal(storage.getItem(aside), broken);
    assert.deepEqual(parseLedger(storage.getItem(KEY) ?? ""), {
      schema: 2,
      labs: { v1_12: { rev: 1 } },
    });
    assert.deepEqual(told, [
      "The Design Ledger in this browser could not be read, so it was set aside unchanged under " +
        `“${aside}” and a new one begins.`,
    ]);
  });
}

test("a broken ledger that can't be set aside is left as it is, and the visit goes on", () => {
  const storage = fullStorage({ [KEY]: "{" });
  const { ledger, told } = opened(storage);
  assert.equal(ledger.write("v1_12", { rev: 1 }), false);
  assert.equal(storage.getItem(KEY), "{");
  assert.deepEqual(ledger.read().labs, { v1_12: { rev: 1 } });
  assert.equal(told.length, 1);
});

test("trouble found before anybody listened is told to the first who does", () => {
  const storage = storageWith({ [KEY]: "{" });
  const ledger = new LedgerStore(new Keeper(() => storage), "/labs-site/", () => NOW);
  ledger.read();
  /** @type {string[]} */
  const told = [];
  ledger.onTrouble((sentence) => told.push(sentence), new AbortController().signal);
  assert.equal(told.length, 1);
});

test("a device of the reader's own stays beside the records, and is missed when displaced", () => {
  const storage = storageWith();
  const { ledger } = opened(storage);
  const device = { version: 1, at: NOW, name: "Attic box" };
  ledger.put({ ...ledger.read(), devices: { a: device } });
  ledger.write("v1_12", { rev: 1 });
  assert.deepEqual(ledger.read().devices, { a: device });
  assert.equal(ledger.displaced(), null);
  storage.setItem(KEY, '{"schema":2,"labs":{"v1_12":{"rev":1}}}');
  assert.deepEqual(ledger.displaced()?.devices, { a: device });
  storage.setItem(KEY, '{"schema":2,"labs":{"v1_12":{"rev":1}},"devices":{"a":{"dropped":true}}}');
  assert.notEqual(ledger.displaced(), null);
  ledger.acknowledge();
  assert.equal(ledger.displaced(), null);
});

test("a ledger whose devices are a list is none", () => {
  assert.equal(parseLedger('{"schema":2,"labs":{},"devices":[]}'), null);
});
