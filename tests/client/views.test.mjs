import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyView, merged, questionState } from "../../docs/assets/views.js";

/** @typedef {import("../../docs/assets/types.js").View} View */

/** @type {View} */
const BOTH_OPEN = {
  ...emptyView("cloud"),
  gates: { act1: "open", act2: "open" },
  values: { "act1.x": { value: 1, text: "1" }, "act2.f": { value: 0.2, text: "0.2" } },
  flags: { "act2.trap": true },
  slots: { "act1.x|.1": "1.0", "act2.f|": "0.2" },
};

test("a change in one act leaves the other act's results standing", () => {
  /** @type {View} */
  const answer = {
    ...emptyView("cloud"),
    gates: BOTH_OPEN.gates,
    values: { "act2.f": { value: 0.7, text: "0.7" } },
    flags: { "act2.trap": false },
    slots: { "act2.f|": "0.7" },
  };
  const now = merged(BOTH_OPEN, answer);
  assert.equal(now.values["act1.x"]?.text, "1");
  assert.equal(now.values["act2.f"]?.text, "0.7");
  assert.deepEqual(now.flags, { "act2.trap": false });
  assert.deepEqual(now.slots, { "act1.x|.1": "1.0", "act2.f|": "0.7" });
});

test("nothing of a locked act is remembered", () => {
  /** @type {View} */
  const answer = { ...emptyView("cloud"), gates: { act1: "locked", act2: "locked" } };
  const now = merged(BOTH_OPEN, answer);
  assert.deepEqual([now.values, now.flags, now.slots], [{}, {}, {}]);
});

test("charts are those just drawn, not those of an earlier answer", () => {
  const figure = { data: [], layout: {} };
  const before = { ...BOTH_OPEN, figures: { "act1.curve": figure } };
  assert.deepEqual(merged(before, { ...BOTH_OPEN, figures: {} }).figures, {});
});

test("a commit Python has not heard yet counts as pending, the latest draft as marked", () => {
  const view = { ...emptyView("cloud"), drafts: { "act1.prediction": "a" } };
  const question = "act1.prediction";
  assert.deepEqual(questionState(question, view, []), {
    answer: undefined,
    draft: "a",
    pending: undefined,
  });
  assert.deepEqual(
    questionState(question, view, [
      { type: "draft", question, option: "b" },
      { type: "draft", question: "act2.prediction", option: "d" },
      { type: "commit", question, option: "b", at: "" },
    ]),
    { answer: undefined, draft: "b", pending: "b" },
  );
});
