"""What a first visit to a lab fetches, compressed as a static host would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.visits import a_browser
from tools.static_server import serving

if TYPE_CHECKING:
    from pathlib import Path

PYTHON = ("assets/runtime/pyodide-", "assets/runtime/stdlib-", "assets/runtime/core-")


def measure(site: Path, lab: str) -> None:
    """Print the bytes of the page and of Python, and the heaviest files."""
    sizes: dict[str, int] = {}
    with serving(site, "/labs-site/") as labs, a_browser() as browser:
        page = browser.new_page()
        page.on(
            "requestfinished",
            lambda request: sizes.__setitem__(
                request.url.removeprefix(labs), request.sizes()["responseBodySize"]
            ),
        )
        page.goto(labs + lab)
        page.wait_for_selector('[data-lab][data-runtime="ready"]')
        page.wait_for_load_state("networkidle")
    python = sum(size for url, size in sizes.items() if url.startswith(PYTHON))
    whole = sum(sizes.values())
    print("On the wire: a first visit, compressed as a static host would")
    print(f"  the page and its charts {(whole - python) / 1e3:6.0f} kB")
    print(f"  Python                  {python / 1e3:6.0f} kB")
    print(f"  together                {whole / 1e3:6.0f} kB")
    for url, size in sorted(sizes.items(), key=lambda item: -item[1])[:8]:
        print(f"    {size / 1e3:6.0f} kB  {url or '(the page)'}")
