import assert from "node:assert/strict";
import { test } from "node:test";
import { filledRanges, packed, unpacked } from "../../docs/assets/runtime/sparse.js";

const BLOCK = 65_536;

function memory() {
  const bytes = new Uint8Array(6 * BLOCK + 128);
  bytes[3] = 1;
  bytes[BLOCK + 7] = 2;
  bytes[4 * BLOCK] = 3;
  bytes[6 * BLOCK + 127] = 4;
  return bytes;
}

test("empty blocks are left out, and neighbours are one range", () => {
  assert.deepEqual(filledRanges(memory()), [
    [0, 2 * BLOCK],
    [4 * BLOCK, 5 * BLOCK],
    [6 * BLOCK, 6 * BLOCK + 128],
  ]);
  assert.deepEqual(filledRanges(new Uint8Array(3 * BLOCK)), []);
});

test("what was packed comes back byte for byte", () => {
  const bytes = memory();
  const ranges = filledRanges(bytes);
  const small = packed(bytes, ranges);
  assert.equal(small.length, 3 * BLOCK + 128);
  assert.deepEqual(unpacked(small, ranges, bytes.length), bytes);
});

test("parts that do not fit together give nothing", () => {
  const bytes = memory();
  const ranges = filledRanges(bytes);
  const small = packed(bytes, ranges);
  assert.equal(unpacked(small.subarray(1), ranges, bytes.length), undefined);
  assert.equal(unpacked(small, ranges, BLOCK), undefined);
  assert.equal(unpacked(small, ranges.slice(1), bytes.length), undefined);
});
