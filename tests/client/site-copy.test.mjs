import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as settle } from "node:timers/promises";
import { SiteCopy } from "../../docs/assets/offline/site-copy.js";

const ROOT = new URL("https://labs.test/site/");

/** A worker of an edition, and what it was told. */
class FakeWorker extends EventTarget {
  /** @type {string[]} */
  told = [];

  /** @param {string} edition @param {string} [state] */
  constructor(edition, state = "activated") {
    super();
    this.edition = edition;
    this.state = state;
  }

  /** @param {{type: string}} message @param {MessagePort[]} [ports] */
  postMessage({ type }, [port] = []) {
    this.told.push(type);
    const stock = { edition: this.edition, kept: 3, pages: 9, whole: false, trouble: "" };
    port?.postMessage(stock);
  }

  /** @param {string} state */
  turn(state) {
    this.state = state;
    this.dispatchEvent(new Event("statechange"));
  }
}

/** @param {{saveData?: boolean, known?: boolean, controller?: FakeWorker, register?: () => any}} [has] */
function browserWith({ saveData = false, known = false, controller, register } = {}) {
  const registration = Object.assign(new EventTarget(), {
    active: /** @type {FakeWorker | null} */ (null),
    waiting: /** @type {FakeWorker | null} */ (null),
    installing: /** @type {FakeWorker | null} */ (null),
    update: async () => registration,
  });
  const registered = { times: 0 };
  const serviceWorker = Object.assign(new EventTarget(), {
    controller: controller ?? null,
    startMessages: () => {},
    getRegistration: async () => (known ? registration : undefined),
    register: async () => {
      registered.times += 1;
      return register ? register() : registration;
    },
  });
  const browser = /** @type {any} */ ({ serviceWorker, connection: { saveData } });
  return { browser, registration, registered, serviceWorker };
}

/** @param {any} browser */
async function begun(browser) {
  const site = /** @type {any} */ ({ root: ROOT, basePath: "/site/", edition: "mine" });
  const copy = new SiteCopy(site, browser, () => {});
  await copy.begin();
  await told();
  return copy;
}

/** Wait until messages have gone to and fro. */
async function told() {
  for (let turn = 0; turn < 10; turn += 1) await settle();
}

test("a first copy takes its page at once, and goes on to the rest", async () => {
  const { browser, registration } = browserWith();
  const worker = new FakeWorker("mine", "installing");
  registration.installing = worker;
  const copy = await begun(browser);
  assert.equal(copy.state.name, "keeping");
  Object.assign(registration, { installing: null, active: worker });
  worker.turn("activated");
  await told();
  assert.equal(copy.state.name, "kept");
  assert.deepEqual(worker.told, ["stock", "claim", "keep the rest"]);
  copy.turnPage();
  assert.equal(worker.told.length, 4, "what was cut short goes on at the next page");
});

test("where the reader saves data nothing is kept before they ask, and then all of it", async () => {
  const { browser, registration, registered } = browserWith({ saveData: true });
  const copy = await begun(browser);
  assert.equal(copy.state.name, "saving data");
  assert.equal(registered.times, 0);
  const worker = new FakeWorker("mine");
  registration.active = worker;
  await copy.keep();
  await told();
  assert.ok(worker.told.includes("keep the rest"));
});

test("another edition that waits is news, and takes over only when the reader says so", async () => {
  const old = new FakeWorker("mine");
  const { browser, registration } = browserWith({ known: true, controller: old });
  const later = new FakeWorker("later", "installed");
  Object.assign(registration, { active: old, waiting: later });
  const copy = await begun(browser);
  assert.equal(copy.hasNews, true);
  assert.deepEqual(later.told, ["stock"]);
  copy.useNews();
  assert.deepEqual(later.told, ["stock", "take over"]);
});

test("a page newer than what is kept lets its own worker take over, and that is no news", async () => {
  const old = new FakeWorker("old");
  const { browser, registration } = browserWith({ known: true, controller: old });
  const own = new FakeWorker("mine", "installing");
  registration.active = old;
  registration.update = async () => {
    registration.installing = own;
    registration.dispatchEvent(new Event("updatefound"));
    return registration;
  };
  const copy = await begun(browser);
  assert.equal(copy.hasNews, false);
  Object.assign(registration, { installing: null, waiting: own });
  own.turn("installed");
  await told();
  assert.ok(own.told.includes("take over"));
  assert.equal(copy.hasNews, false);
});

test("a page older than what is kept hears of it", async () => {
  const { browser, registration } = browserWith();
  registration.active = new FakeWorker("later");
  assert.equal((await begun(browser)).hasNews, true);
});

for (const [edition, times] of /** @type {const} */ ([
  ["later", 1],
  ["mine", 0],
])) {
  test(`a page of "mine" that comes under "${edition}" is loaded anew ${times} times`, async () => {
    let loaded = 0;
    Object.assign(globalThis, { location: { reload: () => (loaded += 1) } });
    const old = new FakeWorker("mine");
    const { browser, registration, serviceWorker } = browserWith({ known: true, controller: old });
    registration.active = old;
    await begun(browser);
    serviceWorker.controller = new FakeWorker(edition);
    serviceWorker.dispatchEvent(new Event("controllerchange"));
    await told();
    assert.equal(loaded, times);
  });
}

test("a browser that refuses, or has no workers, is left alone", async () => {
  const refuse = () => {
    throw new DOMException("The operation is insecure.", "SecurityError");
  };
  const { browser } = browserWith({ register: refuse });
  assert.equal((await begun(browser)).state.name, "unknown");
  const blocked = browserWith({ register: () => undefined });
  assert.equal((await begun(blocked.browser)).state.name, "unknown");
  assert.equal((await begun({})).state.name, "unknown");
});
