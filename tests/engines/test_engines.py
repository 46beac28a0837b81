"""Firefox and WebKitGTK: every lab predicts, moves, reveals, records and remembers there too.

Chromium is tested in full elsewhere. Here one session of each other engine visits every lab, as far
as the engine is installed; where it is not, the skipped test says how to get it.
"""

from pathlib import Path
from typing import Any

import pytest

from mlsys_core.controls import Slider, Value, key_of
from mlsys_core.labs import get, ids
from tests.browser.driver import PAGES
from tests.engines.drivers import Driver, NotHere, firefox, webkit
from tools.paths import SITE
from tools.static_server import serving

pytestmark = pytest.mark.engines

STEPS = (Path(__file__).parent / "steps.js").read_text("utf-8")


def step(browser: Driver, name: str, *arguments: Any) -> Any:
    """Take one of the steps of `steps.js` in the page."""
    return browser.run(f"{STEPS}\nreturn steps.{name}(...arguments);", *arguments)


def something_to_move(lab_id: str) -> tuple[str, Value]:
    """A control that counts, and a value it does not stand at; in the first act that has one."""
    lab = get(lab_id)
    controls = [(act, c) for act in lab.acts for c in act.controls if not (c.view or c.inactive)]
    act, chosen = min(
        controls, key=lambda found: (lab.acts.index(found[0]), not isinstance(found[1], Slider))
    )
    start = chosen.default_in(lab.contexts[0].key)
    return f"{act.id}.{chosen.id}", next(v for v in chosen.values() if v != start)


def visit(browser: Driver, site: str, lab_id: str) -> None:
    """A reader's way to the first control, and back again after a reload."""
    address, lab = site + PAGES[lab_id], get(lab_id)
    name, value = something_to_move(lab_id)
    act = name.partition(".")[0]
    browser.go(address)
    step(browser, "untilReady", lab_id)
    for each in lab.acts[: lab.acts.index(lab.act(act)) + 1]:
        assert step(browser, "isLocked", each.id)
        step(browser, "predict", each.id, "c")
        step(browser, "untilRevealed", each.id, "c")
    step(browser, "move", name, key_of(value))
    wanted = lab.evaluate(ledger=step(browser, "ledger"), **{name: value}).values
    numbers = {n: v for n, v in wanted.items() if n.startswith(f"{act}.")}
    step(browser, "untilShown", numbers)
    step(browser, "untilDrawn", act)
    record = step(browser, "untilRecorded", lab_id, name, value)
    assert record[act]["choice"] == "c"
    browser.go(address)
    # What was left is there at once, before Python confirms it.
    step(browser, "untilOpen", act)
    step(browser, "untilShown", numbers)
    assert step(browser, "position", name) == key_of(value)
    # Firefox loses a thread with each page that is left while it compiles, and has few of them.
    step(browser, "untilReady", lab_id)
    assert step(browser, "troubles") == []


@pytest.mark.parametrize("engine", [firefox, webkit], ids=["firefox", "webkitgtk"])
def test_every_lab_works_in_another_engine_and_without_a_network(engine, record_property):
    if not (SITE / "index.html").exists():
        pytest.fail("there is no built site; run `make build` first")
    try:
        with engine() as browser:
            record_property("engine", browser.version)
            with serving(SITE, "/labs-site/") as site:
                for lab_id in ids():
                    visit(browser, site, lab_id)
                step(browser, "untilKept")
            browser.go(site + PAGES[ids()[0]])
            step(browser, "untilReady", ids()[0])
    except NotHere as missing:
        pytest.skip(str(missing))
