"""One reader does every lab there is, right and wrong by turns, and the capstone tells it back."""

from mlsys_core import course
from mlsys_core.labs import get, ids

PRIOR = [lab_id for lab_id in ids() if lab_id != course.CAPSTONE]


def wrong(question, right):
    return next(option.key for option in question.options if option.key != right)


def test_what_the_capstone_shows_is_what_was_done(site, page):
    for turn, lab_id in enumerate(PRIOR):
        lab = get(lab_id)
        site.open_lab(lab_id)
        for act in lab.acts:
            for question in act.questions:
                right = question.right_key(lab)
                answered_right = (turn + len(question.id)) % 2 == 0
                chosen = right if answered_right else wrong(question, right)
                site.answer(f"{act.id}.{question.id}", chosen)
                page.wait_for_selector(f'[data-gate="{act.id}"][data-state="open"]')
            page.reload()
            site.wait_until_ready(lab_id)
        site.wait_for_record(lab_id, "record.status === 'complete'")

    site.open_lab(course.CAPSTONE)
    site.open_gate("act1", "a")
    ledger = site.stored()
    assert sorted(set(ledger["labs"]) - {course.CAPSTONE}) == sorted(PRIOR)
    wanted = get(course.CAPSTONE).evaluate(ledger=ledger).values
    for name in ("act1.labs_recorded", "act1.labs_hit", "act1.overall_accuracy_pct"):
        site.expect_value(name, wanted[name])
    assert wanted["act1.labs_recorded"] == len(PRIOR)
    for lab_id in PRIOR:
        cell = f'[data-figure="act1.journey"] [data-cell="{lab_id}"]'
        assert page.locator(cell).get_attribute("data-state") != "none"

    site.open()
    for lab_id in PRIOR:
        state = page.locator(f'[data-course-lab="{lab_id}"]').get_attribute("data-progress")
        assert state == "done"
