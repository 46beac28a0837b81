/** What a reader should know of how their browser keeps a ledger, each thing told once. */

const SEVEN_DAYS =
  "Safari deletes what a site has stored once you have not visited it for seven days of using " +
  "Safari. Export your ledger now and then, or add this site to your Dock or Home Screen: there " +
  "the rule does not apply.";
const PRIVATE =
  "This looks like a private window: the browser forgets your ledger when you close it. Export it " +
  "before you do.";

/**
 * @typedef {{
 *   vendor: string, userAgent: string, standalone?: boolean,
 *   storage?: {getDirectory?: () => Promise<unknown>},
 * }} Surroundings What of `navigator` tells.
 */

/** @param {Surroundings} browser */
export function deletesAfterSevenDays({ vendor, userAgent, standalone }) {
  return vendor.startsWith("Apple") && /Safari|AppleWebKit/.test(userAgent) && standalone !== true;
}

/**
 * Whether this is a private window, as far as a page can tell: Firefox and Safari give none a private
 * file system. Others don't let on, and are taken for ordinary windows.
 *
 * @param {Surroundings} browser
 */
export async function looksPrivate({ storage }) {
  if (!storage?.getDirectory) return false;
  try {
    await storage.getDirectory();
    return false;
  } catch {
    return true;
  }
}

/**
 * Tell what applies to this browser and was not told before, to a reader who has something to lose.
 *
 * @param {Surroundings} browser
 * @param {import("./keeper.js").Keeper} keeper
 * @param {string} basePath
 * @param {import("./ledger.js").LedgerStore} ledger
 */
export async function advise(browser, keeper, basePath, ledger) {
  if (Object.keys(ledger.read().labs).length === 0) return;
  /** @param {string} name @param {string} sentence */
  const once = (name, sentence) => {
    const key = `mlsys-told:${basePath}:${name}`;
    if (keeper.read(key) !== null) return;
    keeper.write(key, "told");
    ledger.tell(sentence, true);
  };
  if (deletesAfterSevenDays(browser)) once("seven-days", SEVEN_DAYS);
  if (await looksPrivate(browser)) once("private", PRIVATE);
}
