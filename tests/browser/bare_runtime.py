"""A page that is nothing but a runtime and its diary, and what a test asks of it."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route

from site_hooks.runtime import RuntimeBuild
from tools.paths import DOCS

POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
PAGE = """<!doctype html><title>Runtime</title>
<meta http-equiv="Content-Security-Policy" content="{policy}">
<script type="module" src="page.js"></script>"""
PLAIN = """
import { createRuntime } from "./assets/runtime/index.js";
window.stages = [];
window.runtime = createRuntime({
  base: new URL("./assets/runtime/", location.href),
  limits: { call: 8000 },
  onStage: (stage) => window.stages.push(stage),
});
window.runtime.start();
"""
# the same with a snapshot: `made` is what becomes of it
KEEPING = """
import { canSpareASnapshot, createRuntime, SnapshotMaker } from "./assets/runtime/index.js";
const snapshots = "mlsys-snapshot:/labs-site/";
const base = new URL("./assets/runtime/", location.href);
const manifest = new URL("manifest.json", base).href;
let say;
window.made = new Promise((resolve) => { say = resolve; });
const maker = new SnapshotMaker({ manifest, snapshots, quietMs: 0, onEnd: say });
window.canSpareASnapshot = canSpareASnapshot;
window.stages = [];
window.runtime = createRuntime({
  base,
  limits: { call: 8000 },
  snapshots,
  plans: ["snapshot", "bytecode", "source"],
  onStage: (stage) => { window.stages.push(stage); maker.hear(stage); },
});
window.runtime.start();
"""
# the core of the page: a session that can be asked where it is, made busy, and lost
SESSION = """
import json, random
from importlib import import_module

MADE_AT = random.random()

def handle(method, payload):
    return json.dumps(METHODS[method](json.loads(payload)))

def find(name):
    return import_module(name).__name__

def loop(_):
    while True:
        pass

METHODS = {
    "echo": lambda payload: payload,
    "find": find,
    "loop": loop,
    "memory": lambda _: MADE_AT,
    "chance": lambda _: random.random(),
}
"""
# no wait_for_function: it evaluates text in the page, which the page's policy forbids
SETTLED = """() => new Promise((done) => {
  const look = () => {
    if (["ready", "failed"].includes(runtime.stage.name)) done(runtime.stage);
    else requestAnimationFrame(look);
  };
  look();
})"""


def write_page(build: RuntimeBuild, site: Path, script: str = PLAIN, policy: str = POLICY) -> Path:
    """Write the page, the client's runtime and a build's files into a folder; return it."""
    build.write(site)
    for module in (DOCS / "assets/runtime").glob("*.js"):
        shutil.copy(module, site / "assets/runtime")
    (site / "index.html").write_text(PAGE.format(policy=policy))
    (site / "page.js").write_text(script)
    return site


class BareRuntime:
    """The page's runtime, from outside."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.requests: list[str] = []
        page.on("request", lambda r: self.requests.append(r.url.removeprefix(address)))

    def open(self) -> dict[str, Any]:
        """Open the page; return the stage at which booting ends."""
        self.page.goto(self.address)
        return self.settled()

    def settled(self) -> dict[str, Any]:
        """Wait until the runtime is ready or failed; return that stage."""
        return dict(self.page.evaluate(SETTLED))

    def call(self, method: str, payload: object = None) -> Any:
        """Return the answer of a call, or the name and message of its error."""
        return self.page.evaluate(
            "([m, p]) => runtime.call(m, p).catch((error) => [error.name, error.message])",
            [method, payload],
        )

    def replace(self, ending: str, answer: Callable[[Route], None]) -> None:
        """Answer requests for files that end like this in another way."""
        self.page.route(lambda url: url.endswith(ending), answer)
