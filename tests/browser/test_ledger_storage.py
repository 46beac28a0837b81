"""Whatever happens to a browser's storage, the reader is told and nothing they did is lost."""

import json

import pytest

from tests.browser.ledger_steps import (
    LEDGER_PAGE,
    key_of,
    notices,
    open_ledger,
    store,
    wait_for_notice,
)
from tests.ledger.made import full_ledger

LAB = "v1_12"

FILL_UP = """() => {
  let size = 1 << 20, n = 0;
  while (size > 0) {
    try { localStorage.setItem('filler' + n++, 'x'.repeat(size)); }
    catch { size = Math.floor(size / 2); }
  }
}"""
DENIED = """Object.defineProperty(window, 'localStorage', {
  get() { throw new DOMException('denied', 'SecurityError'); } });"""
REFUSING = """Storage.prototype.setItem = () => {
  throw new DOMException('not in this window', 'QuotaExceededError'); };"""
FORGETFUL = "Storage.prototype.setItem = () => {};"


def exported(page):
    with page.expect_download() as download:
        page.locator(".lab-notice .notice-action").first.click()
    return json.loads(download.value.path().read_text())


def test_full_storage_is_told_and_the_results_can_be_exported(site, page):
    site.open_lab(LAB)
    page.evaluate(FILL_UP)
    site.open_gate("act1", "c")
    wait_for_notice(page, "is full")
    assert exported(page)["labs"][LAB]["act1"]["choice"] == "c"
    assert page.locator("[data-saved]").get_attribute("data-state") == "unsaved"


def test_storage_that_has_room_again_takes_everything(site, page):
    site.open_lab(LAB)
    page.evaluate(FILL_UP)
    site.open_gate("act1", "c")
    wait_for_notice(page, "is full")
    page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('filler'))"
                  ".forEach(k => localStorage.removeItem(k))")  # fmt: skip
    site.move("act1.num_proc", 8)
    record = site.wait_for_record(LAB, "record.design['act1.num_proc'] === 8")
    assert record["act1"]["choice"] == "c"


@pytest.mark.allow_page_errors  # the theme's own script stumbles over denied storage
@pytest.mark.parametrize(
    ("script", "words"),
    [(DENIED, "does not let this site store"), (REFUSING, "is full"), (FORGETFUL, "did not keep")],
    ids=["denied", "a window without room", "a window that forgets"],
)
def test_without_storage_the_visit_goes_on_in_this_tab(site, page, script, words):
    page.add_init_script(script)
    site.open_lab(LAB)
    site.open_gate("act1", "c")
    wait_for_notice(page, words)
    site.move("act1.num_proc", 8)
    page.wait_for_selector('[data-saved][data-state="unsaved"]')
    assert exported(page)["labs"][LAB]["act1"]["choice"] == "c"


def test_storage_cleared_behind_a_tab_is_told_and_filled_again(site, page):
    store(site, full_ledger())
    site.open_lab(LAB)
    site.open_gate("act1", "c")
    site.wait_for_record(LAB, "record.rev > 1")
    labs = set(site.stored()["labs"])
    page.evaluate("localStorage.clear()")
    site.move("act1.num_proc", 8)
    site.wait_for_record(LAB, "record.design['act1.num_proc'] === 8")
    wait_for_notice(page, "is gone")
    assert set(site.stored()["labs"]) == labs


def test_of_a_damaged_ledger_what_can_be_read_is_back_and_the_text_is_kept(site, page):
    ledger = full_ledger()
    broken = json.dumps(ledger)[:-300]
    store(site, broken)
    site.open(LEDGER_PAGE)
    page.wait_for_function(
        "([key, n]) => Object.keys(JSON.parse(localStorage.getItem(key))?.labs ?? {}).length === n",
        arg=[key_of(site), len(ledger["labs"])],
    )
    first = next(iter(ledger["labs"]))
    assert site.stored()["labs"][first] == ledger["labs"][first]
    wait_for_notice(page, "could be read from the damaged ledger")
    aside = page.locator("[data-ledger-aside]")
    with page.expect_download() as download:
        aside.get_by_text("Download it unchanged").click()
    assert download.value.path().read_text() == broken
    assert page.evaluate("key => localStorage.getItem(key)",
                         aside.get_attribute("data-ledger-aside")) == broken  # fmt: skip


def test_a_record_with_fields_of_the_wrong_kind_neither_stops_the_lab_nor_is_dropped(site, page):
    spoilt = {"schema": 2, "labs": {LAB: {"failures": 5, "act1": "?", "rev": "x", "mine": 1}}}
    store(site, spoilt)
    site.open_lab(LAB)
    site.open_gate("act1", "c")
    record = site.wait_for_record(LAB, "record.act1?.choice === 'c'")
    assert record["unreadable"] == {"failures": 5, "act1": "?", "rev": "x"}
    assert record["mine"] == 1


def test_safaris_seven_days_are_told_once_with_the_export_at_hand(site, page):
    page.add_init_script(
        "Object.defineProperty(navigator, 'vendor', {get: () => 'Apple Computer, Inc.'})"
    )
    ledger = open_ledger(site)
    wait_for_notice(page, "seven days")
    assert exported(page) == ledger
    site.open(LEDGER_PAGE)
    page.wait_for_selector("[data-ledger-lab]")
    page.wait_for_selector("[data-revisit]")
    assert "seven days" not in notices(page)


def test_other_browsers_hear_nothing_of_seven_days(site, page):
    open_ledger(site)
    page.wait_for_selector("[data-revisit]")
    assert notices(page) == ""


def test_a_private_window_that_can_be_told_is_told(site, page):
    page.add_init_script(
        "StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException('private'))"
    )
    open_ledger(site)
    wait_for_notice(page, "private window")
