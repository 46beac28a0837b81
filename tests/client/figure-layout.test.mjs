import assert from "node:assert/strict";
import { test } from "node:test";
import { fitted, thinned } from "../../docs/assets/figure-layout.js";
import { recolored } from "../../docs/assets/palette.js";

const PALETTE = { "#1b5e9b": "#7db8f0", "#ffffff": "#1b1f26" };
const FIGURE = {
  data: [
    {
      type: "scatter",
      x: [1, 2, 3],
      line: { color: "#1b5e9b" },
      marker: { size: 13, color: ["#FFFFFF", "#123456"] },
    },
  ],
  layout: {
    title: { text: "Speedup" },
    height: 440,
    margin: { l: 56, t: 44 },
    font: { size: 13 },
    xaxis: { tickvals: [1, 2, 4, 8, 16, 32, 64, 128], ticktext: [..."abcdefgh"] },
  },
};
const WIDE = { width: 800, fontFamily: "sans", palette: null };

test("in the dark scheme every palette colour is exchanged, however deep, and nothing else", () => {
  const [trace] = recolored(FIGURE, PALETTE).data;
  assert.deepEqual(trace?.line, { color: "#7db8f0" });
  assert.deepEqual(trace?.marker.color, ["#1b1f26", "#123456"]);
  assert.equal(trace?.x, FIGURE.data[0]?.x);
  assert.equal(FIGURE.data[0]?.line.color, "#1b5e9b");
});

test("on a wide screen a chart keeps its own measures and leaves the title to the page", () => {
  const { layout } = fitted(FIGURE, WIDE);
  assert.equal(layout.height, 440);
  assert.equal(layout.width, 800);
  assert.deepEqual(layout.title, { text: "" });
  assert.deepEqual(layout.xaxis, FIGURE.layout.xaxis);
  assert.equal(FIGURE.layout.title.text, "Speedup");
});

test("on a phone a chart is lower, its type smaller, and no tick labels touch", () => {
  const { data, layout } = fitted(FIGURE, { ...WIDE, width: 328 });
  assert.equal(layout.height, 295);
  assert.equal(layout.font.size, 11);
  assert.deepEqual(layout.xaxis, { tickvals: [1, 4, 16, 64], ticktext: ["a", "c", "e", "g"] });
  assert.equal(data[0]?.marker.size, 10);
});

test("an axis with few ticks keeps them all", () => {
  const axis = { tickvals: [1, 2, 3] };
  assert.equal(thinned(axis), axis);
});

test("on a phone a chart of many rows keeps the height they need", () => {
  const tall = { ...FIGURE, layout: { ...FIGURE.layout, meta: { tall: true } } };
  const phone = { ...WIDE, width: 320 };
  assert.equal(fitted(tall, phone).layout.height, 440);
  assert.equal(fitted(FIGURE, phone).layout.height, 288);
});
