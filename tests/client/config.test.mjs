import assert from "node:assert/strict";
import { test } from "node:test";
import { siteOf } from "../../docs/assets/config.js";

/** @param {string} base */
const config = (base) => ({ base, palette: {}, core: "0.1.0", build: "b1", plotly: "assets/p.js" });

test("the site's root is found from any depth, also under a sub-path", () => {
  const deep = siteOf(config("../../.."), "https://x.test/labs-site/labs/vol1/12-a/#act1");
  assert.equal(deep.basePath, "/labs-site/");
  assert.equal(deep.runtime.pathname, "/labs-site/assets/runtime/");
  assert.equal(deep.plotly.pathname, "/labs-site/assets/p.js");
  assert.equal(siteOf(config("."), "https://x.test/labs-site/").basePath, "/labs-site/");
  assert.equal(siteOf(config(".."), "https://x.test/ledger/").basePath, "/");
});
