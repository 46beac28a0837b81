/**
 * Memory without its empty blocks. More than half of a young interpreter's memory has never been
 * written to; keeping and reading back zeros would be a good part of waking up.
 *
 * @typedef {Uint8Array<ArrayBuffer>} Bytes
 * @typedef {[start: number, end: number]} Range
 */

const BLOCK_BYTES = 65_536;

/**
 * Return the ranges of a memory that hold anything.
 *
 * @param {Bytes} memory
 * @returns {Range[]}
 */
export function filledRanges(memory) {
  /** @type {Range[]} */
  const ranges = [];
  for (let start = 0; start < memory.length; start += BLOCK_BYTES) {
    const end = Math.min(start + BLOCK_BYTES, memory.length);
    if (!memory.subarray(start, end).some((byte) => byte !== 0)) continue;
    const last = ranges.at(-1);
    if (last?.[1] === start) last[1] = end;
    else ranges.push([start, end]);
  }
  return ranges;
}

/**
 * Return what the ranges hold, one after another.
 *
 * @param {Bytes} memory
 * @param {Range[]} ranges
 * @returns {Bytes}
 */
export function packed(memory, ranges) {
  const bytes = new Uint8Array(ranges.reduce((sum, [start, end]) => sum + end - start, 0));
  let at = 0;
  for (const [start, end] of ranges) {
    bytes.set(memory.subarray(start, end), at);
    at += end - start;
  }
  return bytes;
}

/**
 * Return the memory that `packed` was made of; undefined if the parts do not fit together.
 *
 * @param {Bytes} bytes
 * @param {Range[]} ranges
 * @param {number} length of the memory
 * @returns {Bytes | undefined}
 */
export function unpacked(bytes, ranges, length) {
  const memory = new Uint8Array(length);
  let at = 0;
  for (const [start, end] of ranges) {
    const part = bytes.subarray(at, at + end - start);
    if (part.length !== end - start || end > length) return undefined;
    memory.set(part, start);
    at += part.length;
  }
  return at === bytes.length ? memory : undefined;
}
