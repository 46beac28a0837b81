import assert from "node:assert/strict";
import { test } from "node:test";
import { Conversation } from "../../docs/assets/conversation.js";
import { emptyView } from "../../docs/assets/views.js";

/** @typedef {import("../../docs/assets/types.js").LabEvent} LabEvent */

class Lost extends Error {}

/** A Python that is asked, and answers when the test says so. */
class FakePython {
  ready = true;
  /** @type {{payload: any, resolve: (reply: any) => void, reject: (error: Error) => void}[]} */
  asked = [];
  /** @type {LabEvent[]} */
  answered = [];
  /** @type {string[]} */
  refused = [];

  /** @param {Partial<import("../../docs/assets/places.js").Visit>} [visit] */
  talk(visit = {}) {
    return new Conversation(
      {
        lab: "v1_12",
        slots: ["act1.runtime_h|.1"],
        ask: (_method, payload) =>
          new Promise((resolve, reject) => this.asked.push({ payload, resolve, reject })),
        isReady: () => this.ready,
        isLost: (error) => error instanceof Lost,
        ledger: () => undefined,
        now: () => "now",
        onAnswer: (_reply, event) => this.answered.push(event),
        onRefused: (error) => this.refused.push(String(error)),
      },
      { place: null, view: null, waiting: [], ...visit },
    );
  }

  /** @param {object} place */
  async answer(place) {
    this.asked.at(-1)?.resolve({ place, view: emptyView("cloud"), problems: [] });
    await settled();
  }

  /** @param {Error} error */
  async fail(error) {
    this.asked.at(-1)?.reject(error);
    await settled();
  }

  get events() {
    return this.asked.map(({ payload }) => payload.event);
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** @param {string} value */
const moved = (value) =>
  /** @type {const} */ ({ type: "set", control: "act1.serial_pct", value, settled: false });

/** @type {LabEvent} */
const COMMIT = { type: "commit", question: "act1.prediction", option: "a", at: "then" };

test("each event goes out with the place of the answer before", async () => {
  const python = new FakePython();
  const talk = python.talk({ place: { step: 0 } });
  talk.send(COMMIT);
  await python.answer({ step: 1 });
  assert.deepEqual(python.events, [{ type: "open" }, COMMIT]);
  assert.deepEqual(
    python.asked.map(({ payload }) => payload.place),
    [{ step: 0 }, { step: 1 }],
  );
  assert.deepEqual(python.asked[0]?.payload.slots, ["act1.runtime_h|.1"]);
});

test("while one position is computed, only the latest other one waits", async () => {
  const python = new FakePython();
  const talk = python.talk();
  talk.resume();
  await python.answer({});
  for (const value of ["1", "2", "3", "4"]) talk.send(moved(value));
  assert.equal(talk.isMoving("act1.serial_pct"), true);
  await python.answer({});
  await python.answer({});
  assert.deepEqual(python.events, [{ type: "open" }, moved("1"), moved("4")]);
  assert.equal(talk.isMoving("act1.serial_pct"), false);
});

test("a commit made before Python is ready is kept, and applied when it is", async () => {
  const python = new FakePython();
  python.ready = false;
  const talk = python.talk();
  talk.send(COMMIT);
  assert.deepEqual(python.events, []);
  assert.deepEqual(talk.waiting, [COMMIT]);
  python.ready = true;
  talk.resume();
  await python.answer({});
  await python.answer({});
  assert.deepEqual(python.answered, [{ type: "open" }, COMMIT]);
  assert.deepEqual(talk.waiting, []);
});

test("what the last visit left unanswered is asked after the lab is opened, as come to rest", async () => {
  const python = new FakePython();
  python.talk({ waiting: [moved("7"), COMMIT] }).resume();
  await python.answer({});
  await python.answer({});
  await python.answer({});
  assert.deepEqual(python.events, [{ type: "open" }, { ...moved("7"), settled: true }, COMMIT]);
});

test("an event lost with its worker is asked again of the next one", async () => {
  const python = new FakePython();
  const talk = python.talk({ place: { step: 0 } });
  talk.resume();
  await python.answer({ step: 1 });
  talk.send(COMMIT);
  python.ready = false;
  await python.fail(new Lost());
  assert.deepEqual(talk.waiting, [COMMIT]);
  python.ready = true;
  talk.resume();
  await python.answer({ step: 2 });
  assert.deepEqual(python.answered, [{ type: "open" }, COMMIT]);
  assert.deepEqual(python.asked.at(-1)?.payload.place, { step: 1 });
  assert.deepEqual(python.refused, []);
});

test("an event that takes two workers with it is given up, and the next one goes on", async () => {
  const python = new FakePython();
  const talk = python.talk();
  talk.resume();
  await python.answer({});
  talk.send(moved("13"));
  await python.fail(new Lost("first"));
  await python.fail(new Lost("second"));
  assert.deepEqual(python.refused, ["Error: second"]);
  talk.send(COMMIT);
  await python.answer({});
  assert.deepEqual(python.answered.at(-1), COMMIT);
});

test("an event Python refuses is told and dropped; the place stays", async () => {
  const python = new FakePython();
  const talk = python.talk({ place: { step: 0 } });
  talk.resume();
  await python.answer({ step: 1 });
  talk.send(moved("999"));
  await python.fail(new Error("act1.serial_pct = 999 is not allowed"));
  assert.deepEqual(python.refused, ["Error: act1.serial_pct = 999 is not allowed"]);
  assert.deepEqual(talk.place, { step: 1 });
  assert.deepEqual(talk.waiting, []);
});

test("starting over forgets the place, and the answer under way with it", async () => {
  const python = new FakePython();
  const talk = python.talk({ place: { step: 0 } });
  talk.resume();
  await python.answer({ step: 1 });
  talk.send(moved("7"));
  talk.startOver();
  await python.answer({ step: "of the old place" });
  assert.equal(talk.place, null);
  assert.deepEqual(python.asked.at(-1)?.payload.place, null);
  await python.answer({ step: "fresh" });
  assert.deepEqual(talk.place, { step: "fresh" });
});

test("leaving brings what waits to an end first", async () => {
  const python = new FakePython();
  const talk = python.talk();
  talk.send(COMMIT);
  let left = false;
  const leaving = talk.close().then(() => {
    left = true;
  });
  await python.answer({});
  assert.equal(left, false);
  await python.answer({});
  await leaving;
  assert.deepEqual(python.answered, [{ type: "open" }, COMMIT]);
});
