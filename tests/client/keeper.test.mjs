import assert from "node:assert/strict";
import { test } from "node:test";
import { Keeper } from "../../docs/assets/keeper.js";
import { blocked, forgetfulStorage, fullStorage, storageWith } from "./browser-storage.mjs";

test("what is written is read back, and said to be kept", () => {
  const keeper = new Keeper(() => storage);
  const storage = storageWith();
  assert.equal(keeper.write("place", "a"), true);
  assert.equal(new Keeper(() => storage).read("place"), "a");
});

for (const [kind, open] of /** @type {const} */ ([
  ["blocked", blocked],
  ["full", () => fullStorage()],
  ["forgetful", () => forgetfulStorage()],
])) {
  test(`${kind} storage: the visit goes on in memory, and nothing is said to be kept`, () => {
    const keeper = new Keeper(open);
    assert.equal(keeper.write("place", "a"), false);
    assert.equal(keeper.read("place"), "a");
    assert.equal(keeper.read("other"), null);
  });
}

test("storage that has room again takes what memory held", () => {
  let storage = /** @type {import("../../docs/assets/keeper.js").TextStorage} */ (fullStorage());
  const keeper = new Keeper(() => storage);
  keeper.write("place", "a");
  storage = storageWith();
  assert.equal(keeper.write("place", "b"), true);
  assert.equal(storage.getItem("place"), "b");
});

test("a text to be left alone is neither read nor overwritten", () => {
  const storage = storageWith({ ledger: "broken" });
  const keeper = new Keeper(() => storage);
  keeper.leaveAlone("ledger");
  assert.equal(keeper.read("ledger"), null);
  assert.equal(keeper.write("ledger", "new"), false);
  assert.equal(keeper.read("ledger"), "new");
  assert.equal(storage.getItem("ledger"), "broken");
});

test("what storage would not take stays in memory until another tab stores something newer", () => {
  const storage = storageWith({ ledger: "old" });
  const keeper = new Keeper(() => storage);
  const { setItem } = storage;
  storage.setItem = () => {
    throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
  };
  keeper.write("ledger", "mine");
  assert.equal(keeper.trouble, "full");
  assert.equal(keeper.read("ledger"), "mine");
  assert.equal(keeper.isKept("ledger"), false);
  setItem("ledger", "newer");
  assert.equal(keeper.read("ledger"), "newer");
  assert.equal(keeper.isKept("ledger"), true);
});

test("keys are found by how they begin", () => {
  const storage = storageWith({ "aside:2": "b", "aside:1": "a", other: "c" });
  assert.deepEqual(new Keeper(() => storage).keys("aside:"), ["aside:1", "aside:2"]);
  assert.deepEqual(new Keeper(blocked).keys("aside:"), []);
});
