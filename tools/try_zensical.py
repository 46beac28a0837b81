"""Builds the site with Zensical, the theme's announced successor, and says what differs.

`python -m tools.try_zensical` is an experiment and part of no build. Zensical is installed apart
from everything else and builds a copy of the pages; the result is compared with site/ page by page.
It leaves with 0 where every page has all that readers and the client need, else with 1, and with 2
where Zensical could not be tried.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup

from site_hooks.pages import lab_pages
from tools.paths import ROOT, SITE
from tools.zensical_bridge import marked

FOLDER = ROOT / ".cache/zensical"
PLACES = ("data-lab", "data-control", "data-question", "data-gate", "data-value", "data-flag",
          "data-figure", "data-slot")  # fmt: skip
"""What the client looks for. A page that has all of these works, whatever else is around them."""
NOT_COMPARED = (
    "not compared: navigation, checks before a build, the runtime's files and where a page finds"
    " them; MkDocs hooks do these, and they would move to a command that runs around Zensical"
)
TIMEOUT_S = 600
TOLD = 25


def differences(ours: Path, theirs: Path) -> Iterator[str]:
    """Say page by page what the other site lacks of what readers and the client need."""
    for page in sorted(ours.rglob("*.html")):
        name = page.relative_to(ours).as_posix()
        if not (theirs / name).is_file():
            yield f"{name}: is not there"
            continue
        here, there = _places(page), _places(theirs / name)
        lacking = {kind: len(here[kind] - there[kind]) for kind in PLACES}
        said = [f"{count} of {len(here[kind])} {kind}" for kind, count in lacking.items() if count]
        if said:
            yield f"{name}: lacks {', '.join(said)}"


def _places(page: Path) -> dict[str, set[str]]:
    soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    return {kind: {str(tag[kind]) for tag in soup.select(f"[{kind}]")} for kind in PLACES}


def install() -> str:
    """Install Zensical beside the project's own packages; return what went wrong, if anything."""
    if (FOLDER / "bin/zensical").exists():
        return ""
    FOLDER.parent.mkdir(parents=True, exist_ok=True)
    made = _run([sys.executable, "-m", "venv", str(FOLDER)])
    if made.returncode == 0:
        made = _run([str(FOLDER / "bin/python"), "-m", "pip", "install", "--quiet", "zensical"])
    inside = next(FOLDER.glob("lib/python*/site-packages"), None)
    if made.returncode or inside is None:
        return made.stdout
    (inside / "project.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return ""


def build(project: Path) -> "subprocess.CompletedProcess[str]":
    """Build a copy of the pages with their own configuration; the site is in `project/site`."""
    shutil.copytree(ROOT / "docs", project / "docs")
    shutil.copytree(ROOT / "site_hooks/theme", project / "site_hooks/theme")
    for lab_id, path in lab_pages(project / "docs").items():
        page = project / "docs" / path
        page.write_text(marked(lab_id, page.read_text("utf-8")), "utf-8")
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    first = "markdown_extensions:\n"
    bridged = config.replace(first, f"{first}  - tools.zensical_bridge\n")
    (project / "mkdocs.yml").write_text(bridged, "utf-8")
    own = os.pathsep.join([str(ROOT / "py"), str(ROOT)])
    return _run([str(FOLDER / "bin/zensical"), "build"], cwd=project, PYTHONPATH=own)


def _run(
    command: list[str], cwd: Path = ROOT, **environment: str
) -> "subprocess.CompletedProcess[str]":
    try:
        return subprocess.run(
            command, cwd=cwd, env=os.environ | environment, check=False, timeout=TIMEOUT_S,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        return subprocess.CompletedProcess(command, 1, str(error))


def main() -> int:
    """Try it and tell."""
    if not (SITE / "index.html").is_file():
        print("there is no built site to compare with; run `make build` first", file=sys.stderr)
        return 2
    failed = install()
    if failed:
        print(f"Zensical could not be installed:\n{failed}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="zensical-") as folder:
        ran = build(Path(folder))
        print("\n".join(ran.stdout.splitlines()[-TOLD:]))
        if not (Path(folder) / "site").is_dir():
            print(f"Zensical built nothing (exit status {ran.returncode})", file=sys.stderr)
            return 2
        found = list(differences(SITE, Path(folder) / "site"))
    print("\n".join(found) or "every page has every place that the client looks for")
    print(NOT_COMPARED)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
