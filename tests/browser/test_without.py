"""What a browser can't do or won't allow: the page still teaches, and says what is missing."""

import pytest
from playwright.sync_api import expect

from tools.paths import SITE

LAB = "v1_12"


def expect_a_page_to_read(site, page) -> None:
    """The runtime says that it failed, and all of the lab can be read without it."""
    page.wait_for_selector(f'[data-lab="{LAB}"][data-runtime="failed"]')
    status = page.locator("[data-runtime-status]")
    expect(status).to_contain_text("The physics engine did not start")
    page.locator("[data-runtime-read-on]").click()
    for gate in ("act1", "act2"):
        expect(page.locator(f'[data-gate="{gate}"]')).to_be_visible()
    assert site.value("act1.runtime_h") == "16.328125"


@pytest.mark.allow_page_errors
def test_without_webassembly_the_page_reads_on(site, page):
    worker = (SITE / "assets/runtime/worker.js").read_text()
    body = f"delete globalThis.WebAssembly;\n{worker}"
    page.route(
        "**/runtime/worker.js", lambda r: r.fulfill(content_type="text/javascript", body=body)
    )
    site.open_lab(LAB, ready=False)
    expect_a_page_to_read(site, page)
    expect(page.locator("[data-runtime-status]")).to_contain_text("WebAssembly")


@pytest.mark.allow_page_errors
def test_without_workers_the_page_reads_on(site, page):
    page.add_init_script(
        "globalThis.Worker = class { constructor() {"
        " throw new DOMException('workers are not allowed here', 'SecurityError'); } };"
    )
    site.open_lab(LAB, ready=False)
    expect_a_page_to_read(site, page)


@pytest.mark.allow_page_errors
def test_without_storage_the_lab_works_and_says_that_nothing_is_kept(site, page):
    page.add_init_script(
        "Object.defineProperty(globalThis, 'localStorage', { get() {"
        " throw new DOMException('denied', 'SecurityError'); } });"
    )
    site.open_lab(LAB)
    site.open_gate("act1", "c")
    site.move("act1.num_proc", 16)
    site.expect_value("act1.theoretical_speedup", 1 / (0.15 + 0.85 / 16))
    expect(page.locator(".lab-notices").first).to_contain_text("storage is blocked or full")
