"""The capstone in a real browser: the sample ledger, the way through the course, the hint."""

from mlsys_core.labs import get, ids
from mlsys_core.sample_ledger import sample_ledger

LAB = "v2_17"
JOURNEY = '[data-figure="act1.journey"]'


def test_the_sample_can_be_used_and_dropped_without_a_trace(site, page):
    site.open_lab(LAB)
    site.open_gate("act1", "a")
    assert page.locator('[data-when="act1.evidence"]').first.is_visible()
    site.move("act1.source", "sample")
    wanted = get(LAB).evaluate(ledger=sample_ledger()).values
    for name in ("act1.labs_hit", "act1.group_b_pct", "act1.answer"):
        site.expect_value(name, wanted[name])
    assert page.get_by_text("This is the sample ledger, not yours.").is_visible()
    page.wait_for_selector(f'{JOURNEY} [data-cell="v1_07"][data-state="open"]')

    page.locator('[data-question="act1.prediction"] [data-retry]').click()
    site.answer("act1.prediction", "d")
    said = page.locator('[data-question="act1.prediction"] [data-verdict]')
    page.wait_for_function("e => e.textContent.startsWith('Practice')", arg=said.element_handle())

    site.move("act1.source", "mine")
    site.expect_value("act1.labs_recorded", 0)
    page.wait_for_selector(f'{JOURNEY} [data-cell="v1_07"][data-state="none"]')
    assert page.get_by_text("This is the sample ledger, not yours.").is_hidden()
    record = site.wait_for_record(LAB, "record.act1.choice === 'a'")
    assert record["act1"]["correct"] is None
    assert record["extra"]["labs_recorded"] == 0
    kept = page.evaluate("Object.values(localStorage).join('')")
    assert '"track":"sample"' not in kept.replace(" ", "")


def test_the_journey_links_the_labs_that_exist_and_names_the_rest(site, page):
    site.open_lab(LAB)
    site.open_gate("act1")
    linked = page.eval_on_selector_all(
        f"{JOURNEY} [data-cell]:has(a)", "all => all.map(e => e.dataset.cell)"
    )
    assert linked == [lab for lab in ids() if lab != LAB]
    assert page.locator(f"{JOURNEY} [data-cell]").count() == 33
    page.locator(f'{JOURNEY} [data-cell="v1_12"] a').click()
    page.wait_for_selector('[data-lab="v1_12"]')


def test_a_stuck_reader_opens_the_hint_follows_it_and_is_approved(site, page):
    site.open_lab(LAB)
    site.open_gate("act2", "b")
    page.get_by_text("Stuck?").click()
    settings = {}
    for _ in range(4):
        wanted = get(LAB).evaluate(**settings).values
        control, value = wanted["act2.hint_control"], wanted["act2.hint_value"]
        site.expect_value("act2.hint_control", control)
        site.expect_value("act2.hint_value", value)
        site.move(f"act2.{control}", value)
        settings[f"act2.{control}"] = value
    page.wait_for_selector('[data-flag="act2.approved"]:not([hidden])')
    site.expect_value("act2.hint_case", "approved")
    page.locator('[data-figure="act2.feasibility_map"]').scroll_into_view_if_needed()
    page.wait_for_selector('[data-figure="act2.feasibility_map"] .plot svg')


def test_on_a_phone_one_group_of_controls_is_open_at_a_time(site, page):
    page.set_viewport_size({"width": 360, "height": 740})
    site.open_lab(LAB)
    site.open_gate("act2", "b")
    assert visible_groups(page) == ["Place"]
    page.get_by_role("button", name="Serving").click()
    assert visible_groups(page) == ["Serving"]
    assert page.locator(".lab-badges dd").all_inner_texts().count("hit") == 4
    page.set_viewport_size({"width": 1280, "height": 900})
    assert len(visible_groups(page)) == 5


def visible_groups(page):
    return page.eval_on_selector_all(
        '[data-instrument="act2"] .lab-group',
        "all => all.filter(e => !e.hidden).map(e => e.querySelector('legend').textContent)",
    )
