"""Two tabs of one reader: whatever they do, in turn or at once, both find everything again."""

import json

import pytest

from tests.browser.driver import SiteDriver
from tests.browser.ledger_steps import key_of, some_labs, wait_for_notice

ONE, OTHER = some_labs(2)


@pytest.fixture
def second(context, site):
    page = context.new_page()
    page.set_default_timeout(30_000)
    return SiteDriver(page, site.url)


def recorded(site, lab, condition="record"):
    return site.wait_for_record(lab, condition)


def test_tabs_that_write_in_turn_keep_each_others_labs(site, second):
    site.open_lab(ONE)
    second.open_lab(OTHER)
    site.open_gate("act1", "a")
    recorded(site, ONE)
    second.open_gate("act1", "b")
    recorded(second, OTHER)
    site.open_gate("act2", "c")
    recorded(site, ONE, "record.act2?.choice === 'c'")
    labs = second.stored()["labs"]
    assert labs[ONE]["act1"]["choice"] == "a"
    assert labs[OTHER]["act1"]["choice"] == "b"


def test_tabs_that_write_at_once_keep_each_others_labs(site, second):
    site.open_lab(ONE)
    second.open_lab(OTHER)
    at = site.page.evaluate("Date.now() + 1500")
    for tab, option in ((site, "a"), (second, "b")):
        tab.page.locator(f'[data-question="act1.prediction"] input[value="{option}"]').check()
        tab.page.evaluate(
            "at => setTimeout(() => document.querySelector("
            "'[data-question=\"act1.prediction\"] [data-commit]').click(), at - Date.now())",
            at,
        )
    for tab in (site, second):
        tab.page.wait_for_selector('[data-gate="act1"][data-state="open"]')
    both = "record.act1?.choice"
    assert recorded(site, OTHER, both)["act1"]["choice"] == "b"
    assert recorded(second, ONE, both)["act1"]["choice"] == "a"


def test_tabs_on_the_same_lab_keep_the_answer_that_came_first(site, second):
    site.open_lab(ONE)
    second.open_lab(ONE)
    site.open_gate("act1", "a")
    recorded(site, ONE)
    second.open_gate("act1", "b")
    second.open_gate("act2", "b")
    record = recorded(second, ONE, "record.act2?.choice === 'b'")
    assert record["act1"]["choice"] == "a"


def test_a_write_displaced_by_another_tabs_older_copy_is_brought_back(site, second):
    """Browsers keep a copy of the storage per process; the later of two writes may be stale."""
    second.open()
    site.open_lab(ONE)
    site.open_gate("act1", "a")
    recorded(site, ONE)
    stale = {"schema": 2, "labs": {"v1_16": {"lab": "v1_16", "rev": 1, "mine": True}}}
    second.page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)", [key_of(site), json.dumps(stale)]
    )
    record = recorded(second, ONE, "record.act1?.choice === 'a'")
    assert record["act1"]["locked_at"]
    assert second.stored()["labs"]["v1_16"]["mine"] is True


def test_the_ledger_page_of_one_tab_shows_what_the_other_records(site, second):
    second.open("ledger/")
    site.open_lab(ONE)
    site.open_gate("act1", "a")
    second.page.wait_for_selector(f'[data-ledger-lab="{ONE}"]')


def test_a_lab_reset_in_one_tab_starts_over_in_the_other_and_can_be_undone(site, second):
    site.open_lab(ONE)
    site.open_gate("act1", "a")
    before = recorded(site, ONE)
    second.open("ledger/")
    second.page.locator(f'[data-ledger-reset="{ONE}"]').click()
    second.page.locator("[data-reset-confirm]").click()
    wait_for_notice(site.page, "reset in another tab")
    site.page.wait_for_selector('[data-gate="act1"][data-state="locked"]', state="attached")
    assert ONE not in second.stored()["labs"]
    second.page.locator("[data-ledger-undo]").click()
    record = recorded(second, ONE)
    assert record["act1"] == before["act1"]
