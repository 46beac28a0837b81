import assert from "node:assert/strict";
import { test } from "node:test";
import { announcement } from "../../docs/assets/announcement.js";
import { withNumber } from "../../docs/assets/controls.js";
import { progressOf } from "../../docs/assets/course-map.js";
import { trapText } from "../../docs/assets/hud.js";
import { actRows, cardRows } from "../../docs/assets/ledger/cards.js";
import { progressText } from "../../docs/assets/runtime-status.js";
import { answerText, attributeOf, holds } from "../../docs/assets/values.js";
import { onRecord, verdictOf } from "../../docs/assets/verdicts.js";
import { emptyView } from "../../docs/assets/views.js";

/** @param {object} changed @returns {import("../../docs/assets/types.js").QuestionView} */
const answered = (changed = {}) => ({
  choice: "a",
  first: "a",
  attempts: 1,
  first_correct: false,
  right: "c",
  correct: false,
  practice: false,
  ...changed,
});
const READY = /** @type {const} */ ({ opensGate: true, engine: "ready" });

test("a slider's text follows the finger before Python answers", () => {
  assert.equal(withNumber("15 %", "20"), "20 %");
  assert.equal(withNumber("1,024 GPUs", "2048"), "2,048 GPUs");
  assert.equal(withNumber("$0.5/GB", "0.25"), "$0.25/GB");
});

test("a wrong answer is said to be wrong, kept on record, and open to another try", () => {
  assert.equal(
    verdictOf({ ...READY, answer: answered() }),
    "Not right. Your first answer stays on record; you can answer again as often as you like.",
  );
  assert.equal(
    verdictOf({ ...READY, answer: answered({ choice: "c", correct: true, attempts: 2 }) }),
    "Right. Your first answer stays on record.",
  );
});

test("a lock that Python has not scored says what it waits for", () => {
  assert.equal(
    verdictOf({ opensGate: true, engine: "booting", pending: "b" }),
    "B is locked in. The instruments open as soon as the physics engine is ready.",
  );
  assert.equal(
    verdictOf({ opensGate: false, engine: "failed", pending: "b" }),
    "B is locked in. It is scored once the physics engine runs.",
  );
});

test("committing nothing asks for a choice", () => {
  assert.equal(verdictOf({ ...READY, unanswered: true }), "Choose one of the answers first.");
});

test("an answer that can't be scored is neither right nor wrong", () => {
  const unscored = answered({ right: null, correct: null, first_correct: null });
  assert.equal(verdictOf({ ...READY, answer: unscored }), "A is recorded; it is not scored.");
  assert.equal(onRecord(unscored), "recorded");
});

test("a practice answer is judged, but neither on record nor in the strip of results", () => {
  const practised = answered({ first: null, first_correct: null, correct: true, practice: true });
  assert.equal(
    verdictOf({ ...READY, answer: practised }),
    "Practice: right. It does not go on record.",
  );
  assert.equal(onRecord(practised), "–");
  const recorded = { ...practised, first: "a", first_correct: false };
  assert.equal(onRecord(recorded), "wrong");
});

test("prose for a case is shown for any of its keys, and for none where there is no result", () => {
  assert.equal(holds("memory", "scale memory"), true);
  assert.equal(holds("trust,memory", "memory"), true);
  assert.equal(holds("trust", "memory"), false);
  assert.equal(holds(null, "none"), true);
  assert.equal(holds("", "none"), true);
});

test("the strip of results shows the answer on record, and a later success after it", () => {
  assert.equal(onRecord(undefined), "–");
  assert.equal(onRecord(answered()), "wrong");
  assert.equal(onRecord(answered({ choice: "c", correct: true })), "wrong, then correct");
  assert.equal(onRecord(answered({ choice: "b", first: "c", first_correct: true })), "correct");
});

test("a trap is unknown before its act opens, then hit or avoided", () => {
  assert.equal(trapText(["act2.a", "act2.b"], {}), "–");
  assert.equal(trapText(["act2.a", "act2.b"], { "act2.a": false, "act2.b": true }), "hit");
  assert.equal(trapText(["act2.a", "act2.b"], { "act2.a": false, "act2.b": false }), "ok");
});

test("boot progress is told in megabytes, then in words", () => {
  /** @type {import("../../docs/assets/engine.js").Stage} */
  const stage = { name: "booting", step: "download", loaded: 0, total: 0, restarted: false };
  assert.equal(progressText(stage), "");
  assert.equal(progressText({ ...stage, loaded: 3_140_000, total: 7_900_000 }), "3.1 of 7.9 MB");
  assert.equal(progressText({ ...stage, step: "start" }), "starting Python");
});

test("a result without a value carries an empty attribute, a false one does not", () => {
  assert.deepEqual([null, false, 0, "hdd"].map(attributeOf), ["", "false", "0", "hdd"]);
});

test("a reveal shows the reader's own answer", () => {
  const question = answered({ predicted: 1.5625, off: "10.4× too low" });
  assert.deepEqual(
    ["choice", "off", "predicted", "first"].map((part) => answerText(question, part)),
    ["A", "10.4× too low", "1.563", "A"],
  );
  assert.equal(answerText(undefined, "off"), "–");
});

test("who listens hears a state just entered and the first results that changed", () => {
  const words = {
    order: ["act1.a", "act1.b", "act1.c", "act1.d", "act1.e"],
    labelOf: (/** @type {string} */ name) => name.toUpperCase(),
    stateText: (/** @type {string} */ flag) => `Warning: ${flag}.`,
  };
  /** @param {string} text @param {boolean} trapped */
  const view = (text, trapped) => ({
    ...emptyView("cloud"),
    values: Object.fromEntries(
      words.order.map((name) => [name, { value: 1, text: name === "act1.b" ? "same" : text }]),
    ),
    flags: { "act2.trap": trapped },
  });
  assert.equal(
    announcement(view("1", false), view("2", true), words),
    "Warning: act2.trap. ACT1.A: 2. ACT1.C: 2. ACT1.D: 2.",
  );
  assert.equal(announcement(view("1", true), view("1", true), words), "");
  assert.equal(announcement(null, view("1", true), words), "");
});

test("the course map knows what a record says, and assumes nothing without one", () => {
  assert.deepEqual(progressOf(undefined), { progress: "not-started", words: [] });
  assert.deepEqual(progressOf({ status: "partial", constraint_hit: null }), {
    progress: "in-progress",
    words: ["in progress"],
  });
  assert.deepEqual(progressOf({ status: "complete", constraint_hit: true }), {
    progress: "done",
    words: ["done", "constraint hit"],
  });
});

test("a ledger card sets expectation against physics, and leaves the unknown unknown", () => {
  const act1 = { choice: "a", correct: false, predicted: 1.5625, actual: 16.328125, unit: "h" };
  assert.deepEqual(actRows(act1, "Act I"), [
    { label: "Act I, prediction", text: "A, wrong", tone: "bad" },
    { label: "You expected", text: "1.563 h" },
    { label: "The physics gives", text: "16.33 h" },
  ]);
  const hit = { constraint_hit: true, failures: [{ id: "act2.batch_mismatch" }, {}] };
  assert.deepEqual(cardRows(hit)[0], {
    label: "Constraint",
    text: "hit: batch mismatch, –",
    tone: "bad",
  });
  assert.deepEqual(cardRows({}), [
    { label: "Constraint", text: "–" },
    { label: "Design as it stands", text: "–" },
  ]);
});
