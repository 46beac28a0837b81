import assert from "node:assert/strict";
import { test } from "node:test";
import { EventQueue } from "../../docs/assets/queue.js";

/** @param {string} control @param {string} value @param {boolean} [settled] */
const set = (control, value, settled = false) =>
  /** @type {const} */ ({ type: "set", control, value, settled });

/** @param {...import("../../docs/assets/types.js").LabEvent} events */
function queued(...events) {
  const queue = new EventQueue();
  for (const event of events) queue.add(event);
  return queue;
}

test("however fast a slider moves, only its latest position waits", () => {
  const queue = queued(set("act1.s", "1"), set("act1.s", "2"), set("act1.s", "3", true));
  assert.deepEqual(queue.waiting, [set("act1.s", "3", true)]);
});

test("two sliders wait side by side, each with its latest position", () => {
  const queue = queued(set("act1.s", "1"), set("act1.n", "8"), set("act1.s", "2"));
  assert.deepEqual(queue.waiting, [set("act1.s", "2"), set("act1.n", "8")]);
});

test("a position set before a commit stays before it", () => {
  /** @type {import("../../docs/assets/types.js").LabEvent} */
  const commit = { type: "commit", question: "act1.reflection", option: "c", at: "" };
  const queue = queued(set("act1.s", "1"), commit, set("act1.s", "2"));
  assert.deepEqual(queue.waiting, [set("act1.s", "1"), commit, set("act1.s", "2")]);
});

test("a position set after another context is not taken back by that context", () => {
  const edge = set("context", "edge", true);
  const queue = queued(set("act1.s", "1"), edge, set("act1.s", "2"));
  assert.deepEqual(queue.waiting, [set("act1.s", "1"), edge, set("act1.s", "2")]);
});

test("starting over drops whatever still waits", () => {
  const queue = queued(set("act1.s", "1"), { type: "start_over" });
  assert.deepEqual(queue.waiting, [{ type: "start_over" }]);
  assert.equal(queue.startsOver, true);
});

test("an event lost with its worker goes first again, unless a newer one replaces it", () => {
  const queue = queued(set("act1.n", "8"));
  queue.putBack(set("act1.s", "1"));
  assert.deepEqual(queue.waiting, [set("act1.s", "1"), set("act1.n", "8")]);
  queue.take();
  queue.putBack(set("act1.n", "4"));
  assert.deepEqual(queue.waiting, [set("act1.n", "8")]);
});

test("a control with a newer position on its way is known to move", () => {
  const queue = queued(set("act1.s", "1"));
  assert.equal(queue.concerns("act1.s"), true);
  assert.equal(queue.concerns("act1.n"), false);
});
