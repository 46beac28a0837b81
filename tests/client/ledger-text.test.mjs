import assert from "node:assert/strict";
import { test } from "node:test";
import { isSame, isSound, parseLedger } from "../../docs/assets/ledger-text.js";

test("two values are the same whatever the order of their keys, and not otherwise", () => {
  assert.ok(isSame({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }));
  assert.ok(!isSame({ a: 1 }, { a: 1, b: undefined }));
  assert.ok(!isSame([1, 2], [2, 1]));
  assert.ok(!isSame({ 0: 1 }, [1]));
  assert.ok(!isSame(null, {}));
  assert.ok(!isSame(Object.create(null), null));
});

test("a ledger nested without end, or with a number without end, is none", () => {
  const deep = `${"[".repeat(5000)}${"]".repeat(5000)}`;
  assert.equal(parseLedger(`{"schema":2,"labs":{"v1_12":{"extra":${deep}}}}`), null);
  assert.equal(parseLedger('{"schema":2,"labs":{"v1_12":{"rev":1e999}}}'), null);
  assert.ok(isSound({ a: [[["b"]]] }));
});

test("resets of the wrong kind make no ledger", () => {
  assert.equal(parseLedger('{"schema":2,"labs":{},"resets":[]}'), null);
});
