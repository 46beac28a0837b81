import assert from "node:assert/strict";
import { test } from "node:test";
import { Keeper } from "../../docs/assets/keeper.js";
import { PlaceStore } from "../../docs/assets/places.js";
import { emptyView } from "../../docs/assets/views.js";
import { storageWith } from "./browser-storage.mjs";

const PLACE_KEY = "mlsys-place:/labs-site/:v1_12";

/** @param {import("../../docs/assets/keeper.js").TextStorage} storage @param {string} [build] */
function places(storage, build = "b1") {
  return new PlaceStore(new Keeper(() => storage), "/labs-site/", build);
}

/** @type {import("../../docs/assets/places.js").Visit} */
const VISIT = {
  place: { context: "edge", settings: { "act1.serial_pct": 30 } },
  view: { ...emptyView("edge"), drafts: { "act1.prediction": "b" } },
  waiting: [{ type: "commit", question: "act1.prediction", option: "b", at: "2026-03-01" }],
};

test("a returning reader finds place, view and unanswered events as they were", () => {
  const storage = storageWith();
  assert.equal(places(storage).write("v1_12", VISIT), true);
  assert.deepEqual(places(storage).read("v1_12"), VISIT);
});

test("the place is stored as Python gave it, under its own key", () => {
  const storage = storageWith();
  places(storage).write("v1_12", VISIT);
  assert.deepEqual(JSON.parse(storage.getItem(PLACE_KEY) ?? ""), VISIT.place);
});

test("a new build shows nothing of the old one's numbers, but keeps the place", () => {
  const storage = storageWith();
  places(storage, "b1").write("v1_12", VISIT);
  assert.deepEqual(places(storage, "b2").read("v1_12"), { ...VISIT, view: null });
});

test("a lab never opened has no place, and a broken one counts as none", () => {
  assert.deepEqual(places(storageWith()).read("v1_12"), { place: null, view: null, waiting: [] });
  assert.equal(places(storageWith({ [PLACE_KEY]: "{" })).read("v1_12").place, null);
});

test("charts are not stored: they are drawn anew", () => {
  const storage = storageWith();
  const view = { ...emptyView("cloud"), figures: { "act1.curve": { data: [], layout: {} } } };
  places(storage).write("v1_12", { ...VISIT, view });
  assert.deepEqual(places(storage).read("v1_12").view?.figures, {});
});

test("what can't be an event is not taken for one", () => {
  const shown = JSON.stringify({ build: "b1", view: null, waiting: [null, 5, { type: "open" }] });
  const storage = storageWith({ "mlsys-shown:/labs-site/:v1_12": shown });
  assert.deepEqual(places(storage).read("v1_12").waiting, [{ type: "open" }]);
});
