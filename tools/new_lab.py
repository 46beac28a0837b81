"""Starts a lab: `python -m tools.new_lab v1_05 "The Activation Tax"` (or `make new-lab ID=v1_05`).

Three files appear, a module, a page and its checks, that build and pass as they are. What they tell
is a small story about copying data; an author replaces it piece by piece with the lab's own.
"""

import argparse
import ast
import re
import sys
from pathlib import Path

from mlsys_core import course
from mlsys_core.errors import LabError
from tools.paths import ROOT

TEMPLATES = Path(__file__).parent / "lab_template"
COURSE = Path("py/mlsys_core/course.py")


class CantStart(Exception):
    """The lab was not started; the text says why, and nothing was written."""


def start_lab(root: Path, lab_id: str, title: str = "") -> list[Path]:
    """Write a new lab's files into the project at `root`; return where they are."""
    try:
        entry = course.entry(lab_id)
    except LabError as unknown:
        raise CantStart(
            f"{unknown} A lab stands in the course manifest first: add its line to LABS in {COURSE}"
        ) from unknown
    title = " ".join(title.split()) or entry.title
    targets = _targets(entry, title)
    _refuse_existing(root, lab_id, targets)
    if title != entry.title:
        _rename(root / COURSE, lab_id, title)
    words = {
        "@ID@": lab_id,
        "@LABEL@": entry.label,
        "@TITLE@": title,
        "@DOMAIN@": entry.domains[0],
    }
    written = []
    for template, target in targets.items():
        text = (TEMPLATES / template).read_text("utf-8")
        for placeholder, word in words.items():
            text = text.replace(placeholder, word)
        (root / target).parent.mkdir(parents=True, exist_ok=True)
        (root / target).write_text(text, "utf-8")
        written.append(root / target)
    return written


def slug_of(title: str) -> str:
    """Return a title as it stands in an address.

    >>> slug_of("You Can't Optimize What You Can't Measure"), slug_of("The I/O Bottleneck")
    ('you-cant-optimize-what-you-cant-measure', 'io-bottleneck')
    """
    words = re.sub(r"['’/]", "", title.lower())
    return re.sub(r"[^a-z0-9]+", "-", words).strip("-").removeprefix("the-")


def _targets(entry: course.Entry, title: str) -> dict[str, Path]:
    slug = slug_of(title)
    if not slug:
        raise CantStart(f"TITLE={title!r} has no letter or digit to make the page's address of")
    if set(title) & set("\"'\\@`<>{}[]|") - {"'"}:
        raise CantStart(f"TITLE={title!r}: a title is plain text, without quotes or brackets")
    page = Path(f"docs/labs/vol{entry.volume}/{entry.number:02d}-{slug}.md")
    return {
        "lab.py.template": Path(f"py/mlsys_core/labs/{entry.id}.py"),
        "page.md.template": page,
        "test_checks.py.template": Path(f"tests/labs/{entry.id}/test_checks.py"),
    }


def _refuse_existing(root: Path, lab_id: str, targets: dict[str, Path]) -> None:
    package = Path(f"py/mlsys_core/labs/{lab_id}")
    for path in (package, *targets.values()):
        if (root / path).exists():
            raise CantStart(f"{lab_id} has been started already: there is {path}")


def _rename(manifest: Path, lab_id: str, title: str) -> None:
    """Give the lab's line of the course manifest a new title."""
    text = manifest.read_text("utf-8")
    found = re.search(rf'_lab\("{lab_id}", ("(?:[^"\\]|\\.)*")', text)
    if found is None or ast.literal_eval(found[1]) != course.entry(lab_id).title:
        raise CantStart(f"{COURSE}: no line of LABS begins with _lab({lab_id!r}, and its title")
    manifest.write_text(text[: found.start(1)] + f'"{title}"' + text[found.end(1) :], "utf-8")
    print(f"{COURSE}: {lab_id} is now called {title!r}")


def main(arguments: list[str]) -> int:
    """Start a lab in this repository and say what to do next."""
    parser = argparse.ArgumentParser(prog="make new-lab", description=__doc__.partition("\n")[0])
    parser.add_argument("id", help="the lab's id, as v1_05")
    parser.add_argument("title", nargs="?", default="", help="its title, if not the manifest's")
    chosen = parser.parse_args(arguments)
    if not chosen.id:
        print('which lab? As in: make new-lab ID=v1_05 TITLE="The Activation Tax"', file=sys.stderr)
        return 2
    try:
        written = start_lab(ROOT, chosen.id, chosen.title)
    except CantStart as reason:
        print(reason, file=sys.stderr)
        return 1
    for path in written:
        print(f"wrote {path.relative_to(ROOT)}")
    print("next: make serve, and docs/guide/author.md")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
