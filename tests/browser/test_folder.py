"""The edition for a classroom without a network: opened from disk, with no server at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import SCREEN
from tests.browser.driver import PAGES, SiteDriver
from tools.offline_zip import make_folder

LAB, OTHER = "v1_12", "v1_09"
REFUSED = "globalThis.Worker = class { constructor() { throw new Error('not from files'); } };"


class FolderDriver(SiteDriver):
    """Drives the folder: its pages are files, not folders."""

    def open(self, path: str = "") -> None:
        self.page.goto(self.url + (path.rstrip("/") or "index") + ".html")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("classroom") / "labs"
    make_folder(target)
    return target


@pytest.fixture
def site_url(folder: Path) -> str:
    return f"{folder.as_uri()}/"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile."""
    context = browser.new_context(viewport=SCREEN)
    yield context
    context.close()


@pytest.fixture
def classroom(page: Page, site_url: str) -> FolderDriver:
    driver = FolderDriver(page, site_url)
    driver.base = site_url.removeprefix("file://")
    return driver


def test_the_labs_run_from_disk_and_the_ledger_remembers(
    classroom: FolderDriver, page: Page
) -> None:
    classroom.open_lab(LAB)
    classroom.open_gate("act1")
    before = classroom.value("act1.actual_speedup")
    classroom.move("act1.num_proc", 16)
    page.wait_for_function(
        "([name, old]) => document.querySelector(`[data-value='${name}']`).value !== old",
        arg=["act1.actual_speedup", before],
    )
    expect(page.locator('[data-gate="act1"] .main-svg').first).to_be_attached()
    classroom.wait_for_record(LAB)
    page.locator('[data-explore="act1"] > summary').click()
    expect(page.locator('[data-explore="act1"] .explore-room')).not_to_contain_text("Loading")
    page.locator('[data-explore="act1"] [data-physics]').click()
    expect(page.locator('[data-explore="act1"] .cm-content').first).to_contain_text("def ")
    page.locator('[data-explore="act1"] [data-physics-run]').click()
    expect(page.locator('[data-explore="act1"] [data-physics-status]')).to_contain_text("No result")
    classroom.open_lab(OTHER)
    classroom.open("ledger/")
    expect(page.locator(f'[data-ledger-lab="{LAB}"]')).to_be_visible()
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("speedup")
    expect(page.locator(".md-search-result__link").first).to_be_visible()


@pytest.mark.allow_page_errors
def test_a_browser_that_refuses_says_what_does_it_instead(
    classroom: FolderDriver, page: Page
) -> None:
    page.add_init_script(REFUSED)
    classroom.open(PAGES[LAB])
    expect(page.locator("[data-runtime-status]").first).to_contain_text("python3 -m http.server")
