"""What a reader does, in words: open a lab, answer, move a control, read a value."""

import json
from typing import Any

from playwright.sync_api import Locator, Page

from mlsys_core.controls import key_of
from mlsys_core.labs import get, ids
from site_hooks.pages import lab_pages
from tools.paths import DOCS

PAGES = {lab: path.removesuffix(".md") + "/" for lab, path in lab_pages(DOCS).items()}


class SiteDriver:
    """Drives one browser page over the built site."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.base = "/" + url.split("/", 3)[3]

    def open(self, path: str = "") -> None:
        """Go to a page of the site."""
        self.page.goto(self.url + path)

    def open_lab(self, lab_id: str, *, ready: bool = True) -> None:
        """Go to a lab, and wait until its physics answers."""
        self.open(PAGES[lab_id])
        if ready:
            self.wait_until_ready(lab_id)

    def wait_until_ready(self, lab_id: str) -> None:
        """Wait for the runtime of the lab on screen."""
        self.page.wait_for_selector(f'[data-lab="{lab_id}"][data-runtime="ready"]')

    def answer(self, question: str, option: str) -> None:
        """Choose an option and commit it."""
        form = self.page.locator(f'[data-question="{question}"]')
        form.locator(f'input[value="{option}"]').check()
        form.locator("[data-commit]").click()

    def open_gate(self, act: str, option: str = "a") -> None:
        """Lock in a prediction and wait for the instruments."""
        self.answer(f"{act}.prediction", option)
        self.page.wait_for_selector(f'[data-gate="{act}"][data-state="open"]')

    def control(self, name: str) -> Locator:
        """The wrapper that holds a control."""
        return self.page.locator(f'[data-control="{name}"]')

    def move(self, name: str, value: Any) -> None:
        """Move a control the way its kind is moved."""
        box, key = self.control(name), key_of(value)
        if box.locator("select").count():
            box.locator("select").select_option(key)
        elif box.locator('input[type="radio"]').count():
            box.locator(f'input[value="{key}"]').check()
        elif box.locator('input[type="checkbox"]').count():
            box.locator('input[type="checkbox"]').set_checked(key == "true")
        else:
            box.locator('input[type="range"]').fill(key)

    def value(self, name: str) -> str | None:
        """What a shown result carries at full precision."""
        return self.page.locator(f'[data-value="{name}"]').get_attribute("value")

    def expect_value(self, name: str, value: Any) -> None:
        """Wait until a shown result carries a value, to rounding of the last digits."""
        selector = f'[data-value="{name}"]'
        if isinstance(value, int | float) and not isinstance(value, bool):
            self.page.wait_for_function(
                "([s, v]) => { const x = document.querySelector(s)?.getAttribute('value');"
                " return x !== '' && x != null && Math.abs(Number(x) - v)"
                " <= 1e-9 * Math.max(1, Math.abs(v)); }",
                arg=[selector, value],
            )
        else:
            text = "" if value is None else str(value).lower() if value in (True, False) else value
            self.page.wait_for_function(
                "([s, v]) => document.querySelector(s)?.getAttribute('value') === v",
                arg=[selector, text],
            )

    def raised_flags(self) -> frozenset[str]:
        """The failure and success states on show."""
        return frozenset(
            self.page.eval_on_selector_all(
                "[data-flag]:not([hidden])", "all => all.map(e => e.dataset.flag)"
            )
        )

    def stored(self, prefix: str = "mlsys-design-ledger:") -> Any:
        """What localStorage holds under the site's key."""
        text = self.page.evaluate("key => localStorage.getItem(key)", prefix + self.base)
        return None if text is None else json.loads(text)

    def wait_for_record(self, lab_id: str, condition: str = "record") -> Any:
        """Wait until the ledger holds a record of which a JavaScript condition is true."""
        key = "mlsys-design-ledger:" + self.base
        self.page.wait_for_function(
            "([key, lab]) => { const kept = localStorage.getItem(key);"
            " const record = kept && JSON.parse(kept).labs?.[lab];"
            f" return record && ({condition}); }}",
            arg=[key, lab_id],
        )
        return self.stored()["labs"][lab_id]


def first_lab() -> str:
    """The id of some lab, for tests that need any."""
    return get(ids()[0]).id
