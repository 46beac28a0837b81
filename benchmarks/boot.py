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

FIRST, LATER, RESTART = "first visit", "later visit", "restart"
ALONE = "where nothing boots"
# kept from the moment the document exists: asking the page again and again would disturb it
WATCH = """
new MutationObserver(() => {
  if (!window.readyAt && document.querySelector('[data-lab][data-runtime="ready"]')) {
    window.readyAt = performance.now();
  }
}).observe(document, { subtree: true, childList: true, attributeFilter: ["data-runtime"] });
window.longTasks = [];
new PerformanceObserver((list) => window.longTasks.push(...list.getEntries())).observe({
  type: "longtask", buffered: true,
});
"""
READY_AT = """() => new Promise((done) => {
  const look = () => (window.readyAt ? done(window.readyAt) : setTimeout(look, 20));
  look();
})"""
LONGEST_TASK_MS = """(until) => Math.max(
  0, ...longTasks.filter((task) => task.startTime < until).map((task) => task.duration),
)"""
# a page whose worker never does anything: what is left is the page's own work
NO_BOOT = "globalThis.Worker = class extends EventTarget { postMessage() {} terminate() {} };"
# what a reader's browser does in idle time of a first visit, and a later one finds
ALL_KEPT = """async () => {
  const areKept = async () => {
    const places = (await caches.keys()).filter((name) => name.startsWith("mlsys-snapshot:"));
    const kept = await Promise.all(places.map(async (name) => (await caches.open(name)).keys()));
    const foot = document.querySelector("[data-offline]");
    return kept.flat().length > 0 && /all/.test(foot?.textContent ?? "");
  };
  const since = performance.now();
  while (!(await areKept())) {
    if (performance.now() - since > 120_000) {
      throw new Error("this browser keeps no snapshot or no copy: too little memory or storage?");
    }
    await new Promise((later) => setTimeout(later, 200));
  }
}"""
# the page's own worker, killed while it runs, and another awake in its place
RESTART_MS = """() => new Promise((done) => {
  const { engine } = globalThis.mlsysVisit;
  const since = performance.now();
  engine.restart();
  const ended = new AbortController();
  engine.onStage(() => {
    if (!engine.isReady()) return;
    ended.abort();
    done(performance.now() - since);
  }, ended.signal);
})"""


def measure(site: Path, lab: str, rounds: int) -> None:
    """Print medians and ratios of a first visit, a later one and a restart."""
    stock: dict[str, list[float]] = {}
    ours: dict[str, list[float]] = {}
    tasks: dict[str, list[float]] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        stock_page(site, Path(folder)) as stock_address,
        serving(site, "/labs-site/") as labs,
        a_browser() as browser,
    ):
        for _ in range(rounds):  # interleaved, so that a busy moment hits both
            _add(stock, _stock_visits(browser, stock_address))
            times, longest_ms = _lab_visits(browser, labs + lab)
            _add(ours, times)
            _add(tasks, longest_ms)
            alone_ms = _longest_task_without_boot(browser, labs + lab, times[FIRST])
            _add(tasks, {ALONE: alone_ms})
    stock[RESTART] = stock[LATER]  # stock Pyodide has no other way than to boot again
    print(f"Boot: to Python's first answer, medians of {rounds}")
    for what, times_ms in ours.items():
        stock_ms, lab_ms = median(stock[what]), median(times_ms)
        print(
            f"  {what:12} stock {stock_ms / 1e3:5.2f} s   lab {lab_ms / 1e3:5.2f} s"
            f"   ratio {lab_ms / stock_ms:.2f}"
        )
    longest = ", ".join(f"{what} {median(times_ms):.0f} ms" for what, times_ms in tasks.items())
    print(f"  longest task over 50 ms of the page's thread until ready: {longest}")


def _add(times: dict[str, list[float]], more: dict[str, float]) -> None:
    for name, ms in more.items():
        times.setdefault(name, []).append(ms)


def _stock_visits(browser: Browser, address: str) -> dict[str, float]:
    """Visit twice with one new profile; return the times in ms."""
    context = browser.new_context()
    times = {}
    for visit in (FIRST, LATER):
        page = context.new_page()
        page.goto(address)
        times[visit] = float(page.evaluate(READY_AT))
        page.close()
    context.close()
    return times


def _lab_visits(browser: Browser, address: str) -> tuple[dict[str, float], dict[str, float]]:
    """Visit, let the browser keep what it keeps, visit again, restart; and longest tasks, in ms."""
    context = browser.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(address)
    times = {FIRST: float(page.evaluate(READY_AT))}
    longest = {FIRST: float(page.evaluate(LONGEST_TASK_MS, times[FIRST]))}
    page.evaluate(ALL_KEPT)
    page.close()
    page = context.new_page()
    page.goto(address)
    times[LATER] = float(page.evaluate(READY_AT))
    longest[LATER] = float(page.evaluate(LONGEST_TASK_MS, times[LATER]))
    page.wait_for_load_state("networkidle")
    times[RESTART] = float(page.evaluate(RESTART_MS))
    context.close()
    return times, longest


def _longest_task_without_boot(browser: Browser, address: str, until_ms: float) -> float:
    """Visit a page that boots nothing, as long as the other took; return its longest task, ms."""
    context = browser.new_context(service_workers="block")
    context.add_init_script(WATCH)
    context.add_init_script(NO_BOOT)
    page = context.new_page()
    page.goto(address)
    page.evaluate(
        "(ms) => new Promise((done) => setTimeout(done, ms - performance.now()))", until_ms
    )
    longest = float(page.evaluate(LONGEST_TASK_MS, until_ms))
    context.close()
    return longest
