"""What holds for each lab, found from the lab itself: a new lab is tested without a line here."""

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest

from mlsys_core import session
from mlsys_core.labs import get, ids

TRIES = 4_000


def designs(lab_id: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield designs ever further from the defaults: none, one, then several controls changed."""
    lab = get(lab_id)
    controls = [(f"{act.id}.{c.id}", c.values()) for act in lab.acts for c in act.controls]
    for context in lab.contexts:
        yield context.key, {}
        for name, values in controls:
            for value in values:
                yield context.key, {name: value}
    dice = random.Random(lab_id)  # noqa: S311 - a repeatable choice, not a secret
    for _ in range(TRIES):
        chosen = dice.sample(controls, k=dice.randint(2, min(8, len(controls))))
        key = dice.choice(lab.contexts).key
        yield key, {name: dice.choice(values) for name, values in chosen}


def case_per_flag(lab_id: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """Find a design for each state the lab can be in."""
    lab = get(lab_id)
    wanted = {f"{act.id}.{flag.id}" for act in lab.acts for flag in act.flags}
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    for context, changed in designs(lab_id):
        for flag in lab.evaluate(context, **changed).flags:
            found.setdefault(flag, (context, changed))
        if len(found) == len(wanted):
            break
    return found


def open_everything(site, lab_id: str) -> None:
    site.open_lab(lab_id)
    for act in get(lab_id).acts:
        site.open_gate(act.id)


@pytest.mark.parametrize("lab_id", ids())
def test_the_page_is_whole_before_python_and_python_agrees_with_it(site, page, lab_id):
    """Every number the build printed equals the browser's first own answer."""
    site.open_lab(lab_id, ready=False)
    printed = page.eval_on_selector_all(
        "[data-value]",
        "all => all.map(e => [e.dataset.value, e.getAttribute('value'), e.textContent])",
    )
    open_everything(site, lab_id)
    computed = page.eval_on_selector_all(
        "[data-value]",
        "all => all.map(e => [e.dataset.value, e.getAttribute('value'), e.textContent])",
    )
    assert printed == computed
    assert [name for name, _, _ in printed] != []


@pytest.mark.parametrize("lab_id", ids())
def test_before_the_lock_the_instruments_are_hidden_and_inert(site, page, lab_id):
    site.open_lab(lab_id)
    for act in get(lab_id).acts:
        gate = page.locator(f'[data-gate="{act.id}"]')
        assert gate.get_attribute("data-state") == "locked"
        assert gate.is_hidden()
        assert gate.evaluate("element => element.inert")


@pytest.mark.parametrize("lab_id", ids())
def test_each_state_can_be_reached_and_left_with_the_controls_at_hand(site, page, lab_id):
    lab = get(lab_id)
    cases = case_per_flag(lab_id)
    open_everything(site, lab_id)
    for flag, (context, changed) in cases.items():
        for act in lab.acts:
            page.locator(f'[data-reset="{act.id}"]').first.click()
        if page.locator('[data-control="context"]').count():
            site.move("context", context)
        for name, value in changed.items():
            site.move(name, value)
        page.wait_for_selector(f'[data-flag="{flag}"]:not([hidden])')
        wanted = lab.evaluate(context, **changed)
        for name, value in wanted.values.items():
            site.expect_value(name, value)
        assert site.raised_flags() == set(wanted.flags), (context, changed)


@pytest.mark.parametrize("lab_id", ids())
def test_without_javascript_the_lab_reads_as_a_document(browser, site_url, lab_id):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    from tests.browser.driver import PAGES

    page.goto(site_url + PAGES[lab_id])
    for act in get(lab_id).acts:
        assert page.locator(f'[data-gate="{act.id}"]').is_visible()
    hidden = page.locator("[data-feedback]:visible").count()
    assert hidden == page.locator("[data-feedback]").count()
    assert page.locator("figure table").count() >= 1
    context.close()


def test_the_session_answers_what_the_build_printed():
    """The door the browser uses gives the values `evaluate` gives, in CPython as well."""
    for lab_id in ids():
        lab = get(lab_id)
        place = None
        for act in lab.acts:
            event = {"type": "commit", "question": f"{act.id}.prediction", "option": "a"}
            request = {"lab": lab_id, "place": place, "event": event, "now": "2026-01-01T00:00:00Z"}
            answer = json.loads(session.handle("event", json.dumps(request)))
            place = answer["place"]
            for name, view in answer["view"]["values"].items():
                assert view["value"] == lab.evaluate().values[name]
