"""Python behind a lab: stuck and replaced, missing a file, still asleep. The page stays whole."""

import pytest

from tests.browser.driver import PAGES

LAB = "v1_12"


def test_a_worker_stuck_in_an_endless_loop_is_replaced_and_nothing_is_lost(site, page):
    site.open_lab(LAB)
    site.open_gate("act1", "c")
    site.move("act1.num_proc", 16)
    site.wait_for_record(LAB, "record.design['act1.num_proc'] === 16")
    python = next(worker for worker in page.workers if "runtime" in worker.url)
    python.evaluate("() => { setTimeout(() => { for (;;); }, 0); }")
    site.move("act1.serial_pct", 30)
    site.expect_value("act1.theoretical_speedup", 1 / (0.30 + 0.70 / 16))
    assert site.control("act1.num_proc").locator("select").input_value() == "16"
    assert page.locator(".lab-notice").first.inner_text() != ""
    site.wait_for_record(
        LAB, "record.design['act1.serial_pct'] === 30 && record.act1.choice === 'c'"
    )


@pytest.mark.allow_page_errors
def test_a_missing_file_is_named_the_page_stays_readable_and_retry_works(site, page):
    page.route("**/pyodide.asm.wasm", lambda route: route.fulfill(status=404, body="gone"))
    site.open_lab(LAB, ready=False)
    page.wait_for_selector(f'[data-lab="{LAB}"][data-runtime="failed"]')
    assert "pyodide.asm.wasm" in page.locator("[data-runtime-status]").inner_text()
    page.locator("[data-runtime-read-on]").click()
    assert page.locator('[data-gate="act1"]').is_visible()
    assert site.value("act1.runtime_h") == "16.328125"
    page.unroute("**/pyodide.asm.wasm")
    page.locator("[data-runtime-retry]").click()
    site.wait_until_ready(LAB)


def test_a_prediction_made_while_python_sleeps_counts_once_it_wakes(site, page):
    held = []
    # Playwright marks the handler, which a bound method of a list does not allow.
    page.route("**/pyodide.asm.wasm", lambda route: held.append(route))  # noqa: PLW0108
    with page.expect_request("**/pyodide.asm.wasm"):
        site.open_lab(LAB, ready=False)
    site.answer("act1.prediction", "b")
    held[0].continue_()
    page.wait_for_selector('[data-gate="act1"][data-state="open"]')
    record = site.wait_for_record(LAB, "record.act1.choice === 'b'")
    assert record["act1"]["correct"] is False


def test_python_does_no_hard_work_before_the_page_is_whole(site, page):
    seen, held, known = [], [], []

    def hold(route):
        route.continue_() if known else held.append(route)

    page.on("request", lambda request: seen.append(request.url.rpartition("/")[2]))
    page.on("domcontentloaded", lambda _: seen.append("whole"))
    # the theme's script keeps the page from being whole until the worker knows what to boot from
    page.route("**/javascripts/bundle.*.js", hold)
    with page.expect_response("**/runtime/manifest.json") as manifest:
        page.goto(site.url + PAGES[LAB], wait_until="commit")
    known.append(manifest.value.json()["build"])
    for route in held:
        route.continue_()
    site.wait_until_ready(LAB)
    assert seen.index("manifest.json") < seen.index("whole") < seen.index("pyodide.mjs")
