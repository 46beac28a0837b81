"""Hands that do anything: seeded random play ends with a quiet console and a ledger that reads."""

import json
import random

import pytest

from mlsys_core.labs import get, ids
from mlsys_core.ledger.reading import read_text

STEPS = 60
KEYS = ("Tab", "Shift+Tab", "Space", "Enter", "Escape", "ArrowUp", "ArrowDown", "Home", "End")
TOUCHABLE = "[data-lab] :is(button, summary, select, label, input):not([data-export], [type=file])"


def play_once(page, dice: random.Random) -> None:
    """Do one thing with mouse or keyboard to something that is on the page."""
    if dice.random() < 0.4:
        page.keyboard.press(dice.choice(KEYS))
        return
    page.evaluate(
        """([selector, roll, part]) => {
          const here = [...document.querySelectorAll(selector)]
            .filter(e => e.checkVisibility() && !e.disabled && !e.closest('[inert]'));
          const chosen = here[Math.floor(roll * here.length)];
          if (!chosen) return;
          const tell = name => chosen.dispatchEvent(new Event(name, { bubbles: true }));
          if (chosen instanceof HTMLSelectElement) {
            chosen.selectedIndex = Math.floor(part * chosen.options.length);
            tell('input'); tell('change');
          } else if (chosen.type === 'range') {
            chosen.value = String(Number(chosen.min) + part * (chosen.max - chosen.min));
            tell('input'); tell('change');
          } else { chosen.focus(); chosen.click(); }
        }""",
        [TOUCHABLE, dice.random(), dice.random()],
    )


@pytest.mark.parametrize("lab_id", ids())
def test_any_play_leaves_a_lab_whole(site, page, lab_id):
    dice = random.Random(lab_id)  # noqa: S311 - a repeatable choice, not a secret
    lab = get(lab_id)
    site.open_lab(lab_id)
    # hands alone may do nothing that is recorded, which would prove nothing
    site.open_gate(lab.acts[0].id)
    for step in range(STEPS):
        play_once(page, dice)
        if step == STEPS // 3 and page.locator("dialog[open]").count() == 0:
            for act in lab.acts:
                question = page.locator(f'[data-question="{act.id}.{act.prediction.id}"]')
                if question.get_attribute("data-answered") is None:
                    site.open_gate(act.id)
    assert "could not be computed" not in page.locator(".lab-notices").first.inner_text()
    page.reload()
    site.wait_until_ready(lab_id)
    site.wait_for_record(lab_id)
    kept = read_text(json.dumps(site.stored()))
    assert [str(problem) for problem in kept.problems] == []
    assert set(kept.document["labs"]) == {lab_id}
    controls = {f"{act.id}.{control.id}": control for act in lab.acts for control in act.controls}
    design = kept.document["labs"][lab_id]["design"]
    for name in controls.keys() & design.keys():
        controls[name].clean(name, design[name])
