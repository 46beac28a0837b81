"""One visit, many pages: Python stays awake, and nothing is left behind by a page that was left."""

import re
from typing import Any

from playwright.sync_api import BrowserContext

from mlsys_core.labs import ids
from tests.browser.conftest import SITE
from tests.browser.driver import PAGES

FIRST, SECOND = ids()[0], ids()[1]
ROUNDS = 50
SETTLED_AFTER = 10
# what the theme itself keeps of each page that was left: two empty sidebars, each with a listener.
# A chart would leave some two hundred nodes, a lab some dozens of listeners.
THEME_KEEPS = {"documents": 0, "nodes": 8, "jsEventListeners": 2}
SLACK = 10
FRONT_PAGE = re.compile(r"<loc>(.+?)</loc>")


def name_this_host_in_the_site_map(context: BrowserContext, site_url: str) -> None:
    """Let the theme itself swap pages in: it does so for those its site map lists, on any port."""
    listed = (SITE / "sitemap.xml").read_text("utf-8")
    front_page = FRONT_PAGE.search(listed)
    assert front_page
    site_map = listed.replace(front_page[1], site_url)
    context.route(
        "**/sitemap.xml",
        lambda route: route.fulfill(body=site_map, content_type="application/xml"),
    )


def go(site, path: str) -> None:
    """Follow a link as a reader does; the theme swaps the page in."""
    site.page.evaluate(
        "(url) => { const link = Object.assign(document.createElement('a'), { href: url });"
        " document.body.append(link); link.click(); link.remove(); }",
        site.url + path,
    )
    site.page.wait_for_url(site.url + path)


def test_the_second_lab_of_a_visit_is_live_without_any_boot_on_any_host(site, page):
    site.open_lab(FIRST)
    [worker] = [w for w in page.workers if w.url.endswith("runtime/worker.js")]
    began: list[str] = []
    page.on("worker", lambda w: began.append(w.url))
    page.on("request", lambda r: began.append(r.url) if "/runtime/pyodide" in r.url else None)
    stages = page.evaluate_handle(
        "() => { const seen = []; new MutationObserver(() => { const lab ="
        " document.querySelector('[data-lab]'); if (lab) seen.push(lab.dataset.runtime); })"
        ".observe(document.documentElement, { subtree: true, childList: true,"
        " attributeFilter: ['data-runtime'] }); return seen; }"
    )
    go(site, PAGES[SECOND])
    site.wait_until_ready(SECOND)
    site.open_gate("act1")
    assert "booting" not in stages.json_value()
    assert [w for w in page.workers if w.url.endswith("runtime/worker.js")] == [worker]
    page.go_back()
    site.wait_until_ready(FIRST)
    assert "booting" not in stages.json_value()
    snapshot_making = "/runtime/snapshot-worker.js"
    assert [url for url in began if not url.endswith(snapshot_making)] == []


def draw_a_chart(page) -> None:
    """Bring a chart into sight and wait until it is drawn."""
    plot = page.locator('[data-gate="act1"] [data-plot]').first
    plot.scroll_into_view_if_needed()
    plot.locator(".main-svg").first.wait_for()


def wait_until_ready(page, lab: str) -> None:
    """Wait by a locator: a handle to an element would itself keep the page in memory."""
    page.locator(f'[data-lab="{lab}"][data-runtime="ready"]').wait_for()


def counters(cdp) -> dict[str, Any]:
    cdp.send("HeapProfiler.collectGarbage")
    cdp.send("HeapProfiler.collectGarbage")
    return dict(cdp.send("Memory.getDOMCounters"))


def test_fifty_pages_leave_no_listener_no_chart_and_no_request_behind(site, page, context):
    name_this_host_in_the_site_map(context, site.url)
    cdp = context.new_cdp_session(page)
    site.open_lab(FIRST)
    page.evaluate("window.here = true")
    site.answer("act1.prediction", "a")
    draw_a_chart(page)
    under_way: dict[Any, str] = {}
    page.on("request", lambda r: under_way.update({r: r.url}))
    page.on("requestfinished", lambda r: under_way.pop(r, None))
    page.on("requestfailed", lambda r: under_way.pop(r, None))
    early = {}
    for round_ in range(ROUNDS):
        lab = (SECOND, FIRST)[round_ % 2]
        go(site, PAGES[lab])
        wait_until_ready(page, lab)
        if lab == FIRST:
            draw_a_chart(page)
        if round_ + 1 == SETTLED_AFTER:
            early = counters(cdp)
    late = counters(cdp)
    for what, kept in THEME_KEEPS.items():
        allowed = early[what] + kept * (ROUNDS - SETTLED_AFTER) + SLACK
        assert late[what] <= allowed, (what, early, late)
    assert len([w for w in page.workers if w.url.endswith("runtime/worker.js")]) == 1
    page.wait_for_load_state("networkidle")
    assert list(under_way.values()) == []
    assert page.evaluate("window.here"), "no page was loaded anew"
