import assert from "node:assert/strict";
import { test } from "node:test";
import { designIn, linkTo, withoutDesign } from "../../docs/assets/design-link.js";
import { offerText } from "../../docs/assets/design-offer.js";

const PAGE = "https://labs.example/site/labs/vol1/12-speedup-ceiling/";
/** @type {import("../../docs/assets/design-link.js").Pairs} */
const PAIRS = [
  ["design", "v1_12"],
  ["context", "edge & more"],
  ["act1.num_proc", "64"],
];

test("a link says what the design says, whatever is in its words", () => {
  const link = linkTo(`${PAGE}?q=speedup#act1`, PAIRS);
  assert.equal(link, `${PAGE}#design=v1_12&context=edge+%26+more&act1.num_proc=64`);
  assert.deepEqual(designIn(new URL(link).hash), PAIRS);
});

test("the fragment of a heading is none of our business", () => {
  for (const fragment of ["", "#", "#act1", "#design", "#designs=1", "#the-design=1"]) {
    assert.equal(designIn(fragment), null);
    assert.equal(withoutDesign(PAGE + fragment), PAGE + fragment);
  }
});

test("once the reader has chosen, the address has no design and all the rest", () => {
  assert.equal(withoutDesign(`${PAGE}?q=a#design=v1_12&act1.x=%E0%A4%A`), `${PAGE}?q=a`);
});

test("a broken escape is text like any other", () => {
  assert.deepEqual(designIn("#design=%E0%A4%A&%=%"), [
    ["design", "\ufffd%A"],
    ["%", "%"],
  ]);
});

const WORDS = {
  act: () => "Sixty-four GPUs",
  context: () => "Edge",
  control: () => "Processors",
  position: (/** @type {string} */ _name, /** @type {{text: string}} */ { text }) => text,
};
const SAME = { context: null, changes: [], later: [], left_out: [] };
const CHANGE = {
  control: "act1.num_proc",
  from: { value: "64", text: "64" },
  to: { value: "8", text: "8" },
};

test("an offer says what would move, in the words of the page", () => {
  const text = offerText({ ...SAME, context: "edge", changes: [CHANGE] }, WORDS);
  assert.deepEqual(text.lines, ["Where it is set: Edge", "Processors: 64 → 8"]);
  assert.equal(text.useful, true);
});

test("what a locked act would get is not told", () => {
  const text = offerText({ ...SAME, later: ["act1"] }, WORDS);
  assert.match(text.lead, /Nothing would change at once/);
  assert.match(text.waiting.join(), /“Sixty-four GPUs” .* once your prediction there is locked in/);
  assert.equal(text.useful, true);
});

test("where there is nothing to gain, there is nothing to say yes to", () => {
  assert.equal(offerText(SAME, WORDS).useful, false);
  assert.match(offerText(SAME, WORDS).lead, /already/);
  const wrong = offerText({ ...SAME, left_out: ["it leads to V2-11"] }, WORDS);
  assert.equal(wrong.useful, false);
  assert.deepEqual(
    [wrong.lead, wrong.wrong],
    ["Nothing of it can be used here.", ["it leads to V2-11"]],
  );
});
