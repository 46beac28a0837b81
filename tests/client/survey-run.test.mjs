/** A survey walks on until it is done or told to stop, and only the last one asked for is heard. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { latestOnly } from "../../docs/assets/explore/latest.js";
import { SurveyRun } from "../../docs/assets/explore/survey-run.js";

const REQUEST = { act: "act2" };

/** @param {any[]} answers What Python says, call by call; an Error is thrown. */
function survey(answers) {
  /** @type {string[]} */
  const asked = [];
  /** @type {any[]} */
  const heard = [];
  const python = {
    /** @param {string} method */
    call: async (method) => {
      asked.push(method.replace("explore.survey.", ""));
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  const run = new SurveyRun(python, {
    onProgress: (done, count) => heard.push([done, count]),
    onFindings: (findings) => heard.push(findings),
    onError: (error) => heard.push(error instanceof Error ? error.message : error),
  });
  return { run, asked, heard };
}

test("a survey goes on step by step and ends with its findings", async () => {
  const findings = { summary: "all green" };
  const { run, asked, heard } = survey([
    { count: 20 },
    { done: 10, count: 20 },
    { done: 20, count: 20, findings },
  ]);
  await run.begin(REQUEST);
  assert.deepEqual(asked, ["begin", "go", "go"]);
  assert.deepEqual(heard, [[0, 20], [10, 20], [20, 20], findings]);
});

test("a survey that is stopped asks nothing more and says nothing more", async () => {
  const { run, asked, heard } = survey([{ count: 20 }, { done: 10, count: 20 }]);
  const over = run.begin(REQUEST);
  run.cancel();
  await over;
  assert.deepEqual(asked, ["begin"]);
  assert.deepEqual(heard, []);
});

test("what goes wrong ends the survey and is told once", async () => {
  const { run, asked, heard } = survey([{ count: 20 }, new Error("the worker went away")]);
  await run.begin(REQUEST);
  assert.deepEqual(asked, ["begin", "go"]);
  assert.deepEqual(heard, [[0, 20], "the worker went away"]);
});

test("of the questions that come up while one is asked, only the last is asked", async () => {
  /** @type {((answer: number) => void)[]} */
  const waiting = [];
  /** @type {number[]} */
  const shown = [];
  const ask = latestOnly(
    () => new Promise((/** @type {(answer: number) => void} */ resolve) => waiting.push(resolve)),
    (answer) => shown.push(answer),
    () => assert.fail("nothing goes wrong here"),
  );
  ask();
  ask();
  ask();
  assert.equal(waiting.length, 1);
  waiting[0]?.(1);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(waiting.length, 2);
  waiting[1]?.(2);
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(shown, [2], "the first answer was out of date when it came");
});
