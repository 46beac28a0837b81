import assert from "node:assert/strict";
import { test } from "node:test";
import { Browser, Host } from "./service-worker-world.mjs";

const FIRST = {
  "404.html": "nowhere",
  "index.html": "map 1",
  "labs/a/index.html": "lab a",
  "labs/b/index.html": "lab b 1",
  "assets/main.js": "client 1",
  "assets/python.wasm": "python",
  "assets/numpy.whl": "numpy",
};
const SECOND = {
  ...FIRST,
  "index.html": "map 2",
  "labs/b/index.html": "lab b 2",
  "assets/main.js": "client 2",
};
const ALL = ["", "404.html", "assets/main.js", "assets/numpy.whl", "assets/python.wasm"];
ALL.push("labs/a/", "labs/b/", "offline.json");

/** A browser in which the first edition is kept. @param {{whole?: boolean}} [how] */
async function visited({ whole = true } = {}) {
  const host = new Host();
  const browser = new Browser(host);
  const edition = host.publish(FIRST);
  const worker = await browser.worker().install();
  if (whole) await worker.say("keep the rest");
  host.asked = [];
  return { host, browser, edition, worker };
}

test("first comes what every lab needs and the page that is open, then all the rest", async () => {
  const host = new Host();
  const browser = new Browser(host);
  const edition = host.publish(FIRST);
  const page = browser.open("labs/a/?design=1#act2");
  const worker = await browser.worker().install();
  const first = ["404.html", "assets/main.js", "assets/python.wasm", "labs/a/", "offline.json"];
  assert.deepEqual(browser.kept(edition), first);
  await worker.say("keep the rest");
  assert.deepEqual(browser.kept(edition), ALL);
  const { whole, kept, pages, trouble } = page.told.at(-1);
  assert.deepEqual(
    { whole, kept, pages, trouble },
    { whole: true, kept: 3, pages: 3, trouble: "" },
  );
});

test("a later edition fetches what changed, copies the rest, and takes the place of the first", async () => {
  const { host, browser, edition, worker } = await visited();
  const later = host.publish(SECOND);
  const second = browser.worker({ after: worker });
  await second.hear("install");
  assert.deepEqual(host.asked.sort(), ["", "assets/main.js", "labs/b/", "offline.json"]);
  assert.equal(await worker.text("labs/b/"), "lab b 1");
  assert.equal(await worker.text("assets/main.js"), "client 1");
  await second.hear("activate");
  assert.deepEqual(browser.kept(edition), []);
  assert.deepEqual(browser.kept(later), ALL);
  assert.equal(await second.text("labs/b/"), "lab b 2");
});

test("a later edition that can't be had whole changes nothing, and is completed next time", async () => {
  const { host, browser, worker } = await visited();
  const later = host.publish(SECOND);
  host.files.set("labs/b/index.html", "lab b");
  await assert.rejects(browser.worker({ after: worker }).hear("install"), /labs\/b/);
  assert.equal(await worker.text(""), "map 1");
  assert.equal(await worker.text("assets/main.js"), "client 1");
  host.publish(SECOND);
  await browser.worker({ after: worker }).install();
  assert.deepEqual(browser.kept(later), ALL);
});

test("a list that is not the worker's own is refused", async () => {
  const { host, browser, worker } = await visited();
  host.publish(SECOND);
  const second = browser.worker({ after: worker });
  host.publish({ ...SECOND, "index.html": "map 3" });
  await assert.rejects(second.hear("install"), /offline\.json/);
});

test("what is kept but damaged is not handed on, and what the browser holds of old is passed by", async () => {
  const { host, browser, edition, worker } = await visited();
  const kept = browser.stored.get(`mlsys-site:/site/:${edition}`);
  kept?.set("https://labs.test/site/assets/python.wasm", "pyth");
  host.publish(SECOND);
  host.stale.set("labs/b/index.html", "lab b 1");
  const second = await browser.worker({ after: worker }).install();
  assert.equal(await second.text("assets/python.wasm"), "python");
  assert.equal(await second.text("labs/b/"), "lab b 2");
  assert.ok(host.asked.includes("labs/b/!"));
});

test("to a reader who saves data, a later edition brings no more than the first had", async () => {
  const { host, browser, worker } = await visited({ whole: false });
  browser.savesData = true;
  const later = host.publish(SECOND);
  await browser.worker({ after: worker }).install();
  assert.deepEqual(browser.kept(later), [
    "404.html",
    "assets/main.js",
    "assets/python.wasm",
    "offline.json",
  ]);
});

test("a page asked for before it is kept is kept by that", async () => {
  const { host, browser, edition, worker } = await visited({ whole: false });
  assert.equal(await worker.text("labs/a/?x=1"), "lab a");
  assert.ok(browser.kept(edition).includes("labs/a/"));
  host.isGone = true;
  assert.equal(await worker.text("labs/a/index.html"), "lab a");
  const other = await worker.ask("labs/b/", { mode: "navigate" });
  assert.equal(other?.status, 503);
  assert.match((await other?.text()) ?? "", /not yet kept/);
});

test("a copy that can't become whole any more is given up as a whole", async () => {
  const { host, browser, edition, worker } = await visited({ whole: false });
  host.publish(SECOND);
  assert.equal((await worker.ask("labs/b/"))?.type, "error");
  assert.equal(await worker.text("labs/b/", { mode: "navigate" }), "lab b 2");
  assert.deepEqual(browser.kept(edition), []);
  assert.equal(await worker.text("assets/main.js"), "client 2");
  assert.ok(worker.did.includes("update"));
});

test("a sign-in page in place of the host is shown, and takes nothing away", async () => {
  const { host, browser, edition, worker } = await visited({ whole: false });
  const page = browser.open("");
  const before = browser.kept(edition);
  host.portal = "<h1>Hotel network</h1>";
  assert.equal(await worker.text("labs/b/", { mode: "navigate" }), host.portal);
  await worker.say("keep the rest");
  assert.equal(page.told.at(-1).trouble, "OtherContent");
  assert.deepEqual(browser.kept(edition), before);
  assert.equal(await worker.text("assets/main.js"), "client 1");
});

test("folders without their slash, missing pages and what is none of the worker's business", async () => {
  const { host, worker } = await visited();
  const folder = await worker.ask("labs/a?design=1", { mode: "navigate" });
  assert.equal(folder?.status, 301);
  assert.equal(folder?.headers.get("location"), "https://labs.test/site/labs/a/?design=1");
  assert.equal((await worker.ask("no/such/", { mode: "navigate" }))?.status, 404);
  host.isGone = true;
  const missing = await worker.ask("no/such/", { mode: "navigate" });
  assert.equal(missing?.status, 404);
  assert.equal(await missing?.text(), "nowhere");
  assert.equal((await worker.ask("no/such.png"))?.type, "error");
  assert.equal(worker.ask("https://elsewhere.test/site/index.html"), undefined);
  assert.equal(worker.ask("../other-project/"), undefined);
  assert.equal(worker.ask("index.html", { method: "POST" }), undefined);
});

test("a copy that the browser has cleared is made again", async () => {
  const { browser, edition, worker } = await visited();
  browser.stored.clear();
  assert.equal(await worker.text("labs/a/"), "lab a");
  const again = browser.worker({ after: worker });
  await again.say("keep the rest");
  assert.deepEqual(browser.kept(edition), ALL);
});

test("a preview's worker removes every copy of this site, itself, and nothing else", async () => {
  const { host, browser, worker } = await visited();
  browser.stored.set("mlsys-site:/site/deeper/:1", new Map());
  browser.stored.set("another project", new Map());
  const page = browser.open("labs/a/");
  host.files.clear();
  const preview = await browser.worker({ after: worker }).install();
  assert.deepEqual(preview.did, ["skipWaiting", "unregister"]);
  assert.deepEqual([...browser.stored.keys()], ["mlsys-site:/site/deeper/:1", "another project"]);
  assert.deepEqual(page.told, ["navigated"]);
  assert.equal(preview.ask("labs/a/"), undefined);
});
