/** Where everything is put together: what a visit shares, and what each page of it gets. */

import { all, one, setAttribute } from "./dom.js";
import { Keeper } from "./keeper.js";
import { Lab } from "./lab.js";
import { LedgerStore } from "./ledger.js";
import { followLedger } from "./ledger-following.js";
import { LedgerSync } from "./ledger-sync.js";
import { onEachPage, swapPagesOf } from "./navigation.js";
import { Offline } from "./offline.js";
import { Overview } from "./overview.js";
import { PlaceStore } from "./places.js";
import { plotlyFrom } from "./plotly.js";
import { Scheme } from "./scheme.js";
import { advise } from "./storage-advice.js";
import { engine, site } from "./visit.js";

const now = () => new Date().toISOString();
const keeper = new Keeper(() => localStorage);
const ledger = new LedgerStore(keeper, site.basePath, now);
const sync = new LedgerSync(ledger, engine);
const offline = new Offline(site, engine);
const house = {
  engine,
  now,
  ledger,
  sync,
  places: new PlaceStore(keeper, site.basePath, site.build),
  loadPlotly: plotlyFrom(site.plotly),
  scheme: new Scheme(site.palette),
  runtime: site.runtime,
};

// Material's search box says it is a dialog, and leaves it without a name.
setAttribute(one(document, ".md-search"), "aria-label", "Search");

swapPagesOf(site.root);
onEachPage(() => {
  const page = new AbortController();
  const labs = all(document, "[data-lab]").map((root) => new Lab(root, house));
  for (const lab of labs) lab.begin();
  if (labs.length > 0) engine.start();
  followLedger(house, labs, new Overview(document, house, page.signal), page.signal);
  advise(navigator, keeper, site.basePath, ledger);
  offline.arrive(document, page.signal);

  return () => {
    page.abort();
    for (const lab of labs) lab.leave();
  };
});
