"""A real browser over the built site, under a sub-path, with no way out to other hosts."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.browser.driver import SiteDriver
from tools.browser import TEST_FLAGS, find_browser
from tools.static_server import serving

# A busy machine answers late, not wrongly. Only a test that fails takes longer for it.
expect.set_options(timeout=60_000)

SITE = Path(__file__).parents[2] / "site"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if Path(item.fspath).is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site_url() -> Iterator[str]:
    """The built site's front page, served under a sub-path as a project page is."""
    if not (SITE / "index.html").exists():
        pytest.fail("there is no built site; run `make build` first")
    with serving(SITE, "/labs-site/") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser that every test's profile is of."""
    program = find_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(TEST_FLAGS))
        yield browser
        browser.close()


SCREEN: ViewportSize = {"width": 1280, "height": 900}
KEPT = "local_storage,indexeddb,cache_storage,service_workers"
# A device short of memory keeps no snapshot: making one in every test would be half of all work.
LITTLE_MEMORY = "Object.defineProperty(Navigator.prototype, 'deviceMemory', { get: () => 2 });"


@pytest.fixture(scope="session")
def profile(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """The profile of a small device that has the site's files in its cache, and nothing else."""
    profile = browser.browser_type.launch_persistent_context(
        tmp_path_factory.mktemp("profile"),
        executable_path=find_browser(),
        args=list(TEST_FLAGS),
        viewport=SCREEN,
        service_workers="block",
    )
    profile.add_init_script(LITTLE_MEMORY)
    yield profile
    profile.close()


@pytest.fixture
def context(profile: BrowserContext, site_url: str) -> Iterator[BrowserContext]:
    """A reader whose browser keeps nothing of theirs; its cache saves half of a visit's work."""
    yield profile
    first, *others = profile.pages
    profile.unroute_all()
    for page in others:
        _leave(page, site_url)
        page.close()
    forget = profile.new_cdp_session(first)
    origin = "/".join(site_url.split("/")[:3])
    forget.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": KEPT})
    forget.detach()


def _leave(page: Page, site_url: str) -> None:
    """Have a lab write down what it does when left, and forget it, before the next test begins."""
    if page.url.startswith(site_url):
        with suppress(Error):  # a test may have taken its site away
            page.goto(f"{site_url}offline.json")
            page.evaluate("localStorage.clear()")


@pytest.fixture
def new_device(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has never been here: no storage, no cache, no copy of the site."""
    context = browser.new_context(viewport=SCREEN, service_workers="block")
    context.add_init_script(LITTLE_MEMORY)
    yield context
    context.close()


@pytest.fixture
def page(request: pytest.FixtureRequest, context: BrowserContext, site_url: str) -> Iterator[Page]:
    """A page that fails the test on any console error, exception or request to another origin."""
    page = context.new_page()
    page.set_default_timeout(60_000)
    seen: list[str] = []
    origin = "/".join(site_url.split("/")[:3])
    page.on("console", lambda m: seen.append(f"console: {m.text}") if m.type == "error" else None)
    page.on("pageerror", lambda error: seen.append(f"exception: {error}"))
    local = (origin, "data:", "blob:")
    page.on(
        "request",
        lambda r: None if r.url.startswith(local) else seen.append(f"foreign request: {r.url}"),
    )
    yield page
    allowed = request.node.get_closest_marker("allow_page_errors")
    if allowed is None:
        assert seen == [], "\n".join(seen)


@pytest.fixture
def site(page: Page, site_url: str) -> SiteDriver:
    """The site as a reader uses it."""
    return SiteDriver(page, site_url)
