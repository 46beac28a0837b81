"""Larger text, a slower machine: nothing is cut off, scrolls sideways or freezes."""

import pytest
from playwright.sync_api import expect

from mlsys_core.labs import get, ids
from tests.browser.ledger_steps import open_ledger

LAB = "v1_12"
HEIGHT = 640
WIDTHS = {"a window of 1280 px at 200 %": 640, "a window of 1280 px at 400 %": 320}
SPACING = """
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
      word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }
"""
SPACE_TEXT = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
CUT_OFF = """() => {
  const found = [];
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) found.push(`the page is ${wide} px wider than the window`);
  const scrolls = e => ['auto', 'scroll'].includes(getComputedStyle(e).overflowX);
  const ownText = e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
  // Mathematics has its own measures; a heading for ears alone is a pixel high.
  const unseen = e => !e.checkVisibility({checkVisibilityCSS: true, checkOpacity: true})
    || e.closest('svg, math') || e.querySelector('math')
    || (e.closest('thead') ?? e).clientHeight <= 1;
  for (const e of document.querySelectorAll('.md-content *')) {
    if (!ownText(e) || unseen(e) || getComputedStyle(e).display === 'inline') continue;
    const past = [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight];
    if (Math.max(...past) > 1 && !scrolls(e))
      found.push(`${e.tagName}.${e.className} in ${e.parentElement.className}: `
        + `${past} px of "${e.textContent.trim().slice(0, 40)}" lie outside it`);
  }
  return found;
}"""


def expect_nothing_cut_off(page, where):
    found = []
    page.evaluate("() => document.querySelectorAll('details').forEach(d => { d.open = true; })")
    for spacing in ("", ", with text spacing"):
        if spacing:
            page.evaluate(SPACE_TEXT, SPACING)
        for name, width in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": HEIGHT})
            found += [f"{where}, {name}{spacing}: {trouble}" for trouble in page.evaluate(CUT_OFF)]
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("lab_id", ids())
def test_a_lab_can_be_enlarged_and_its_text_spaced(site, page, lab_id):
    site.open_lab(lab_id)
    for act in get(lab_id).acts:
        site.open_gate(act.id)
    expect_nothing_cut_off(page, lab_id)


def test_the_ledger_can_be_enlarged_and_its_text_spaced(site, page):
    open_ledger(site)
    page.wait_for_selector("[data-revisit]")
    expect_nothing_cut_off(page, "ledger")


def test_a_slow_machine_answers_while_python_boots(site, page):
    """Four times slower, the physics not there yet: a click counts at once, and is not lost."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    waiting = []

    def hold(route):
        waiting.append(route)

    page.route("**/runtime/core-*.zip", hold)
    site.open_lab(LAB, ready=False)
    page.wait_for_selector(f'[data-lab="{LAB}"][data-runtime="booting"]')
    option = page.locator('[data-question="act1.prediction"] input[value="b"]')
    option.check()
    page.locator("[data-control=context] input[value=edge]").check()
    page.mouse.move(600, 500)
    page.mouse.wheel(0, 900)
    page.wait_for_function("() => scrollY > 0")
    assert page.locator("[data-lab]").get_attribute("data-runtime") == "booting"
    for route in waiting:
        route.continue_()
    site.wait_until_ready(LAB)
    expect(option).to_be_checked()
    expect(page.locator("[data-control=context] input[value=edge]")).to_be_checked()
