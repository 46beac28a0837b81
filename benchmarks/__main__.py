"""Print every benchmark over the built site: `python -m benchmarks [--rounds 5] [--lab PATH]`."""

from __future__ import annotations

import argparse

from benchmarks import boot, wire
from tools.paths import SITE


def main() -> None:
    """Run them one after another; each is a ratio or a size, never a promise of milliseconds."""
    parser = argparse.ArgumentParser(description="What the site costs a reader.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--lab", default="labs/vol1/12-speedup-ceiling/")
    chosen = parser.parse_args()
    boot.measure(SITE, chosen.lab, chosen.rounds)
    wire.measure(SITE, chosen.lab)


if __name__ == "__main__":
    main()
