"""What a reader does with the ledger as a whole."""

import json
from typing import Any

from playwright.sync_api import Page

from mlsys_core.labs import ids
from tests.browser.driver import SiteDriver
from tests.ledger.made import full_ledger

LEDGER_PAGE, CLASS_PAGE = "ledger/", "guide/class/"


def key_of(site: SiteDriver) -> str:
    """The key the ledger is stored under."""
    return "mlsys-design-ledger:" + site.base


def store(site: SiteDriver, document: Any) -> None:
    """Put a ledger into the browser before any page looks at it."""
    text = document if isinstance(document, str) else json.dumps(document)
    site.open()
    site.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key_of(site), text])


def open_ledger(site: SiteDriver, document: Any = None) -> Any:
    """Open the ledger page with a ledger in it, by default one of all labs; return it."""
    document = full_ledger() if document is None else document
    store(site, document)
    site.open(LEDGER_PAGE)
    site.page.wait_for_selector("[data-part='import']:not([hidden])")
    return document


def as_file(document: Any, name: str = "ledger.json") -> dict[str, Any]:
    """A file to choose in a file field."""
    text = document if isinstance(document, str) else json.dumps(document)
    return {"name": name, "mimeType": "application/json", "buffer": text.encode()}


def notices(page: Page) -> str:
    """Everything the page tells the reader on its own account."""
    return " ".join(page.locator(".lab-notice").all_inner_texts())


def wait_for_notice(page: Page, words: str) -> None:
    """Wait until a notice says something."""
    page.locator(".lab-notice", has_text=words).first.wait_for()


def some_labs(count: int) -> list[str]:
    """The ids of the first labs that exist."""
    return list(ids()[:count])
