/** Asks one question at a time, and of those that come up meanwhile only the last one. */

/**
 * @template T
 * @param {() => Promise<T>} ask
 * @param {(answer: T) => void} show
 * @param {(error: unknown) => void} refuse
 * @returns {() => void} Call it when there is something to ask.
 */
export function latestOnly(ask, show, refuse) {
  let asking = false;
  let again = false;
  const run = async () => {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    do {
      again = false;
      try {
        const answer = await ask();
        if (!again) show(answer);
      } catch (error) {
        refuse(error);
      }
    } while (again);
    asking = false;
  };
  return () => void run();
}
