"""A reader's own device, from the form to the context and back, as a reader goes that way."""

import json
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.driver import SiteDriver
from tests.browser.ledger_steps import LEDGER_PAGE, as_file
from tests.browser.test_access import expect_no_findings
from tests.browser.test_explore import RESTED, fold, open_panel

ROOM = f"{fold('act1')} .explore-device"
STATUS = f"{fold('act1')} [data-hardware-status]"
FIGURES = {"memory_bytes": "24", "memory_bytes_per_s": "1008", "power_w": "450"}
CLOUD, EDGE = 2500, 120


def fill(page: Page, **figures: str) -> None:
    for name, text in figures.items():
        page.locator(f"{ROOM} input[id$='-{name}']").fill(text)


def trouble(page: Page, name: str) -> str:
    return page.locator(f"{ROOM} [id$='-{name}-trouble']").inner_text()


def use_mine(site: SiteDriver, page: Page) -> None:
    page.locator(f"{fold('act1')} [data-hardware-use]").first.click()
    page.wait_for_selector("[data-own-context] input:checked")
    site.expect_value("act1.needed_images_per_s", CLOUD * 165 / 312)


def marks(page: Page) -> dict[str, Any]:
    """What on the page says whose device it is."""
    told: dict[str, Any] = page.evaluate(
        "() => ({hud: document.querySelector('[data-hud-context]').textContent,"
        " button: document.querySelector('[data-own-context]')?.textContent,"
        " note: document.querySelector('[data-own-note]')?.textContent,"
        " title: document.querySelector('[data-figure=\"act1.stages\"] .figure-title').textContent,"
        "})"
    )
    return told


def expect_a_link_to_leave_the_device_here(page: Page) -> None:
    page.locator("[data-copy-design]").first.click()
    said = page.locator("[data-design-said]").first
    expect(said).to_contain_text("Your own device stays here")


def test_a_readers_own_device_is_a_third_context_that_is_never_scored(
    site: SiteDriver, page: Page
) -> None:
    page.emulate_media(reduced_motion="reduce")
    site.open_lab("v1_04")
    site.open_gate("act1")
    record = site.wait_for_record("v1_04")
    open_panel(site, "act1")
    page.wait_for_selector(ROOM)

    # a slip of a unit is refused by name, value and range; the device is not added
    fill(page, name="Attic box", **FIGURES, flop_per_s="165000")
    page.locator(f"{ROOM} [data-hardware-add]").click()
    page.wait_for_function(RESTED, arg=[STATUS, "not added"])
    assert "Bandwidth: 1.008\N{NO-BREAK SPACE}TB/s does not fit a peak of" in trouble(
        page, "memory_bytes_per_s"
    )
    fill(page, flop_per_s="165")
    page.locator(f"{ROOM} [data-hardware-add]").click()
    page.wait_for_function(RESTED, arg=[STATUS, "Attic box is added"])

    # in use it marks button, header, note and chart, and moves the results
    use_mine(site, page)
    assert marks(page)["hud"] == marks(page)["button"] == "Yours – Attic box"
    assert "Nothing you do with it is scored" in marks(page)["note"]
    page.wait_for_function(
        RESTED, arg=["[data-figure='act1.stages'] .figure-title", "(yours: Attic box)"]
    )
    expect_a_link_to_leave_the_device_here(page)
    expect_no_findings(page, "own hardware")
    site.answer("act1.reflection", "c")
    page.wait_for_function(RESTED, arg=["[data-question='act1.reflection']", "Practice"])
    site.move("act1.storage", "ssd")
    site.expect_value("act1.bottleneck", "gpu")

    # a reload brings the reader back to their device; the record never knew of it
    page.reload()
    site.wait_until_ready("v1_04")
    site.expect_value("act1.needed_images_per_s", CLOUD * 165 / 312)
    page.wait_for_function(RESTED, arg=["[data-hud-context]", "Yours – Attic box"])
    assert json.dumps(site.stored()["labs"]["v1_04"]) == json.dumps(record)

    # the book's contexts are a click away, and practice is forgotten there
    site.move("context", "edge")
    site.expect_value("act1.needed_images_per_s", EDGE)
    assert marks(page)["note"] == ""
    assert page.locator("[data-question='act1.reflection']").get_by_text("Practice").count() == 0
    after = site.wait_for_record("v1_04", "record.context === 'edge'")
    assert after["act1"].get("reflection") is None

    # export, drop, import: it goes with the ledger and comes back from the file
    exported = site.stored()
    open_panel(site, "act1")
    page.locator(f"{fold('act1')} [data-hardware-drop]").click()
    page.wait_for_function(RESTED, arg=[STATUS, "Attic box is dropped"])
    page.wait_for_selector("[data-own-context]", state="detached")
    [entry] = site.stored()["devices"].values()
    assert set(entry) == {"version", "at", "dropped"}
    site.open(LEDGER_PAGE)
    exported_file: Any = as_file(exported)
    page.locator("[data-ledger-import]").set_input_files(exported_file)
    page.get_by_role("row", name="Your device: Attic box").get_by_text("new").wait_for()
    page.locator("[data-import-confirm]").click()
    page.wait_for_function(RESTED, arg=[".ledger-voice", "Imported"])
    site.open_lab("v1_04")
    open_panel(site, "act1")
    use_mine(site, page)
