"""Walks the path of somebody new: a fresh clone, the README's commands, a lab of their own.

`python -m tools.newcomer` (or `make newcomer`) clones the commit at hand, so what is not committed
is not there. Nothing but the standard library is needed to start.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tools.paths import ROOT

STEPS = (
    ("make", "build"),
    ("make", "new-lab", "ID=v1_05", "TITLE=My First Lab"),
    ("make", "lab", "ID=v1_05"),
    ("make", "build"),
    ("make", "browser"),
    (".venv/bin/pytest", "-q", "--tb=native", "-k", "v1_05", "tests/browser/test_every_lab.py"),
)


def main() -> int:
    """Take every step; stop at the first that fails and say which."""
    with tempfile.TemporaryDirectory(prefix="newcomer-") as folder:
        clone = Path(folder) / "labs-site"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        for step in STEPS:
            print(f"\n$ {' '.join(step)}", flush=True)
            if subprocess.run(step, cwd=clone, check=False).returncode:
                print(f"a newcomer is stuck at: {' '.join(step)}", file=sys.stderr)
                return 1
    print("\na newcomer gets through")
    return 0


if __name__ == "__main__":
    sys.exit(main())
