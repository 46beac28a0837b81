import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { createRuntime } from "../../docs/assets/runtime/index.js";
import { FakeWorker } from "./fake-worker.mjs";

/** @typedef {import("../../docs/assets/runtime/supervisor.js").Stage} Stage */

const BASE = new URL("https://labs.example/site/assets/runtime/");
const LIMITS = { download: 3_000, start: 6_000, import: 4_000, call: 1_000 };

/** @returns {FakeWorker} */
function worker() {
  const newest = FakeWorker.all.at(-1);
  assert.ok(newest, "no worker was started");
  return newest;
}

/** @param {Partial<import("../../docs/assets/runtime/supervisor.js").Options>} options */
function runtime(options = {}) {
  /** @type {Stage[]} */
  const stages = [];
  const made = createRuntime({
    base: BASE,
    onStage: (stage) => stages.push(stage),
    limits: LIMITS,
    ...options,
    makeWorker: () => /** @type {Worker} */ (/** @type {unknown} */ (new FakeWorker())),
  });
  return { runtime: made, stages };
}

function readyRuntime() {
  const made = runtime();
  made.runtime.start();
  worker().becomesReady();
  return made;
}

/** @param {Promise<unknown>} call @returns {Promise<any>} */
const ending = (call) =>
  call.then(
    (answer) => ({ answer }),
    (error) => ({ name: error.name, message: error.message }),
  );

beforeEach((t) => {
  FakeWorker.all = [];
  const { mock } = /** @type {import("node:test").TestContext} */ (t);
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
});

test("nothing runs until it is started, and starting twice starts one worker", () => {
  const { runtime: python } = runtime();
  assert.equal(python.stage.name, "static");
  assert.equal(FakeWorker.all.length, 0);
  python.start();
  python.start();
  assert.equal(FakeWorker.all.length, 1);
  assert.deepEqual(worker().heard, [
    {
      type: "boot",
      manifest: "https://labs.example/site/assets/runtime/manifest.json",
      plan: "bytecode",
      packages: [],
    },
  ]);
});

test("a boot that waits does its hard work, and is watched, from the moment it is let go", async (t) => {
  const { runtime: python } = runtime();
  /** @type {(value?: unknown) => void} */
  let whole = () => {};
  python.start(new Promise((resolve) => (whole = resolve)));
  assert.equal(worker().heard[0].waits, true);
  t.mock.timers.tick(LIMITS.download);
  assert.equal(python.stage.name, "booting");
  whole();
  await Promise.resolve();
  assert.deepEqual(worker().heard[1], { type: "go" });
  t.mock.timers.tick(LIMITS.download);
  assert.equal(python.stage.name, "failed");
});

test("a worker that was given up is not told to go", async () => {
  const { runtime: python } = runtime();
  /** @type {(value?: unknown) => void} */
  let whole = () => {};
  python.start(new Promise((resolve) => (whole = resolve)));
  const first = worker();
  first.says({ type: "failed", step: "import", message: "no such module" });
  whole();
  await Promise.resolve();
  assert.equal(first.heard.length, 1);
  assert.equal(worker().heard.length, 1);
  assert.equal(worker().heard[0].waits, undefined);
});

test("a worker beyond the sliders boots as it is told to, with the packages it needs", () => {
  const { runtime: python } = runtime({ plans: ["workshop", "source"], packages: ["numpy"] });
  python.start();
  assert.deepEqual([worker().heard[0].plan, worker().heard[0].packages], ["workshop", ["numpy"]]);
  worker().says({ type: "failed", step: "import", message: "no such module" });
  assert.deepEqual([worker().heard[0].plan, worker().heard[0].packages], ["source", ["numpy"]]);
  worker().says({ type: "failed", step: "import", message: "no such module either" });
  assert.equal(python.stage.name, "failed");
});

test("a reader sees bytes come in, then the steps, then that it is ready", () => {
  const { runtime: python, stages } = runtime();
  python.start();
  worker().says({ type: "progress", step: "download", loaded: 5, total: 12 });
  worker().says({ type: "progress", step: "start", loaded: 0, total: 0 });
  worker().becomesReady();
  const told = stages.map(({ name, step, loaded, total }) => [name, step, loaded, total]);
  assert.deepEqual(told, [
    ["booting", "download", 0, 0],
    ["booting", "download", 5, 12],
    ["booting", "start", 5, 12],
    ["ready", "start", 5, 12],
  ]);
});

test("what is asked before Python is ready is answered once it is", async () => {
  const { runtime: python } = runtime();
  const early = python.call("event", { lab: "v1_12" });
  python.start();
  assert.deepEqual(worker().calls, []);
  worker().becomesReady();
  assert.deepEqual(worker().calls, [
    { type: "call", id: 1, method: "event", payload: '{"lab":"v1_12"}' },
  ]);
  worker().says({ type: "result", id: 1, payload: '{"speedup": 6.1}' });
  assert.deepEqual(await early, { speedup: 6.1 });
});

test("answers find their questions, in whatever order they come", async () => {
  const { runtime: python } = readyRuntime();
  const [first, second] = [python.call("event", 1), python.call("event", 2)];
  worker().says({ type: "result", id: 2, payload: '"two"' });
  worker().says({ type: "result", id: 1, payload: '"one"' });
  assert.deepEqual(await Promise.all([first, second]), ["one", "two"]);
});

test("an exception of Python's reaches the one who asked, and the worker lives on", async () => {
  const { runtime: python } = readyRuntime();
  const call = python.call("event", {});
  worker().says({
    type: "error",
    id: 1,
    kind: "ValueError",
    message: "ValueError: no such lab",
    traceback: "Traceback ...\nValueError: no such lab",
  });
  await assert.rejects(call, {
    name: "CallFailed",
    kind: "ValueError",
    message: "ValueError: no such lab",
    traceback: "Traceback ...\nValueError: no such lab",
  });
  assert.equal(worker().isTerminated, false);
  assert.equal(python.stage.name, "ready");
});

test("a worker that does not answer is replaced, and who waited is told it was lost", async (t) => {
  const { runtime: python, stages } = readyRuntime();
  const stuck = worker();
  const call = ending(python.call("event", {}));
  t.mock.timers.tick(LIMITS.call);
  assert.equal(stuck.isTerminated, true);
  assert.deepEqual(await call, {
    name: "WorkerLost",
    message: "event had no answer within 1 s",
  });
  assert.notEqual(worker(), stuck);
  const { name, restarted, reason } = python.stage;
  assert.deepEqual([name, restarted, reason], ["booting", true, "event had no answer within 1 s"]);
  const replayed = python.call("event", { again: true });
  worker().becomesReady();
  assert.equal(stages.at(-1)?.restarted, true);
  worker().says({ type: "result", id: 2, payload: "1" });
  assert.equal(await replayed, 1);
});

test("the first call of a worker, which imports the lab, has more time than those after it", async (t) => {
  const { runtime: python } = runtime({ limits: { ...LIMITS, firstCall: 4 * LIMITS.call } });
  python.start();
  worker().becomesReady();
  const first = python.call("event", {});
  t.mock.timers.tick(3 * LIMITS.call);
  worker().says({ type: "result", id: 1, payload: "1" });
  assert.equal(await first, 1);
  const second = ending(python.call("event", {}));
  t.mock.timers.tick(LIMITS.call);
  assert.equal((await second).name, "WorkerLost");
});

test("what a dismissed worker still says is not heard", async (t) => {
  const { runtime: python } = readyRuntime();
  const stuck = worker();
  const first = ending(python.call("event", "old"));
  t.mock.timers.tick(LIMITS.call);
  await first;
  stuck.says({ type: "failed", step: "import", message: "too late" });
  stuck.becomesReady();
  stuck.onerror({ message: "too late" });
  assert.equal(python.stage.name, "booting");
  assert.equal(FakeWorker.all.length, 2);
});

for (const [how, breaks] of /** @type {const} */ ([
  [
    "whose interpreter broke",
    (/** @type {FakeWorker} */ w) => w.says({ type: "broken", message: "stack overflow" }),
  ],
  ["that threw", (/** @type {FakeWorker} */ w) => w.onerror({ message: "stack overflow" })],
])) {
  test(`a worker ${how} is replaced at once`, async () => {
    const { runtime: python } = readyRuntime();
    const call = ending(python.call("event", {}));
    breaks(worker());
    assert.deepEqual(await call, { name: "WorkerLost", message: "stack overflow" });
    assert.equal(FakeWorker.all.length, 2);
    assert.equal(python.stage.name, "booting");
  });
}

test("a message that can't be read costs the worker, not the page", async () => {
  const { runtime: python } = readyRuntime();
  const call = ending(python.call("event", {}));
  worker().onmessageerror();
  assert.equal((await call).name, "WorkerLost");
  assert.equal(python.stage.name, "booting");
});

test("a page that loses its worker time after time stops trying and says so", async (t) => {
  const { runtime: python } = readyRuntime();
  for (let loss = 1; loss <= 3; loss += 1) {
    const call = ending(python.call("event", {}));
    t.mock.timers.tick(LIMITS.call);
    await call;
    if (loss < 3) worker().becomesReady();
  }
  assert.equal(FakeWorker.all.length, 3);
  assert.equal(python.stage.name, "failed");
  assert.match(
    String(python.stage.reason),
    /^Python was lost again and again: event had no answer/,
  );
});

test("an answer in between makes losses count from the start", async (t) => {
  const { runtime: python } = readyRuntime();
  for (let loss = 1; loss <= 5; loss += 1) {
    const good = python.call("event", {});
    worker().says({ type: "result", id: worker().calls.at(-1).id, payload: "1" });
    await good;
    const call = ending(python.call("event", {}));
    t.mock.timers.tick(LIMITS.call);
    await call;
    worker().becomesReady();
  }
  assert.equal(python.stage.name, "ready");
});

test("a file that can't be had ends in failed, with what failed and where", async () => {
  const { runtime: python } = runtime();
  const waiting = ending(python.call("event", {}));
  python.start();
  worker().says({
    type: "failed",
    step: "download",
    message: "core.zip could not be fetched: 404",
  });
  const { name, step, reason } = python.stage;
  assert.deepEqual(
    [name, step, reason],
    ["failed", "download", "core.zip could not be fetched: 404"],
  );
  assert.equal(worker().isTerminated, true);
  const refused = { name: "RuntimeFailed", message: "core.zip could not be fetched: 404" };
  assert.deepEqual(await waiting, refused);
  assert.deepEqual(await ending(python.call("event", {})), refused);
});

test("bytecode that does not boot is tried again from sources", () => {
  const { runtime: python, stages } = runtime();
  python.start();
  worker().says({ type: "failed", step: "import", message: "bad magic number" });
  assert.equal(worker().heard[0].plan, "source");
  worker().becomesReady();
  assert.equal(python.stage.name, "ready");
  assert.equal(
    stages.some(({ name }) => name === "failed"),
    false,
  );
});

/** A runtime that may wake from a snapshot. */
function keepingRuntime() {
  return createRuntime({
    base: BASE,
    limits: LIMITS,
    plans: ["snapshot", "bytecode", "source"],
    snapshots: "a cache",
    makeWorker: () => /** @type {Worker} */ (/** @type {unknown} */ (new FakeWorker())),
  });
}

test("a snapshot that does not start is followed by a normal boot, which hears why", () => {
  const python = keepingRuntime();
  python.start();
  const { plan, snapshots } = worker().heard[0];
  assert.deepEqual([plan, snapshots], ["snapshot", "a cache"]);
  worker().says({ type: "failed", step: "start", message: "bad snapshot" });
  assert.deepEqual([worker().heard[0].plan, worker().heard[0].failed], ["bytecode", "snapshot"]);
  worker().becomesReady();
  assert.equal(python.stage.name, "ready");
});

test("Python that woke and never answered is not woken a second time", async (t) => {
  const python = keepingRuntime();
  python.start();
  worker().becomesReady();
  const call = ending(python.call("event", {}));
  t.mock.timers.tick(LIMITS.call);
  assert.equal((await call).name, "WorkerLost");
  assert.deepEqual([worker().heard[0].plan, worker().heard[0].failed], ["bytecode", "snapshot"]);
});

test("Python that woke, answered and got stuck later is woken again", async (t) => {
  const python = keepingRuntime();
  python.start();
  worker().becomesReady();
  const good = python.call("event", {});
  worker().says({ type: "result", id: 1, payload: "1" });
  await good;
  const call = ending(python.call("event", {}));
  t.mock.timers.tick(LIMITS.call);
  await call;
  assert.deepEqual([worker().heard[0].plan, worker().heard[0].failed], ["snapshot", undefined]);
});

test("when sources fail too, the first cause is the one told", () => {
  const { runtime: python } = runtime();
  python.start();
  worker().says({ type: "failed", step: "start", message: "out of memory" });
  worker().says({ type: "failed", step: "download", message: "offline by now" });
  const { name, step, reason } = python.stage;
  assert.deepEqual([name, step, reason], ["failed", "start", "out of memory"]);
});

test("another try that fails tells its own cause, not the one before", () => {
  const { runtime: python } = runtime();
  python.start();
  worker().says({ type: "failed", step: "download", message: "offline" });
  python.restart();
  worker().says({ type: "failed", step: "download", message: "core.zip is gone" });
  assert.equal(python.stage.reason, "core.zip is gone");
});

test("a cause that sources got over is not told of a later failure", () => {
  const { runtime: python } = runtime();
  python.start();
  worker().says({ type: "failed", step: "import", message: "bad magic number" });
  worker().becomesReady();
  python.restart();
  worker().says({ type: "failed", step: "download", message: "offline" });
  assert.equal(python.stage.reason, "offline");
});

test("a worker script that is missing is a failure with a reason", () => {
  const { runtime: python } = runtime();
  python.start();
  worker().onerror({ message: "" });
  const { name, reason } = python.stage;
  assert.deepEqual([name, reason], ["failed", "the worker's own script could not be loaded"]);
});

test("a download that stands still fails with how far it got", (t) => {
  const { runtime: python } = runtime();
  python.start();
  t.mock.timers.tick(LIMITS.download - 1);
  worker().says({ type: "progress", step: "download", loaded: 5, total: 12 });
  t.mock.timers.tick(LIMITS.download - 1);
  assert.equal(python.stage.name, "booting");
  t.mock.timers.tick(1);
  const { name, reason } = python.stage;
  assert.deepEqual([name, reason], ["failed", "nothing moved for 3 s at 5 of 12 bytes"]);
});

test("each step of the boot has its own limit", (t) => {
  const { runtime: python } = runtime();
  python.start();
  worker().says({ type: "progress", step: "start", loaded: 0, total: 0 });
  t.mock.timers.tick(LIMITS.start - 1);
  assert.equal(FakeWorker.all.length, 1);
  t.mock.timers.tick(1);
  assert.equal(FakeWorker.all.length, 2, "the boot from sources begins");
  worker().says({ type: "progress", step: "import", loaded: 0, total: 0 });
  t.mock.timers.tick(LIMITS.import);
  const { name, step, reason } = python.stage;
  assert.deepEqual([name, step, reason], ["failed", "start", "nothing moved for 6 s"]);
});

test("a ready runtime has no limit left that could end it", async (t) => {
  const { runtime: python } = readyRuntime();
  const answered = python.call("event", {});
  worker().says({ type: "result", id: 1, payload: "1" });
  await answered;
  t.mock.timers.tick(1_500);
  t.mock.timers.tick(3_000);
  assert.equal(python.stage.name, "ready");
});

test("another try after a failure boots anew, from the beginning", async () => {
  const { runtime: python, stages } = runtime();
  python.start();
  worker().says({ type: "failed", step: "download", message: "offline" });
  python.restart();
  assert.equal(worker().heard[0].plan, "bytecode");
  assert.equal(stages.at(-1)?.reason, undefined);
  worker().becomesReady();
  const call = python.call("event", {});
  worker().says({ type: "result", id: 1, payload: "7" });
  assert.equal(await call, 7);
});

test("stopping ends the worker and every wait; starting begins again", async () => {
  const { runtime: python } = readyRuntime();
  const stopped = worker();
  const call = ending(python.call("event", {}));
  python.stop();
  assert.equal(stopped.isTerminated, true);
  assert.equal((await call).name, "WorkerLost");
  assert.equal(python.stage.name, "static");
  python.start();
  assert.notEqual(worker(), stopped);
});
