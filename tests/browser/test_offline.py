"""The copy of the site in the browser: whole without a network, replaced whole, and removable."""

import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from site_hooks import offline
from tests.browser.conftest import SITE
from tests.browser.driver import PAGES, SiteDriver
from tests.browser.test_access import axe_findings
from tools.static_server import serving

LAB, OTHER = "v1_12", "v2_17"
WHOLE = "all"
EARLIER, LATER = "Labs of the first edition", "Labs of the second edition"


class Host:
    """A web server with a copy of the built site, which can be changed and switched off."""

    def __init__(self, folder: Path) -> None:
        self.site = folder / "site"
        shutil.copytree(SITE, self.site)
        self._running = ExitStack()
        self.url = self._running.enter_context(serving(self.site, "/labs-site/"))

    def switch_off(self) -> None:
        """Be gone, as a network can be."""
        self._running.close()

    def publish(self, title: str) -> None:
        """Put up an edition: all its pages carry this title, and a module of the client is new."""
        for page in self.site.rglob("*.html"):
            text = page.read_text("utf-8")
            head, rest = text.split("<title>")
            page.write_text(f"{head}<title>{title}</title>{rest.partition('</title>')[2]}", "utf-8")
        with (self.site / "assets/main.js").open("a") as module:
            module.write(f"// {title}\n")
        offline.write_into(self.site)


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    host = Host(tmp_path)
    yield host
    host.switch_off()


@pytest.fixture
def site_url(host: Host) -> str:
    """The front page of a host of this test's own."""
    return host.url


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile that may keep a copy."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, service_workers="allow")
    yield context
    context.close()


def wait_until_kept(page: Page) -> None:
    """Wait until the foot of the page says that everything is available offline."""
    expect(page.locator("[data-offline]")).to_contain_text(WHOLE, timeout=60_000)


def look_for_an_update(page: Page) -> str:
    """Have the browser ask for a later edition; return what became of it."""
    return str(
        page.evaluate(
            """async () => {
              const registration = await navigator.serviceWorker.ready;
              const found = new Promise((done) => {
                registration.addEventListener('updatefound', () => done(registration.installing));
              });
              await registration.update().catch(() => {});
              const worker = await found;
              return new Promise((done) => {
                const look = () => {
                  if (worker.state !== 'installing') done(worker.state);
                };
                worker.addEventListener('statechange', look);
                look();
              });
            }"""
        )
    )


def text_of(page: Page, path: str) -> str:
    """What a page of the site gets when it asks for a file."""
    return str(page.evaluate("async (path) => (await fetch(path)).text()", path))


def status_of(page: Page, path: str) -> Any:
    return page.evaluate(
        "async (path) => { const { status, url } = await fetch(path); return [status, url]; }", path
    )


@pytest.mark.allow_page_errors
def test_after_one_visit_every_page_works_without_a_network(
    site: SiteDriver, page: Page, host: Host
) -> None:
    site.open_lab(LAB)
    site.open_gate("act1", "c")
    site.wait_for_record(LAB, "record.act1.choice === 'c'")
    wait_until_kept(page)
    host.switch_off()
    site.open_lab(OTHER)
    site.open_gate("act1")
    expect(page.locator('[data-gate="act1"] .main-svg').first).to_be_attached()
    site.open("ledger/")
    expect(page.locator(f'[data-ledger-lab="{LAB}"]')).to_be_visible()
    site.open()
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("speedup")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    # every file that was ever listed is there, asked for in whatever way
    listed = json.loads((SITE / offline.LIST).read_text())["files"]
    missing = page.evaluate(
        """async (paths) => {
          const asked = await Promise.all(paths.map((path) => fetch(path)));
          return paths.filter((_, at) => asked[at].status !== 200);
        }""",
        [file["path"] for file in listed],
    )
    assert missing == []
    folder = PAGES[LAB].rstrip("/")
    assert status_of(page, f"{folder}?design=1") == [200, f"{site.url}{folder}/?design=1"]
    page.goto(f"{site.url}{folder}?design=1#act1")
    assert page.url == f"{site.url}{folder}/?design=1#act1"
    site.wait_until_ready(LAB)
    gone = page.goto(f"{site.url}no/such/page/")
    assert gone
    assert gone.status == 404
    assert "404" in page.content()


def test_a_script_is_kept_as_it_came_for_only_such_a_one_does_chromium_keep_compiled(
    site: SiteDriver, page: Page
) -> None:
    site.open()
    wait_until_kept(page)
    listed = [file["path"] for file in json.loads((SITE / offline.LIST).read_text())["files"]]
    remade = page.evaluate(
        """async (paths) => {
          const kept = await Promise.all(paths.map((path) => caches.match(path)));
          return paths.filter((_, at) => kept[at].type !== 'basic');
        }""",
        [path for path in listed if path.endswith((".js", ".mjs"))],
    )
    assert remade == []


def test_a_later_edition_replaces_the_earlier_as_a_whole_and_when_the_reader_says_so(
    site: SiteDriver, page: Page, host: Host, context: BrowserContext
) -> None:
    host.publish(EARLIER)
    site.open_lab(LAB)
    site.open_gate("act1", "c")
    site.move("act1.num_proc", 16)
    site.wait_for_record(LAB, "record.design['act1.num_proc'] === 16")
    wait_until_kept(page)

    # half an upload: a page of the later edition is not the one that its list names
    host.publish(LATER)
    late = host.site / PAGES[OTHER] / "index.html"
    right = late.read_bytes()
    late.write_bytes(right[: len(right) // 2])
    assert look_for_an_update(page) == "redundant"
    assert page.locator(".lab-news button").count() == 0
    assert EARLIER in text_of(page, f"{site.url}{PAGES[OTHER]}")
    assert EARLIER in text_of(page, f"{site.url}assets/main.js")

    late.write_bytes(right)
    fetched: list[str] = []
    context.on("request", lambda r: fetched.append(r.url) if r.service_worker else None)
    assert look_for_an_update(page) == "installed"
    assert [url for url in fetched if "/pyodide-" in url or url.endswith(".whl")] == []
    expect(page.locator(".lab-news")).to_contain_text("A new version")
    # until the reader chooses, this page and the next are wholly of the edition they began with
    site.move("act1.serial_pct", 30)
    site.wait_for_record(LAB, "record.design['act1.serial_pct'] === 30")
    site.open_lab(LAB)
    assert page.title() == EARLIER
    assert LATER not in text_of(page, f"{site.url}assets/main.js")

    site.move("act1.serial_pct", 25)
    expect(page.locator("[data-news-use]")).to_be_visible()
    with page.expect_event("load"):
        page.locator("[data-news-use]").click()
    site.wait_until_ready(LAB)
    assert page.title() == LATER
    assert LATER in text_of(page, f"{site.url}assets/main.js")
    assert page.locator('[data-gate="act1"]').get_attribute("data-state") == "open"
    site.expect_value("act1.theoretical_speedup", 1 / (0.25 + 0.75 / 16))
    record = site.wait_for_record(LAB, "record.design['act1.serial_pct'] === 25")
    assert record["act1"]["choice"] == "c"
    wait_until_kept(page)


SAVES_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"


def test_a_copy_is_made_when_asked_for_and_a_repair_removes_it_and_never_the_ledger(
    site: SiteDriver, page: Page
) -> None:
    page.add_init_script(SAVES_DATA)
    site.open()
    expect(page.locator("[data-offline]")).to_contain_text("your connection saves data")
    assert page.evaluate("navigator.serviceWorker.getRegistrations()") == []
    page.locator("[data-offline-keep]").click()
    kept = {"mlsys-design-ledger:" + site.base: '{"schema": 2, "labs": {}}', "else": "where"}
    page.evaluate(
        "(all) => Object.entries(all).forEach(([k, v]) => { localStorage[k] = v; })", kept
    )
    wait_until_kept(page)
    page.evaluate(
        """async (base) => {
          const names = [`mlsys-site:${base}:old`, `mlsys-snapshot:${base}`, 'another project'];
          for (const name of names) {
            await (await caches.open(name)).put('x', new Response('x'));
          }
        }""",
        site.base,
    )
    assert axe_findings(page) == []
    page.locator("[data-offline-repair]").click()
    with page.expect_event("load"):
        page.locator("[data-offline-repair-confirm]").click()
    assert page.evaluate("navigator.serviceWorker.controller") is None
    names = page.evaluate("caches.keys()")
    assert "another project" in names
    assert not {f"mlsys-site:{site.base}:old", f"mlsys-snapshot:{site.base}"} & set(names)
    stored = page.evaluate("(keys) => keys.map((key) => localStorage.getItem(key))", list(kept))
    assert stored == list(kept.values())
    expect(page.locator("[data-offline]")).to_contain_text("your connection saves data")
