/** A ceiling on the memory that WebAssembly may have in this worker; Python raises MemoryError there. */

const CEILING_BYTES = 512 * 1024 * 1024;
const PAGE_BYTES = 65_536;

const grow = WebAssembly.Memory.prototype.grow;

/** @this {WebAssembly.Memory} @param {number} pages */
function growWithinReason(pages) {
  const wanted = this.buffer.byteLength + pages * PAGE_BYTES;
  if (wanted > CEILING_BYTES) throw new RangeError("more memory than this worker may have");
  return grow.call(this, pages);
}

WebAssembly.Memory.prototype.grow = growWithinReason;
