"""The pages about whole ledgers for every reader: axe finds nothing, nothing scrolls sideways."""

from tests.browser.ledger_steps import CLASS_PAGE, as_file, open_ledger
from tests.browser.test_access import NARROW, expect_no_findings
from tests.ledger.made import full_ledger


def expect_no_sideways_scrolling(page):
    page.set_viewport_size(NARROW)
    wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"the page is {wide} px wider than the screen"


def open_all_folds(page):
    page.evaluate("() => document.querySelectorAll('details').forEach(d => { d.open = true; })")


def test_axe_finds_nothing_on_a_full_ledger_with_an_import_under_way(site, page):
    open_ledger(site)
    page.wait_for_selector("[data-revisit]")
    page.locator("[data-ledger-import]").set_input_files(as_file(full_ledger()))
    page.wait_for_selector("[data-change]")
    open_all_folds(page)
    expect_no_findings(page, "full ledger")
    expect_no_sideways_scrolling(page)


def test_axe_finds_nothing_on_a_damaged_ledger_or_after_a_reset(site, page):
    open_ledger(site, '{"schema": 2, "labs": {"v1_12": {"lab": "v1_12", "rev": 1}, ')
    page.wait_for_selector("[data-ledger-aside]")
    page.wait_for_selector('[data-ledger-lab="v1_12"]')
    page.locator('[data-ledger-reset="v1_12"]').click()
    page.locator("[data-reset-confirm]").click()
    page.wait_for_selector("[data-ledger-undo]")
    expect_no_findings(page, "set aside, and reset")


def test_axe_finds_nothing_on_a_class(site, page):
    site.open(CLASS_PAGE)
    ledger = full_ledger()
    files = [as_file(ledger, "a.json"), as_file(ledger, "b.json"), as_file("x", "c.json")]
    page.locator("[data-class-files]").set_input_files(files)
    page.wait_for_selector("[data-class-count]")
    open_all_folds(page)
    expect_no_findings(page, "class")
    expect_no_sideways_scrolling(page)


def test_a_reset_is_done_and_undone_from_the_keyboard(site, page):
    open_ledger(site)
    page.locator('[data-ledger-reset="v1_12"]').focus()
    page.keyboard.press("Enter")
    page.locator("[data-reset-confirm]").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-ledger-undo]:focus")
    page.keyboard.press("Enter")
    page.wait_for_selector('[data-ledger-lab="v1_12"]')
