"""Every reader: axe finds nothing, a finger hits every control, a keyboard does it all."""

from pathlib import Path

import pytest

from mlsys_core.labs import get, ids
from tests.browser.driver import SiteDriver
from tests.browser.test_every_lab import case_per_flag

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
OF_COLOUR = ["color-contrast", "link-in-text-block"]
"""What the dark scheme can change: it is another set of colours on the same page."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
FINGER_PX = 44


def axe_findings(page, *, colours_only: bool = False) -> list[str]:
    """What axe finds wrong with the page as it stands: rule, element, and why."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text())
    findings: list[str] = page.evaluate(
        "async only => (await axe.run(document, {runOnly: only, resultTypes: ['violations']}))"
        ".violations.flatMap(v => v.nodes.map("
        "n => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary}`))",
        {"type": "rule", "values": OF_COLOUR} if colours_only else {"type": "tag", "values": RULES},
    )
    return findings


def expect_no_findings(page, state: str) -> None:
    """Ask axe on a phone and on a desk, and there once more about the colours of the dark."""
    found = []
    for scheme, size in (("light", NARROW), ("light", WIDE), ("dark", WIDE)):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.wait_for_function(
            "wanted => document.body.dataset.mdColorScheme === wanted",
            arg={"light": "default", "dark": "slate"}[scheme],
        )
        # What a sticky strip covers just now is a matter of where the page stands.
        page.evaluate("() => scrollTo(0, 0)")
        where = f"{state}, {scheme}, {size['width']} px"
        found += [f"{where}: {f}" for f in axe_findings(page, colours_only=scheme == "dark")]
    assert found == [], "\n".join(found)


def settle_on(site, page, design) -> None:
    """Bring the lab to a design, and wait for the state that goes with it."""
    flag, (context, changed) = design
    if page.locator('[data-control="context"]').count():
        site.move("context", context)
    for name, value in changed.items():
        site.move(name, value)
    page.wait_for_selector(f'[data-flag="{flag}"]:not([hidden])')


@pytest.mark.parametrize("lab_id", ids())
def test_axe_finds_nothing_on_a_lab_in_any_state(site, page, lab_id):
    lab = get(lab_id)
    page.emulate_media(reduced_motion="reduce")
    cases = case_per_flag(lab_id)
    failures = {f"{act.id}.{flag.id}" for act in lab.acts for flag in act.flags if flag.is_failure}
    site.open_lab(lab_id)
    expect_no_findings(page, "locked")
    for act in lab.acts:
        site.open_gate(act.id)
    expect_no_findings(page, "open")
    settle_on(site, page, next(case for case in cases.items() if case[0] in failures))
    expect_no_findings(page, "failure")
    for act in lab.acts:
        page.locator(f'[data-reset="{act.id}"]').first.click()
    fine = [case for case in cases.items() if case[0] not in failures]
    if fine:
        settle_on(site, page, fine[-1])
    for act in lab.acts:
        reflection = f"{act.id}.{act.reflection.id}"
        site.answer(reflection, "a")
        page.wait_for_selector(f'[data-question="{reflection}"][data-answered]')
    page.evaluate("() => document.querySelectorAll('details').forEach(d => { d.open = true; })")
    expect_no_findings(page, "done, every fold open")


@pytest.mark.parametrize("path", ["", "ledger/", "reference/how-we-know/", "reference/constants/"])
def test_axe_finds_nothing_on_the_pages_around_the_labs(site, page, path):
    site.open(path)
    expect_no_findings(page, path or "course map")


@pytest.mark.parametrize("lab_id", ids())
def test_on_a_phone_nothing_scrolls_sideways_and_a_finger_hits_every_control(
    browser, site_url, lab_id
):
    phone = browser.new_context(
        viewport=NARROW, has_touch=True, is_mobile=True, service_workers="block"
    )
    page = phone.new_page()
    site = SiteDriver(page, site_url)
    site.open_lab(lab_id)
    for act in get(lab_id).acts:
        site.open_gate(act.id)
    page.evaluate("() => document.querySelectorAll('details').forEach(d => { d.open = true; })")
    wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    small = page.evaluate(
        """px => [...document.querySelectorAll(
            '[data-lab] :is(button, select, summary, [type=range], label.option, label.choice)')]
          .filter(e => e.checkVisibility())
          .map(e => [e, e.getBoundingClientRect()])
          .filter(([e, box]) => box.height < px - 0.5 || box.width < px - 0.5)
          .map(([e, box]) => `${e.tagName} "${e.textContent.trim().slice(0, 30)}" in `
            + `${e.parentElement.className}: ${box.width} by ${box.height} px`)""",
        FINGER_PX,
    )
    phone.close()
    assert wide <= 0, f"the page is {wide} px wider than the screen"
    assert small == [], "\n".join(small)
