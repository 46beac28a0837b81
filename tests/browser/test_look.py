"""How the pages look, against the pictures in `look/` that somebody has looked at and accepted.

`make visual` compares. Where a change is meant, `make visual-accept` takes the pictures anew, and
the review sees before and after.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser import pictures
from tests.browser.driver import SiteDriver
from tests.browser.ledger_steps import open_ledger

LAB = "v1_12"
DESK: ViewportSize = {"width": 1100, "height": 800}
PHONE: ViewportSize = {"width": 360, "height": 740}
# When something was saved, and how far the site is kept on this device, is no matter of looks.
VARIES = "[data-saved], [data-runtime-status], [data-offline], .ledger-stored"
# Each chart in sight is there, and as wide as its place.
DRAWN = """() => [...document.querySelectorAll('.plot')].every(plot => {
  const box = plot.getBoundingClientRect();
  if (box.height === 0 || box.bottom < 0 || box.top > innerHeight) return true;
  const drawn = plot.querySelector('.main-svg');
  return drawn && Math.abs(drawn.getBoundingClientRect().width - box.width) < 2;
})"""


@pytest.fixture
def still(browser: Browser, site_url: str) -> Iterator[SiteDriver]:
    """A reader in whose browser nothing moves, at a place and a time that stay the same."""
    known = pictures.MACHINE.read_text("utf-8").strip() if pictures.MACHINE.exists() else "none"
    here = pictures.machine(browser.version)
    if here != known and not pictures.ACCEPTING:
        pytest.skip(f"the pictures are of {known}; this is {here} (make visual-accept)")
    context = browser.new_context(
        viewport=DESK,
        timezone_id="UTC",
        locale="en-US",
        color_scheme="light",
        reduced_motion="reduce",
        service_workers="block",
    )
    page = context.new_page()
    page.clock.set_fixed_time("2026-03-05T12:00:00Z")
    yield SiteDriver(page, site_url)
    context.close()
    if pictures.ACCEPTING:
        pictures.MACHINE.write_text(f"{here}\n", "utf-8")


def look_at(page: Page, name: str, place: str = "") -> str:
    """Take a picture of what is on screen, with a place of the page at its top."""
    page.evaluate(
        """async selector => {
          scrollTo(0, 0);
          document.activeElement.blur();
          if (selector) document.querySelector(selector).scrollIntoView();
          for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame);
        }""",
        place,
    )
    page.wait_for_function(DRAWN)
    return pictures.check(name, page.screenshot(mask=[page.locator(VARIES)], caret="hide"))


def in_the_dark(page: Page) -> None:
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.wait_for_function("() => document.body.dataset.mdColorScheme === 'slate'")


def test_a_lab_looks_as_it_was_accepted(still):
    page, bench = still.page, '[data-gate="act2"] .bench'
    still.open_lab(LAB)
    expect(page.locator("[data-saved]")).not_to_be_empty()
    seen = [look_at(page, "lab-top")]
    seen.append(look_at(page, "lab-locked", '[data-question="act1.prediction"]'))
    still.open_gate("act1", "a")
    still.open_gate("act2", "b")
    still.wait_for_record(LAB)
    seen.append(look_at(page, "lab-reveal", '[data-reveal="act1"]'))
    still.move("act2.bench_batch", 1)
    page.wait_for_selector('[data-flag="act2.rank_wrong"]:not([hidden])')
    seen.append(look_at(page, "lab-failed", bench))
    in_the_dark(page)
    seen.append(look_at(page, "lab-failed-dark", bench))
    page.set_viewport_size(PHONE)
    seen.append(look_at(page, "lab-phone-dark", '[data-gate="act1"] .bench-results'))
    assert list(filter(None, seen)) == []


def test_the_pages_around_the_labs_look_as_they_were_accepted(still):
    page = still.page
    still.open()
    seen = [look_at(page, "home")]
    open_ledger(still)
    page.wait_for_selector("[data-revisit]")
    seen.append(look_at(page, "ledger"))
    page.set_viewport_size(PHONE)
    seen.append(look_at(page, "ledger-phone"))
    assert list(filter(None, seen)) == []
