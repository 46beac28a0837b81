"""A memory snapshot of Python: made in idle time, used afterwards, and never trusted blindly."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from site_hooks.runtime import RuntimeBuild, prepare
from tests.browser.bare_runtime import KEEPING, SESSION, BareRuntime, write_page
from tests.site.small_project import write_project
from tools.browser import LAUNCH_FLAGS, find_browser
from tools.static_server import serving

PLACE = "mlsys-snapshot:/labs-site/"


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> RuntimeBuild:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("MLSYS_RUNTIME_MIRROR", "mirror")
        return prepare(write_project(tmp_path_factory.mktemp("project"), SESSION))


@pytest.fixture(scope="module")
def site(build: RuntimeBuild, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(build, tmp_path_factory.mktemp("site"), KEEPING)


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serving(site, "/labs-site/") as url:
        yield url


class Reader:
    """A browser profile that visits the page again and again."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.address = address
        self.page: Page | None = None

    def visit(self) -> BareRuntime:
        """Close what is open, open the page anew, and wait until Python is there."""
        if self.page:
            self.page.close()
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        runtime = BareRuntime(self.page, self.address)
        assert runtime.open()["name"] == "ready"
        return runtime

    def after_a_snapshot_is_kept(self) -> str:
        """Visit, have a snapshot made, and return what became of it."""
        return str(self.visit().page.evaluate("made"))

    def kept(self) -> list[str]:
        """The names of what the browser keeps in the snapshot's place."""
        assert self.page
        keys = self.page.evaluate(
            "async (place) => (await (await caches.open(place)).keys()).map((r) => r.url)", PLACE
        )
        return [url.rpartition("/")[2] for url in keys]

    def change(self, script: str) -> None:
        """Change what is kept: a function of the cache, its one request and its response."""
        assert self.page
        self.page.evaluate(
            f"""async (place) => {{
              const cache = await caches.open(place);
              const [request] = await cache.keys();
              await ({script})(cache, request, await cache.match(request));
            }}""",
            PLACE,
        )


@pytest.fixture
def reader(new_device: BrowserContext, address: str) -> Reader:
    return Reader(new_device, address)


def plan(runtime: BareRuntime) -> str:
    return str(runtime.settled()["ready"]["plan"])


def test_a_later_visit_and_a_restart_wake_from_the_memory_kept(
    reader: Reader, build: RuntimeBuild
) -> None:
    first = reader.visit()
    assert plan(first) == "bytecode"
    assert first.page.evaluate("made") == "kept"
    assert reader.kept() == [f"snapshot-{build.build_id}"]
    later = reader.visit()
    assert plan(later) == "snapshot"
    memory = later.call("memory")
    assert later.call("loop") == ["WorkerLost", "loop had no answer within 8 s"]
    assert later.call("echo", [1]) == [1]
    assert plan(later) == "snapshot"
    assert later.call("memory") == memory, "the same memory, so nothing was imported anew"


def test_what_a_snapshot_leaves_out_is_there_all_the_same(reader: Reader) -> None:
    assert reader.after_a_snapshot_is_kept() == "kept"
    one = reader.visit()
    assert plan(one) == "snapshot"
    assert one.call("find", "textwrap") == "textwrap"
    assert one.call("find", "mlsys_core.later") == "mlsys_core.later"
    assert one.call("find", "json.tool") == "json.tool"
    assert one.call("find", "no_such_module")[0] == "CallFailed"
    chance = one.call("chance")
    assert reader.visit().call("chance") != chance


DAMAGE = {
    "cut short": "async (c, q, r) => c.put(q, new Response((await r.arrayBuffer()).slice(0, 9e6),"
    " { headers: r.headers }))",
    "one byte off": "async (c, q, r) => { const b = new Uint8Array(await r.arrayBuffer());"
    " b[b.length >> 1] ^= 1; await c.put(q, new Response(b, { headers: r.headers })); }",
    "another layout": "async (c, q, r) => { const headers = new Headers(r.headers);"
    " headers.set('x-layout', '{\"length\": 65536, \"filled\": [[0, 65536]]}');"
    " await c.put(q, new Response(await r.arrayBuffer(), { headers })); }",
    "empty": "async (c, q, r) => c.put(q, new Response(''))",
    "a page": "async (c, q, r) => c.put(q, new Response('<!doctype html>'))",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_snapshot_is_dropped_python_boots_normally_and_another_is_made(
    reader: Reader, damage: str
) -> None:
    assert reader.after_a_snapshot_is_kept() == "kept"
    reader.change(DAMAGE[damage])
    runtime = reader.visit()
    assert plan(runtime) == "bytecode"
    assert runtime.call("echo", 1) == 1
    assert runtime.page.evaluate("made") == "kept"
    assert plan(reader.visit()) == "snapshot"


# right by its own hash, and nothing Python can wake from
FOREIGN = """async (c, q, r) => {
  const bytes = new Uint8Array(await r.arrayBuffer()).fill(7, %s);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hash = [...digest].map((b) => b.toString(16).padStart(2, "0")).join("");
  const headers = new Headers(r.headers);
  headers.set("x-sha256", hash);
  await c.put(q, new Response(bytes, { headers }));
}"""


@pytest.mark.parametrize(
    "where",
    ["0, 16", "16, 48", "4000, 30000000"],
    ids=["magic", "of another interpreter", "memory"],
)
def test_a_snapshot_python_does_not_wake_from_is_not_tried_again(
    reader: Reader, where: str, build: RuntimeBuild
) -> None:
    assert reader.after_a_snapshot_is_kept() == "kept"
    reader.change(FOREIGN % where)
    runtime = reader.visit()
    assert runtime.call("echo", 1) == 1
    assert plan(runtime) == "bytecode"
    assert runtime.page.evaluate("made") == "none is wanted"
    assert reader.kept() == [f"snapshot-{build.build_id}-refused"]
    assert plan(reader.visit()) == "bytecode"


def test_another_build_does_not_wake_from_the_last_ones_memory_and_replaces_it(
    reader: Reader, site: Path, build: RuntimeBuild
) -> None:
    assert reader.after_a_snapshot_is_kept() == "kept"
    manifest = json.dumps({**build.manifest, "build": "f" * 16})
    reader.context.route(
        lambda url: url.endswith("manifest.json"),
        lambda route: route.fulfill(body=manifest, content_type="application/json"),
    )
    runtime = reader.visit()
    assert plan(runtime) == "bytecode"
    assert runtime.page.evaluate("made") == "kept"
    assert reader.kept() == ["snapshot-" + "f" * 16]


def test_a_full_disk_is_no_trouble(reader: Reader) -> None:
    page = reader.visit().page
    cdp = reader.context.new_cdp_session(page)
    origin = "/".join(reader.address.split("/")[:3])
    cdp.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 2_000_000})
    assert "not made: " in str(page.evaluate("made"))
    assert reader.kept() == []
    assert plan(reader.visit()) == "bytecode"


def test_a_browser_that_keeps_nothing_boots_as_it_always_did(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    preferences = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default/Preferences").write_text(json.dumps(preferences))
    context = browser.browser_type.launch_persistent_context(
        tmp_path, executable_path=find_browser(), args=list(LAUNCH_FLAGS)
    )
    try:
        runtime = Reader(context, address).visit()
        assert (
            runtime.page.evaluate("caches.keys().then(() => 'allowed', (error) => error.name)")
            == "SecurityError"
        )
        assert plan(runtime) == "bytecode"
        assert runtime.call("echo", 1) == 1
        assert "not made: " in str(runtime.page.evaluate("made"))
    finally:
        context.close()


@pytest.mark.parametrize(
    "device", ["{ deviceMemory: 2 }", "{ connection: { saveData: true } }"], ids=["small", "saving"]
)
def test_a_small_device_and_one_that_saves_data_keep_no_snapshot(
    reader: Reader, device: str
) -> None:
    page = reader.visit().page
    assert page.evaluate(f"canSpareASnapshot({device})") is False
    assert page.evaluate("canSpareASnapshot({})") is True
