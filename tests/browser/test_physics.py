"""The physics laid open in a real browser: a reader's version beside the book's, nothing lost."""

import json
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from mlsys_core import labs
from tests.browser.driver import SiteDriver

ROOM = '[data-explore="act1"]'
STATUS = f"{ROOM} [data-physics-status]"
SERIAL = "serial = c.serial_pct / 100"
SAYS = "([s, t]) => document.querySelector(s)?.textContent.includes(t)"


def said(page: Page, text: str, timeout: float = 40_000) -> None:
    """Wait until the status says this; the limit of a run is ten seconds."""
    page.wait_for_function(SAYS, arg=[STATUS, text], timeout=timeout)


@pytest.fixture
def opened(site: SiteDriver, page: Page) -> Page:
    """V1-12's first act with its Python open."""
    site.open_lab("v1_12")
    site.open_gate("act1")
    show(page)
    return page


def show(page: Page) -> None:
    page.locator(f"{ROOM} > summary").click()
    page.locator(f"{ROOM} [data-physics]").click()
    page.wait_for_selector(f"{ROOM} [data-physics-run]")


def add(page: Page, line: str, text: str) -> None:
    """Type at the end of a line of the editor."""
    page.locator(f"{ROOM} .cm-line", has_text=line).first.click()
    page.keyboard.press("End")
    page.keyboard.insert_text(text)


def run(page: Page) -> None:
    page.locator(f"{ROOM} [data-physics-run]").click()


def results(page: Page) -> dict[str, list[str]]:
    rows: list[list[str]] = page.eval_on_selector_all(
        f"{ROOM} [data-physics-results] tbody tr",
        "rows => rows.map(r => [...r.cells].map(c => c.textContent))",
    )
    return {row[0]: row[1:] for row in rows}


def still_live(site: SiteDriver, share: int) -> None:
    """The lab's own sliders answer, with the book's physics."""
    site.move("act1.serial_pct", share)
    changed: dict[str, Any] = {"act1.serial_pct": share}
    site.expect_value(
        "act1.runtime_h", labs.get("v1_12").evaluate(**changed).values["act1.runtime_h"]
    )


def test_yours_stands_beside_the_books_and_the_lab_knows_nothing_of_it(
    site: SiteDriver, opened: Page
) -> None:
    record = site.wait_for_record("v1_12")
    add(opened, "BASELINE_H = 100.0", " / 2")
    run(opened)
    said(opened, "Your version gives other results")
    assert results(opened)["Runtime, ideal"] == [
        "16.33\N{NO-BREAK SPACE}h",
        "8.16\N{NO-BREAK SPACE}h",
        "differs",
    ]
    assert opened.locator(f"{ROOM} [data-figure^='act1.yours.']").count() == 1
    assert json.dumps(site.stored()["labs"]["v1_12"]) == json.dumps(record)
    still_live(site, 20)


TROUBLES: list[tuple[str, str]] = [
    (" +", "line 6: This is not Python"),
    ("; 1 / 0", "line 6: It divides by zero"),
    ("; x = bytearray(2_000_000_000)", "line 6: It asked for more memory"),
    ("; x = [0] * 500_000_000", "line 6: It asked for more memory"),
    ("; import sys; sys.exit()", "line 6: It asked Python to stop"),
]


def test_what_goes_wrong_is_told_at_its_line_and_the_lab_goes_on(
    site: SiteDriver, opened: Page
) -> None:
    for share, (code, told) in enumerate(TROUBLES, start=10):
        add(opened, SERIAL, code)
        run(opened)
        said(opened, told)
        assert opened.locator(f"{ROOM} .explore-trouble-line").count() == 1
        still_live(site, share)
        opened.locator(f"{ROOM} [data-physics-reset]").click()
        run(opened)
        said(opened, "No result differs")


@pytest.mark.allow_page_errors
@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("\n    while True: pass", "did not finish within 10 seconds"),
        ("; import os; os.abort()", "ended Python itself"),
    ],
)
def test_a_version_that_takes_python_with_it_leaves_the_lab_alone(
    site: SiteDriver, opened: Page, code: str, told: str
) -> None:
    add(opened, SERIAL, code)
    run(opened)
    still_live(site, 30)
    said(opened, told)
    assert opened.locator('[data-lab="v1_12"][data-runtime="ready"]').count() == 1
    opened.locator(f"{ROOM} [data-physics-reset]").click()
    run(opened)
    said(opened, "No result differs")


def test_the_text_is_there_after_a_reload_and_can_be_put_back(
    site: SiteDriver, opened: Page
) -> None:
    add(opened, "BASELINE_H = 100.0", " / 2")
    opened.wait_for_function(
        "() => Object.keys(localStorage).some(k => k.startsWith('mlsys-physics:')"
        " && localStorage.getItem(k).includes('100.0 / 2'))"
    )
    opened.reload()
    site.wait_until_ready("v1_12")
    show(opened)
    said(opened, "Your text of last time is back")
    opened.locator(f"{ROOM} [data-physics-diff]").click()
    opened.wait_for_selector(f"{ROOM} .explore-text")
    assert "+BASELINE_H = 100.0 / 2" in opened.locator(f"{ROOM} .explore-text").inner_text()
    opened.locator(f"{ROOM} [data-physics-reset]").click()
    opened.locator(f"{ROOM} [data-physics-diff]").click()
    said(opened, "Nothing differs from the original")


def test_the_copied_file_holds_the_readers_version(opened: Page) -> None:
    add(opened, "BASELINE_H = 100.0", " / 2")
    opened.locator(f"{ROOM} [data-physics-copy]").click()
    opened.wait_for_selector(f"{ROOM} .explore-text")
    text = opened.locator(f"{ROOM} .explore-text").inner_text()
    assert "BASELINE_H = 100.0 / 2" in text
    assert "pip install http" in text
    assert "mlsys_core" in text


@pytest.mark.allow_page_errors
def test_without_the_editors_files_a_plain_field_does(
    site: SiteDriver, page: Page, context: BrowserContext
) -> None:
    context.route("**/explore/code-mirror.js", lambda route: route.abort())
    site.open_lab("v1_12")
    site.open_gate("act1")
    show(page)
    field = page.locator(f"{ROOM} textarea").first
    field.fill(field.input_value().replace("BASELINE_H = 100.0", "BASELINE_H = 50.0"))
    run(page)
    said(page, "Your version gives other results")
