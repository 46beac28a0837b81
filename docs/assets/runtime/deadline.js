/**
 * A time limit that can be renewed, and that forgives a sleeping machine: a timer that comes much too
 * late says nothing about the one it waits for, who slept as well, so it starts anew.
 */
const MUCH_TOO_LATE_MS = 2_000;

/**
 * @param {number} ms
 * @param {() => void} onExpired
 * @returns {{renew: (ms: number) => void, cancel: () => void}}
 */
export function deadline(ms, onExpired) {
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  /** @param {number} limit */
  const renew = (limit) => {
    clearTimeout(timer);
    const due = Date.now() + limit;
    timer = setTimeout(() => {
      if (Date.now() - due > MUCH_TOO_LATE_MS) renew(limit);
      else onExpired();
    }, limit);
  };
  renew(ms);
  return { renew, cancel: () => clearTimeout(timer) };
}
