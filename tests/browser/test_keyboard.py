"""The keyboard alone completes every lab, and what opens is where the reader then is."""

import pytest

from mlsys_core.labs import get, ids

ENOUGH_TABS = 400
IN_FORM = "name => document.activeElement.closest(`[data-question='${name}']`) !== null"
ON_COMMIT = "name => document.activeElement.matches(`[data-question='${name}'] [data-commit]`)"
ON_CONTROL = "act => document.activeElement.closest(`[data-control^='${act}.']`) !== null"


def tab_to(page, condition: str, wanted: str) -> None:
    """Press Tab as a reader would until the focus is where it has to be."""
    for _ in range(ENOUGH_TABS):
        if page.evaluate(condition, wanted):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not lead to {wanted}")


def answer_by_keyboard(page, question: str) -> None:
    """Choose the second option and lock it in."""
    tab_to(page, IN_FORM, question)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to(page, ON_COMMIT, question)
    page.keyboard.press("Enter")
    page.wait_for_selector(f'[data-question="{question}"][data-answered]')


@pytest.mark.parametrize("lab_id", ids())
def test_the_keyboard_alone_completes_a_lab(site, page, lab_id):
    lab = get(lab_id)
    page.emulate_media(reduced_motion="reduce")
    site.open_lab(lab_id)
    for act in lab.acts:
        answer_by_keyboard(page, f"{act.id}.{act.prediction.id}")
        page.wait_for_selector(f'[data-gate="{act.id}"][data-state="open"]')
        page.wait_for_function(
            "act => document.activeElement.closest(`[data-gate='${act}']`) !== null", arg=act.id
        )
        tab_to(page, ON_CONTROL, act.id)
        page.keyboard.press("ArrowUp")
        answer_by_keyboard(page, f"{act.id}.{act.reflection.id}")
    kept = " && ".join(f"record.{act.id}" for act in lab.acts)
    site.wait_for_record(lab_id, kept)


@pytest.mark.parametrize("lab_id", ids())
def test_a_slider_says_its_value_with_the_unit_it_shows(site, page, lab_id):
    site.open_lab(lab_id)
    for act in get(lab_id).acts:
        site.open_gate(act.id)
    sliders = page.locator("[data-control]:has(input[type=range])")
    for number in range(sliders.count()):
        box = sliders.nth(number)
        field = box.locator("input[type=range]")
        if not field.is_visible():
            continue
        field.focus()
        page.keyboard.press("End")
        page.wait_for_function(
            "box => { const shown = box.querySelector('[data-control-text]').textContent;"
            " const said = box.querySelector('input').getAttribute('aria-valuetext');"
            " return shown === said && said !== ''; }",
            arg=box.element_handle(),
        )
