"""Beyond the sliders in a real browser: what is offered when, and that the sliders stay live."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page

from mlsys_core import labs
from tests.browser.driver import SiteDriver
from tests.browser.test_access import expect_no_findings
from tests.explore.opened import opened
from tests.explore.test_survey import survey

RESTED = "([s, t]) => document.querySelector(s)?.textContent.includes(t)"


def fold(act: str) -> str:
    return f'[data-explore="{act}"]'


def open_panel(site: SiteDriver, act: str) -> None:
    site.page.locator(f"{fold(act)} > summary").click()
    site.page.wait_for_selector(f"{fold(act)} .explore-part")


def run_survey(site: SiteDriver, act: str = "act2") -> str:
    """Survey an act to its end; return what is said of it."""
    site.page.locator(f"{fold(act)} [data-survey]").click()
    status = f"{fold(act)} [data-survey-status]"
    site.page.wait_for_function(RESTED, arg=[status, "all green"], timeout=90_000)
    return site.page.locator(status).inner_text()


def table_rows(page: Page, selector: str) -> list[list[str]]:
    rows: list[list[str]] = page.eval_on_selector_all(
        f"{selector} tbody tr", "rows => rows.map(r => [...r.cells].map(c => c.textContent))"
    )
    return rows


@pytest.mark.parametrize("lab_id", labs.ids())
def test_before_the_lock_nothing_is_offered_and_nothing_fetched(
    site: SiteDriver, page: Page, lab_id: str
) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    site.open_lab(lab_id)
    for act in labs.get(lab_id).acts:
        assert page.locator(fold(act.id)).count() == 1
        assert page.locator(fold(act.id)).is_hidden()
        site.open_gate(act.id)
        assert page.locator(fold(act.id)).is_visible()
    assert [url for url in fetched if re.search(r"/explore/|/part-panel-|numpy", url)] == []


def test_the_tornado_follows_the_sliders(site: SiteDriver, page: Page) -> None:
    site.open_lab("v1_12")
    site.open_gate("act2")
    open_panel(site, "act2")
    title = f"{fold('act2')} [data-figure='act2.sensitivity'] .figure-title"
    page.wait_for_function(RESTED, arg=[title, "0.212 now"])
    site.move("act2.bench_batch", 4)
    page.wait_for_function(RESTED, arg=[title, "0.332 now"])


@pytest.mark.parametrize("lab_id", ["v1_12", "v1_09"])
def test_a_survey_counts_what_the_proof_counts(site: SiteDriver, page: Page, lab_id: str) -> None:
    site.open_lab(lab_id)
    site.open_gate("act2")
    open_panel(site, "act2")
    said = run_survey(site)
    tally = survey(opened(lab_id, "act2"))["tally"]
    assert f"All {tally['designs']:,} designs" in said
    shown = {row[0]: row[1] for row in table_rows(page, f"{fold('act2')} [data-severities]")}
    words = {"danger": "danger", "warn": "warning", "success": "passed"}
    assert shown == {
        words[name]: f"{count:,}" for name, count in tally["worst"].items() if name in words
    }


def test_a_million_of_a_billion_designs_are_those_of_the_proofs_sample(
    site: SiteDriver, page: Page
) -> None:
    site.open_lab("v2_17")
    site.open_gate("act2")
    open_panel(site, "act2")
    said = run_survey(site)
    tally = survey(opened("v2_17", "act2"))["tally"]
    assert "seed 20240229" in said
    shown = {row[0]: row[1] for row in table_rows(page, f"{fold('act2')} [data-severities]")}
    assert shown["danger"] == f"{tally['worst']['danger']:,}"
    assert shown["passed"] == f"{tally['worst']['success']:,}"


def test_the_sliders_stay_live_while_a_survey_runs_and_it_can_be_stopped(
    site: SiteDriver, page: Page
) -> None:
    site.open_lab("v1_04")
    site.open_gate("act2")
    open_panel(site, "act2")
    page.locator(f"{fold('act2')} [data-survey]").click()
    page.wait_for_function(
        "s => document.querySelector(s + ' progress').value > 0", arg=fold("act2"), timeout=90_000
    )
    site.move("act2.runs", 10)
    site.expect_value(
        "act2.stay_total_usd",
        labs.get("v1_04").evaluate(**{"act2.runs": 10}).values["act2.stay_total_usd"],
    )
    assert page.locator(f"{fold('act2')} progress").is_visible(), "the survey is over already"
    page.get_by_role("button", name="Stop", exact=True).click()
    assert "Stopped" in page.locator(f"{fold('act2')} [data-survey-status]").inner_text()


def test_the_nearest_design_that_works_loads_into_the_sliders(site: SiteDriver, page: Page) -> None:
    site.open_lab("v1_12")
    site.open_gate("act2")
    open_panel(site, "act2")
    run_survey(site)
    page.locator(f"{fold('act2')} [data-nearest] [data-load-design]").click()
    page.wait_for_selector('[data-flag="act2.valid_benchmark"]:not([hidden])')
    page.wait_for_function(RESTED, arg=[f"{fold('act2')} [data-nearest]", "Yours is one"])
    assert site.raised_flags() == {"act2.valid_benchmark"}


@pytest.mark.allow_page_errors
def test_without_a_connection_numpy_is_missed_in_one_sentence_and_the_lab_goes_on(
    site: SiteDriver, page: Page
) -> None:
    page.route("**/*numpy*.whl", lambda route: route.abort())
    site.open_lab("v1_12")
    site.open_gate("act2")
    open_panel(site, "act2")
    page.locator(f"{fold('act2')} [data-survey]").click()
    status = f"{fold('act2')} [data-survey-status]"
    page.wait_for_function(RESTED, arg=[status, "NumPy, which a survey needs, could not be had"])
    site.move("act2.bench_batch", 4)
    changed: dict[str, Any] = {"act2.bench_batch": 4}
    wanted = labs.get("v1_12").evaluate(**changed).values["act2.fidelity"]
    site.expect_value("act2.fidelity", wanted)
    page.unroute("**/*numpy*.whl")
    run_survey(site)


def test_starting_over_shuts_the_panel_with_the_gate(site: SiteDriver, page: Page) -> None:
    site.open_lab("v1_12")
    site.open_gate("act2")
    open_panel(site, "act2")
    page.locator("[data-start-over]").click()
    page.locator("[data-start-over-confirm]").click()
    page.wait_for_selector('[data-gate="act2"][data-state="locked"]', state="attached")
    site.open_gate("act2")
    assert page.locator(f"{fold('act2')} .explore-part").count() == 0


def test_what_is_surveyed_never_reaches_the_record(site: SiteDriver, page: Page) -> None:
    site.open_lab("v1_12")
    site.open_gate("act2")
    before = site.wait_for_record("v1_12")
    open_panel(site, "act2")
    run_survey(site)
    assert json.dumps(site.stored()["labs"]["v1_12"]) == json.dumps(before)


def test_axe_finds_nothing_in_any_of_the_tools(site: SiteDriver, page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    site.open_lab("v1_12")
    site.open_gate("act2")
    open_panel(site, "act2")
    run_survey(site)
    page.locator(f"{fold('act2')} [data-physics]").click()
    page.wait_for_selector(f"{fold('act2')} .cm-content")
    page.locator(f"{fold('act2')} [data-physics-run]").click()
    page.wait_for_selector("[data-physics-results]:not([hidden])")
    page.locator(f"{fold('act2')} [data-physics-copy]").click()
    page.wait_for_selector(f"{fold('act2')} .explore-text")
    page.eval_on_selector_all(
        f"{fold('act2')} details", "folds => { for (const f of folds) f.open = true; }"
    )
    expect_no_findings(page, "explored")
