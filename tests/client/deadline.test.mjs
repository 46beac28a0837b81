import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { deadline } from "../../docs/assets/runtime/deadline.js";

/** @param {import("node:test").TestContext} t */
function watched(t) {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const expired = mock.fn();
  return { expired, limit: deadline(1_000, expired) };
}

test("a limit that runs out says so once", (t) => {
  const { expired } = watched(t);
  t.mock.timers.tick(999);
  assert.equal(expired.mock.callCount(), 0);
  t.mock.timers.tick(1);
  assert.equal(expired.mock.callCount(), 1);
  t.mock.timers.tick(10_000);
  assert.equal(expired.mock.callCount(), 1);
});

test("a sign of life starts the time anew", (t) => {
  const { expired, limit } = watched(t);
  t.mock.timers.tick(900);
  limit.renew(1_000);
  t.mock.timers.tick(900);
  assert.equal(expired.mock.callCount(), 0);
  t.mock.timers.tick(100);
  assert.equal(expired.mock.callCount(), 1);
});

test("a cancelled limit stays silent", (t) => {
  const { expired, limit } = watched(t);
  limit.cancel();
  t.mock.timers.tick(10_000);
  assert.equal(expired.mock.callCount(), 0);
});

test("a machine that slept gives the worker its whole time again", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const asleep = t.mock.method(Date, "now", () => 0);
  const expired = mock.fn();
  deadline(1_000, expired);
  asleep.mock.mockImplementation(() => 3_600_000);
  t.mock.timers.tick(1_000);
  assert.equal(expired.mock.callCount(), 0);
  asleep.mock.mockImplementation(() => 3_601_000);
  t.mock.timers.tick(1_000);
  assert.equal(expired.mock.callCount(), 1);
});
