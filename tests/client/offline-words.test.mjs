import assert from "node:assert/strict";
import { test } from "node:test";
import { lineOf } from "../../docs/assets/offline/words.js";

/** @param {object} told @param {boolean} [waits] */
const kept = (told, waits = false) =>
  lineOf({
    name: "kept",
    waits,
    stock: { edition: "e", kept: 12, pages: 40, whole: false, trouble: "", ...told },
  });

test("a reader sees how many pages there are, and when it is all of them", () => {
  assert.deepEqual(kept({}), { text: "Available offline: 12 of 40 pages." });
  assert.match(kept({ kept: 40 }).text, /40 of 40 pages; the larger tools are still to come/);
  assert.match(kept({ kept: 40, whole: true }).text, /all 40 pages/);
});

test("what went wrong is named, with a way to go on", () => {
  assert.match(kept({ trouble: "QuotaExceededError" }).text, /12 of 40 pages.*storage was full/);
  assert.match(kept({ trouble: "TypeError" }).text, /the network failed/);
  assert.match(kept({ trouble: "OtherContent" }).text, /new version/);
  assert.equal(kept({ trouble: "TypeError" }).action, "Go on");
  assert.equal(lineOf({ name: "failed" }).action, "Try again");
});

test("a reader who saves data is asked first; where no copies are kept nothing is said", () => {
  assert.equal(lineOf({ name: "saving data" }).action, "Keep it");
  assert.equal(kept({}, true).action, "Keep the rest");
  assert.equal(kept({ kept: 40, whole: true }, true).action, undefined);
  assert.equal(lineOf({ name: "unknown" }).text, "");
});
