"""From opening a lab to Python's first answer, beside stock Pyodide in a worker."""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.visits import a_browser, stock_page
from tools.static_server import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

VISITS = ("first visit", "later visit")
# kept from the moment the document exists: asking the page again and again would disturb it
WATCH_READY = """
new MutationObserver(() => {
  if (!window.readyAt && document.querySelector('[data-lab][data-runtime="ready"]')) {
    window.readyAt = performance.now();
  }
}).observe(document, { subtree: true, childList: true, attributeFilter: ["data-runtime"] });
"""
READY_AT = """() => new Promise((done) => {
  const look = () => (window.readyAt ? done(window.readyAt) : setTimeout(look, 20));
  look();
})"""


def measure(site: Path, lab: str, rounds: int) -> None:
    """Print medians and ratios of a first and a later visit."""
    times: dict[tuple[str, str], list[float]] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        stock_page(site, Path(folder)) as stock,
        serving(site, "/labs-site/") as labs,
        a_browser() as browser,
    ):
        pages = {"stock Pyodide": stock, "lab": labs + lab}
        for _ in range(rounds):  # interleaved, so that a busy moment hits both
            for name, address in pages.items():
                for visit, ms in zip(VISITS, _visits(browser, address), strict=True):
                    times.setdefault((visit, name), []).append(ms)
    print(f"Boot: opening the page to Python's first answer, medians of {rounds}")
    for visit in VISITS:
        stock_ms, lab_ms = (median(times[visit, name]) for name in pages)
        print(
            f"  {visit:12} stock {stock_ms / 1e3:5.2f} s   lab {lab_ms / 1e3:5.2f} s"
            f"   ratio {lab_ms / stock_ms:.2f}"
        )


def _visits(browser: Browser, address: str) -> list[float]:
    """Visit twice with one new profile; return the times in ms."""
    context = browser.new_context()
    context.add_init_script(WATCH_READY)
    times = []
    for _ in VISITS:
        page = context.new_page()
        page.goto(address)
        times.append(float(page.evaluate(READY_AT)))
        page.wait_for_load_state("networkidle")
        page.close()
    context.close()
    return times
