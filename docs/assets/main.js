/** Where everything is put together: what a visit shares, and what each page of it gets. */

import { readSite } from "./config.js";
import { showCourseMap } from "./course-map.js";
import { all, one, setAttribute } from "./dom.js";
import { Engine } from "./engine.js";
import { Keeper } from "./keeper.js";
import { Lab } from "./lab.js";
import { LedgerStore } from "./ledger.js";
import { showLedger } from "./ledger-page.js";
import { onEachPage } from "./navigation.js";
import { Notices } from "./notices.js";
import { PlaceStore } from "./places.js";
import { plotlyFrom } from "./plotly.js";
import { keptPython } from "./python.js";
import { Scheme } from "./scheme.js";

const site = readSite(document);
const now = () => new Date().toISOString();
const keeper = new Keeper(() => localStorage);
const engine = new Engine(keptPython(site, navigator));
const house = {
  engine,
  now,
  ledger: new LedgerStore(keeper, site.basePath, now),
  places: new PlaceStore(keeper, site.basePath, site.build),
  loadPlotly: plotlyFrom(site.plotly),
  scheme: new Scheme(site.palette),
  runtime: site.runtime,
};

// Material's search box says it is a dialog, and leaves it without a name.
setAttribute(one(document, ".md-search"), "aria-label", "Search");

onEachPage(() => {
  const page = new AbortController();
  const labs = all(document, "[data-lab]").map((root) => new Lab(root, house));
  for (const lab of labs) lab.begin();
  if (labs.length > 0) engine.start();

  const overviews = all(document, "[data-course-map], [data-ledger-page]");
  const notices = new Notices(page.signal);
  if (overviews.length > 0) {
    overviews[0]?.before(notices.box);
    house.ledger.onTrouble((sentence) => notices.tell(sentence), page.signal);
  }
  const showOverviews = () => {
    const ledger = house.ledger.read();
    for (const box of overviews) {
      if (box.hasAttribute("data-course-map")) showCourseMap(box, ledger);
      else showLedger(box, ledger, page.signal);
    }
  };
  showOverviews();
  addEventListener("storage", showOverviews, { signal: page.signal });

  return () => {
    page.abort();
    for (const lab of labs) lab.leave();
  };
});
