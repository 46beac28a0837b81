"""Checks one lab in seconds: its page against its module, its proof, and its tests.

`python -m tools.check_lab v1_05` (or `make lab ID=v1_05`) says what a whole build would say of it.
"""

import subprocess
import sys
from pathlib import Path

from mkdocs.utils import meta

from mlsys_core import labs
from mlsys_core.errors import LabError
from site_hooks.check import problems_of
from site_hooks.lab_page import LabPage
from site_hooks.pages import first_line_of_body, lab_pages
from tools.paths import DOCS, ROOT


def page_problems(lab_id: str) -> list[str]:
    """Return everything wrong with a lab's page, each as `file:line: what`."""
    path = DOCS / lab_pages(DOCS)[lab_id]
    text = path.read_text("utf-8")
    body, _ = meta.get_data(text)
    offset = first_line_of_body(text, body)
    shown = path.relative_to(ROOT)
    found = problems_of(LabPage(str(shown), labs.get(lab_id)), body)
    return [f"{shown}:{problem.line + offset}: {problem.message}" for problem in found]


def main(arguments: list[str]) -> int:
    """Check one lab; return 1 where anything is wrong."""
    if len(arguments) != 1 or not arguments[0]:
        print("which lab? As in: make lab ID=v1_05", file=sys.stderr)
        return 2
    lab_id = arguments[0]
    try:
        problems = page_problems(lab_id)
    except (LabError, OSError, TypeError) as error:
        problems = [str(error)]
    print("\n".join(problems) or f"{lab_id}: its page shows everything, once")
    steps = [
        [sys.executable, "-m", "mlsys_core", "prove", lab_id],
        [sys.executable, "-m", "pytest", "-q", str(Path("tests/labs") / lab_id)],
    ]
    failed = [step for step in steps if subprocess.run(step, cwd=ROOT, check=False).returncode]
    return 1 if problems or failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
