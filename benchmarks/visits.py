"""Visits by a browser that has never been here, and the stock page they are compared with."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Browser, sync_playwright

from tools.browser import LAUNCH_FLAGS, find_browser
from tools.static_server import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

STOCK_PAGE = (
    '<!doctype html><title>Stock Pyodide</title><script type="module" src="page.js"></script>'
)
STOCK_SCRIPT = """
const worker = new Worker("worker.js", { type: "module" });
worker.onmessage = () => { window.readyAt = performance.now(); };
"""
# what Pyodide's documentation has a module worker do, and no more
STOCK_WORKER = """
import { loadPyodide } from "./pyodide/pyodide.mjs";
const python = await loadPyodide();
postMessage(python.runPython("1 + 1"));
"""


@contextmanager
def a_browser() -> Iterator[Browser]:
    """The browser the tests use."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=list(LAUNCH_FLAGS)
        )
        yield browser
        browser.close()


@contextmanager
def stock_page(site: Path, folder: Path) -> Iterator[str]:
    """Serve a page that does nothing but boot the site's Pyodide as it comes; yield its address."""
    [pyodide] = (site / "assets/runtime").glob("pyodide-*")
    shutil.copytree(pyodide, folder / "pyodide")
    (folder / "index.html").write_text(STOCK_PAGE)
    (folder / "page.js").write_text(STOCK_SCRIPT)
    (folder / "worker.js").write_text(STOCK_WORKER)
    with serving(folder) as address:
        yield address
