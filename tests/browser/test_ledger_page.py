"""The ledger page: what a reader decided, a copy to keep, one to bring back, and a report."""

import json

import pytest

from mlsys_core.ledger.report import is_unedited
from tests.browser.ledger_steps import (
    CLASS_PAGE,
    as_file,
    key_of,
    open_ledger,
)
from tests.ledger.made import full_ledger
from tests.ledger.test_damage import scripted

LAB = "v1_12"


def downloaded(page, selector):
    with page.expect_download() as download:
        page.locator(selector).click()
    return download.value.path().read_text()


def choose(page, document, name="ledger.json"):
    page.locator("[data-ledger-import]").set_input_files(as_file(document, name))


def changes(page):
    page.wait_for_selector("[data-change]")
    return page.eval_on_selector_all(
        "[data-change]", "rows => Object.fromEntries(rows.map(r => [r.cells[0].textContent,"
        " r.dataset.change]))"
    )  # fmt: skip


def test_the_page_shows_cards_charts_timeline_and_what_to_revisit(site, page):
    ledger = open_ledger(site)
    for lab in ledger["labs"]:
        assert page.locator(f'[data-ledger-lab="{lab}"]').count() == 1
    page.wait_for_selector("[data-revisit]")
    page.locator('[data-figure="accuracy"]').scroll_into_view_if_needed()
    page.wait_for_selector('[data-figure="accuracy"] .main-svg')
    page.locator('[data-figure="constraints"]').scroll_into_view_if_needed()
    page.wait_for_selector('[data-figure="constraints"] .main-svg')
    decided = page.locator(".ledger-timeline").inner_text()
    assert "V1-12" in decided
    assert page.locator('[data-revisit] a[href*="labs/vol1/12-"]').count() == 1
    assert "predicted A" in decided
    page.locator('[data-figure="accuracy"] summary').click()
    page.wait_for_function(
        "() => document.querySelectorAll('[data-figure=\"accuracy\"] tbody tr').length === 8"
    )


def test_an_empty_ledger_says_so_and_offers_to_bring_one_in(site, page):
    open_ledger(site, {"schema": 2, "labs": {}})
    assert "Nothing is recorded yet" in page.locator("[data-ledger-page]").inner_text()
    assert page.locator("[data-ledger-import]").is_visible()
    assert page.locator('[data-part="charts"]').is_hidden()
    assert page.locator("[data-ledger-export]").is_hidden()


def test_devices_are_exported_even_where_no_lab_is_recorded(site, page):
    device = {"version": 1, "at": "2026-03-01T10:00:00.000Z", "name": "Attic box"}
    open_ledger(site, {"schema": 2, "labs": {}, "devices": {"own-1": device}})
    assert "Nothing is recorded yet" in page.locator("[data-ledger-page]").inner_text()
    exported = json.loads(downloaded(page, "[data-ledger-export]"))
    assert exported["devices"] == {"own-1": device}
    assert page.locator("[data-report-print]").is_hidden()


def test_what_was_exported_comes_back_exactly(site, page):
    ledger = open_ledger(site)
    text = downloaded(page, "[data-ledger-export]")
    assert json.loads(text) == ledger
    page.evaluate("localStorage.clear()")
    site.open("ledger/")
    choose(page, text)
    assert set(changes(page).values()) == {"added"}
    page.locator("[data-import-confirm]").click()
    page.wait_for_selector(f'[data-ledger-lab="{LAB}"]')
    assert site.stored() == ledger


@pytest.mark.parametrize("mode", ["merge", "replace"])
def test_an_import_says_first_what_it_would_change_and_can_be_undone(site, page, mode):
    mine = {"schema": 2, "labs": {"v1_16": {"lab": "v1_16", "schema": 2, "rev": 1}}}
    open_ledger(site, mine)
    choose(page, full_ledger())
    page.locator(f'input[value="{mode}"]').check()
    expected = {"merge": "unchanged", "replace": "removed"}[mode]
    assert changes(page)["V1-16 The Architect's Audit"] == expected
    assert site.stored() == mine
    page.locator("[data-import-confirm]").click()
    page.wait_for_selector(f'[data-ledger-lab="{LAB}"]')
    assert ("v1_16" in site.stored()["labs"]) is (mode == "merge")
    page.locator("[data-ledger-undo]").click()
    page.wait_for_selector(f'[data-ledger-lab="{LAB}"]', state="detached")
    assert site.stored() == mine


def test_a_file_of_the_earlier_draft_comes_in_too(site, page):
    open_ledger(site, {"schema": 2, "labs": {}})
    draft = {"track": "edge", "history": [{"chapter": 4, "design": {"act1_prediction": "B"}}]}
    choose(page, draft)
    page.locator("[data-import-confirm]").click()
    page.wait_for_selector('[data-ledger-lab="v1_04"]')
    assert site.stored()["labs"]["v1_04"]["act1"]["choice"] == "b"


def test_what_is_no_ledger_is_refused_with_a_reason_and_nothing_changes(site, page):
    mine = open_ledger(site)
    strangers = ['{"shopping": ["milk"]}', "[1, 2]", "no JSON at all", "", "[" * 100_000]
    for number, text in enumerate(strangers):
        choose(page, text, f"notes-{number}.json")
        page.locator(".import-refused", has_text=f"notes-{number}.json was not imported").wait_for()
        assert site.stored() == mine


def test_resetting_one_lab_asks_first_and_can_be_undone(site, page):
    ledger = open_ledger(site)
    page.locator(f'[data-ledger-reset="{LAB}"]').click()
    page.get_by_text("Keep it").click()
    assert site.stored() == ledger
    page.locator(f'[data-ledger-reset="{LAB}"]').click()
    page.locator("[data-reset-confirm]").click()
    page.wait_for_selector(f'[data-ledger-lab="{LAB}"]', state="detached")
    assert set(site.stored()["labs"]) == set(ledger["labs"]) - {LAB}
    page.locator("[data-ledger-undo]").click()
    page.wait_for_selector(f'[data-ledger-lab="{LAB}"]')
    assert site.stored()["labs"] == ledger["labs"]


def test_resetting_all_labs_can_be_undone(site, page):
    ledger = open_ledger(site)
    page.locator("[data-ledger-reset-all]").click()
    page.locator("[data-reset-confirm]").click()
    page.wait_for_selector(".ledger-empty")
    assert site.stored()["labs"] == {}
    page.locator("[data-ledger-undo]").click()
    page.wait_for_selector(f'[data-ledger-lab="{LAB}"]')
    assert site.stored()["labs"] == ledger["labs"]


def test_a_lab_reset_has_forgotten_its_answers(site, page):
    site.open_lab(LAB)
    site.open_gate("act1", "a")
    site.wait_for_record(LAB)
    site.open("ledger/")
    page.locator(f'[data-ledger-reset="{LAB}"]').click()
    page.locator("[data-reset-confirm]").click()
    page.wait_for_selector(".ledger-empty")
    site.open_lab(LAB)
    assert page.locator('[data-gate="act1"]').is_hidden()
    site.open_gate("act1", "c")
    record = site.wait_for_record(LAB)
    assert record["act1"]["choice"] == "c"
    assert record["since"] == site.stored()["resets"][LAB]


def test_the_report_carries_the_name_and_a_code_that_fits(site, page):
    open_ledger(site)
    page.locator("#report-name").fill("Ada <b>Lovelace</b>")
    text = downloaded(page, "[data-report-download]")
    assert "Ada \\<b\\>Lovelace" in text
    assert is_unedited(text) is True


def test_the_printed_report_is_a_page_of_its_own(site, page):
    page.add_init_script("window.print = () => { window.printed = true; }")
    open_ledger(site)
    page.locator("#report-name").fill("Ada")
    page.locator("[data-report-print]").click()
    page.wait_for_function("() => window.printed")
    page.emulate_media(media="print")
    assert page.locator(".report-sheet").is_visible()
    assert page.locator(".md-container").is_hidden()
    sheet = page.locator(".report-sheet").inner_text()
    assert "Name: Ada" in sheet
    assert "Report code:" in sheet
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".report-sheet").count() == 0


def test_no_script_in_any_field_runs_anywhere(site, page):
    ledger = scripted(full_ledger())
    ledger["schema"] = 2
    title = "Design Ledger"
    open_ledger(site, ledger)
    page.wait_for_selector("[data-revisit]")
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    choose(page, ledger, "<img src=x onerror=\"document.title='run'\">.json")
    page.wait_for_selector("[data-change]")
    downloaded(page, "[data-report-download]")
    assert title in page.title()
    assert page.locator("[data-ledger-page] :is(script, img)").count() == 0
    site.open("")
    site.open(CLASS_PAGE)
    page.locator("[data-class-files]").set_input_files([as_file(ledger, "<b>x</b>.json")])
    page.wait_for_selector("[data-class-count]")
    assert page.locator("[data-class-page] :is(script, img, b)").count() == 0
    assert "run" not in page.title()


def test_the_page_has_no_two_controls_of_one_name(site, page):
    open_ledger(site)
    page.wait_for_selector("[data-revisit]")
    names = page.eval_on_selector_all(
        "[data-ledger-page] button:not(figure button)",
        "all => all.map(b => b.ariaLabel || b.textContent)",
    )
    assert len(names) == len(set(names))
    assert key_of(site).startswith("mlsys-design-ledger:/")
