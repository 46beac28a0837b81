import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Keeper } from "../../docs/assets/keeper.js";
import { LedgerStore, ledgerKey } from "../../docs/assets/ledger.js";
import { Recorder } from "../../docs/assets/recorder.js";
import { blocked, storageWith } from "./browser-storage.mjs";

const KEY = ledgerKey("/");

/**
 * @param {() => import("../../docs/assets/keeper.js").TextStorage} open
 * @param {(previous: any) => any} make What Python records, given what is on record.
 */
function recording(open, make) {
  /** @type {string[]} */
  const states = [];
  /** @type {any[]} */
  const asked = [];
  const python = { ready: true };
  const recorder = new Recorder(new LedgerStore(new Keeper(open), "/", () => "now"), {
    lab: "v1_12",
    readsLedger: false,
    place: () => ({ step: 1 }),
    ask: async (method, payload) => {
      asked.push([method, payload]);
      return { record: make(/** @type {any} */ (payload).previous) };
    },
    isReady: () => python.ready,
    isLost: (error) => String(error) === "Error: lost",
    now: () => "now",
    onState: (state) => states.push(state),
    onTrouble: (error) => states.push(String(error)),
  });
  return { recorder, states, asked, python };
}

test("saved is said only once the browser holds the record", async () => {
  const storage = storageWith();
  const { recorder, states, asked } = recording(
    () => storage,
    () => ({ rev: 1 }),
  );
  recorder.changed();
  assert.deepEqual(states, []);
  await recorder.flush();
  assert.deepEqual(states, ["saved"]);
  assert.deepEqual(JSON.parse(storage.getItem(KEY) ?? "").labs, { v1_12: { rev: 1 } });
  assert.deepEqual(asked[0], [
    "record",
    { lab: "v1_12", place: { step: 1 }, previous: null, now: "now", track: "" },
  ]);
});

test("the next record builds on the one kept, and saving is not said to be done meanwhile", async () => {
  const storage = storageWith();
  const { recorder, states, asked } = recording(
    () => storage,
    (previous) => ({ rev: (previous?.rev ?? 0) + 1 }),
  );
  recorder.changed();
  await recorder.flush();
  recorder.changed();
  assert.deepEqual(states, ["saved", "saving"]);
  await recorder.flush();
  assert.deepEqual(states, ["saved", "saving", "saved"]);
  assert.deepEqual(asked[1][1].previous, { rev: 1 });
});

test("where storage is blocked the record is said not to be saved", async () => {
  const { recorder, states } = recording(blocked, () => ({ rev: 1 }));
  recorder.changed();
  await recorder.flush();
  assert.deepEqual(states, ["unsaved"]);
});

test("before the first lock there is nothing to record", async () => {
  const storage = storageWith();
  const { recorder, states } = recording(
    () => storage,
    () => null,
  );
  recorder.changed();
  await recorder.flush();
  assert.deepEqual(states, ["nothing"]);
  assert.deepEqual(storage.keys(), []);
});

test("a lab started over is as saved as it was: its earlier record stands", async () => {
  const storage = storageWith({ [KEY]: '{"schema":2,"labs":{"v1_12":{"rev":4}}}' });
  const { recorder, states } = recording(
    () => storage,
    () => null,
  );
  recorder.changed();
  await recorder.flush();
  assert.deepEqual(states, ["saved"]);
});

test("an unchanged record is not written again", async () => {
  const storage = storageWith({ [KEY]: '{"schema":2,"labs":{"v1_12":{"rev":4}}}' });
  const writes = mock.method(storage, "setItem");
  const { recorder, states } = recording(
    () => storage,
    (previous) => previous,
  );
  recorder.changed();
  await recorder.flush();
  assert.deepEqual(states, ["saved"]);
  assert.equal(writes.mock.callCount(), 0);
});

test("a burst of changes is saved once, after it has passed", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const storage = storageWith();
  const { recorder, asked } = recording(
    () => storage,
    () => ({ rev: 1 }),
  );
  for (let i = 0; i < 5; i += 1) {
    recorder.changed();
    mock.timers.tick(300);
  }
  assert.equal(asked.length, 0);
  mock.timers.tick(300);
  assert.equal(asked.length, 1);
  mock.timers.reset();
});

test("a save lost with its worker is made up for when Python is back", async () => {
  const storage = storageWith();
  let lost = true;
  const { recorder, states } = recording(
    () => storage,
    () => {
      if (lost) throw new Error("lost");
      return { rev: 1 };
    },
  );
  recorder.changed();
  await recorder.flush();
  assert.deepEqual(states, []);
  lost = false;
  await recorder.flush();
  assert.deepEqual(states, ["saved"]);
});

test("a record Python can't make is told, and not said to be saved", async () => {
  const { recorder, states } = recording(
    () => storageWith(),
    () => {
      throw new Error("no such field");
    },
  );
  recorder.changed();
  await recorder.flush();
  assert.deepEqual(states, ["unsaved", "Error: no such field"]);
});

test("a record is built anew on what another tab wrote while Python was asked", async () => {
  const storage = storageWith();
  let meanwhile = true;
  const { recorder, asked } = recording(
    () => storage,
    (previous) => {
      if (meanwhile) storage.setItem(KEY, '{"schema":2,"labs":{"v1_12":{"rev":7}}}');
      meanwhile = false;
      return { rev: (previous?.rev ?? 0) + 1 };
    },
  );
  recorder.changed();
  await recorder.flush();
  assert.deepEqual(
    asked.map(([, request]) => request.previous),
    [null, { rev: 7 }],
  );
  assert.deepEqual(JSON.parse(storage.getItem(KEY) ?? "").labs.v1_12, { rev: 8 });
});

test("whoever waits for a flush waits for the save under way and for what came due meanwhile", async () => {
  const storage = storageWith();
  const { recorder } = recording(
    () => storage,
    (previous) => ({ rev: (previous?.rev ?? 0) + 1 }),
  );
  recorder.changed();
  void recorder.flush();
  recorder.changed();
  await recorder.flush();
  assert.deepEqual(JSON.parse(storage.getItem(KEY) ?? "").labs.v1_12, { rev: 2 });
});
