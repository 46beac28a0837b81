import assert from "node:assert/strict";
import { test } from "node:test";
import { Keeper } from "../../docs/assets/keeper.js";
import { momentsOf } from "../../docs/assets/ledger/timeline.js";
import { dateOf, labName } from "../../docs/assets/ledger/when.js";
import { advise, deletesAfterSevenDays, looksPrivate } from "../../docs/assets/storage-advice.js";
import { storageWith } from "./browser-storage.mjs";

const SAFARI = { vendor: "Apple Computer, Inc.", userAgent: "Version/17.4 Safari/605.1.15" };
const CHROME = { vendor: "Google Inc.", userAgent: "Chrome/120 Safari/537.36" };

test("decisions are told latest first, each with its lab; what has no time is left out", () => {
  const act1 = { choice: "b", correct: false, locked_at: "2026-03-01T10:00:00Z" };
  const failures = [{ id: "act2.x", first_at: "2026-03-01T11:00:00Z" }, { id: "act2.y" }];
  const moments = momentsOf({
    schema: 2,
    labs: { v1_12: { act1, failures, act2: { choice: "a" } } },
  });
  assert.deepEqual(
    moments.map(({ lab, text, tone }) => [lab, text, tone]),
    [
      ["v1_12", "hit act2.x", undefined],
      ["v1_12", "Act I: predicted B", "bad"],
    ],
  );
});

test("a record with fields of the wrong kind has no moments and breaks nothing", () => {
  const odd = /** @type {any} */ ({ act1: 5, act2: null, failures: "x", history: [] });
  assert.deepEqual(momentsOf({ schema: 2, labs: { v1_12: odd } }), []);
});

test("lab ids and times read as a reader says them", () => {
  assert.equal(labName("v2_07"), "V2-07");
  assert.equal(labName("<b>"), "<b>");
  assert.equal(dateOf("soon"), null);
});

test("only Safari in a window of its own deletes after seven days", () => {
  assert.equal(deletesAfterSevenDays(SAFARI), true);
  assert.equal(deletesAfterSevenDays({ ...SAFARI, standalone: true }), false);
  assert.equal(deletesAfterSevenDays(CHROME), false);
});

test("a window whose private file system is refused looks private", async () => {
  const refused = { ...CHROME, storage: { getDirectory: () => Promise.reject(new Error()) } };
  assert.equal(await looksPrivate(refused), true);
  assert.equal(
    await looksPrivate({ ...CHROME, storage: { getDirectory: async () => ({}) } }),
    false,
  );
  assert.equal(await looksPrivate(CHROME), false);
});

test("advice is given once, and to nobody who has nothing to lose", async () => {
  const keeper = new Keeper(() => storage);
  const storage = storageWith();
  /** @type {string[]} */
  const told = [];
  const ledger = /** @type {any} */ ({
    labs: {},
    read() {
      return { schema: 2, labs: this.labs };
    },
    tell: (/** @type {string} */ sentence) => told.push(sentence),
  });
  await advise(SAFARI, keeper, "/", ledger);
  assert.deepEqual(told, []);
  ledger.labs = { v1_12: {} };
  await advise(SAFARI, keeper, "/", ledger);
  await advise(SAFARI, keeper, "/", ledger);
  assert.equal(told.length, 1);
});
