"""Print every benchmark over the built site: `python -m benchmarks [--rounds 5]`."""

from __future__ import annotations

import argparse

from benchmarks import boot, latency, wire
from tests.browser.driver import PAGES
from tools.paths import SITE

LAB = "v1_12"
SLIDER = "act1.serial_pct"


def main() -> None:
    """Run them one after another; each is a ratio or a size, never a promise of milliseconds."""
    parser = argparse.ArgumentParser(description="What the site costs a reader.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--moves", type=int, default=40)
    chosen = parser.parse_args()
    boot.measure(SITE, PAGES[LAB], chosen.rounds)
    latency.measure(SITE, LAB, SLIDER, chosen.moves)
    wire.measure(SITE, PAGES[LAB])


if __name__ == "__main__":
    main()
