"""What the site ships that others made: which parts, under which terms, with whose words.

Most of it is read off: the runtime's lock and npm's, the theme's metadata and the source maps that
come with its scripts. Only the terms of what the theme has bundled are written here, since nothing
says them.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path, PurePosixPath
from typing import Any

THEME = "mkdocs-material"
BUNDLED_TERMS = {
    "clipboard": "MIT",
    "escape-html": "MIT",
    "focus-visible": "W3C-20150513",
    "lunr": "MIT",
    "material-design-color": "MIT",
    "rxjs": "Apache-2.0",
    "tslib": "0BSD",
}
"""The terms of each package that the theme's scripts and styles were bundled from."""
ICON_TERMS = {"Material Design Icons": "Apache-2.0"}

LEFT_OUT = ("assets/javascripts/lunr", "assets/javascripts/**/*.map", "assets/stylesheets/**/*.map")
"""What the theme brings and no reader ever gets: search in other languages, maps for debuggers."""


@dataclass(frozen=True)
class Part:
    """One part made by others."""

    name: str
    role: str
    terms: str


class UnknownTerms(Exception):
    """The theme bundles a package whose terms nobody has looked up."""


def parts(root: Path) -> Iterator[Part]:
    """Yield every part, the runtime's first."""
    lock = json.loads((root / "runtime.lock.json").read_text("utf-8"))
    for entry in lock["files"]:
        path = PurePosixPath(entry["path"])
        yield Part(path.name, f"runtime, {path.parent.name or path.stem}", entry["license"])
    yield Part("CPython's standard library", "runtime, compiled from the above", "PSF-2.0")
    for name, entry in bundled_into_client(root).items():
        yield Part(f"{name} {entry['version']}", "bundled into the editor", entry["license"])
    theme = distribution(THEME)
    yield Part(f"{THEME} {theme.version}", "theme: page layout, search", _terms_of_theme())
    for name in sorted(bundled_into_theme()):
        if name not in BUNDLED_TERMS:
            raise UnknownTerms(
                f"the theme bundles {name}, and site_hooks/shipped.py does not say under which"
                " terms; look them up and add them to BUNDLED_TERMS"
            )
        yield Part(name, "bundled into the theme", BUNDLED_TERMS[name])
    for name, terms in ICON_TERMS.items():
        yield Part(name, "icons drawn into the pages", terms)


def bundled_into_client(root: Path) -> dict[str, Any]:
    """Return what npm's lock says of each package that the client's bundles may take code from.

    These are all that `package.json` asks for and what they ask for in turn, but for the packages
    whose files are served as they are: those the runtime's lock pins.
    """
    runtime = json.loads((root / "runtime.lock.json").read_text("utf-8"))
    served = [source.get("npm", "") for file in runtime["files"] for source in file["sources"]]
    locked = json.loads((root / "package-lock.json").read_text("utf-8"))["packages"]
    wanted = [
        name
        for name in locked[""]["dependencies"]
        if not any(path.startswith(f"{name}/") for path in served)
    ]
    found: dict[str, Any] = {}
    while wanted:
        name = wanted.pop()
        if name not in found:
            found[name] = locked[f"node_modules/{name}"]
            wanted += found[name].get("dependencies", {})
    return dict(sorted(found.items()))


def bundled_into_theme() -> set[str]:
    """Return the packages that the theme's own source maps name."""
    found = set()
    for file in distribution(THEME).files or ():
        if file.suffix == ".map":
            sources = json.loads(file.read_text())["sources"]
            found |= set(re.findall(r"node_modules/((?:@[^/\s]+/)?[^/\s]+)", "\n".join(sources)))
    return found


def texts(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the licence texts that must go along with their parts, by what they are of."""
    for file in distribution(THEME).files or ():
        if file.parts[-2:] == ("licenses", "LICENSE"):
            yield THEME, file.read_text()
    packages = root / "node_modules"
    yield "plotly.js", (packages / "plotly.js-basic-dist-min/LICENSE").read_text("utf-8")
    by_text: dict[str, list[str]] = {}
    for name in bundled_into_client(root):
        by_text.setdefault((packages / name / "LICENSE").read_text("utf-8"), []).append(name)
    for text, names in by_text.items():
        yield ", ".join(names), text


def leave_out(site: Path) -> None:
    """Remove from a built site what the theme brings and no reader ever gets."""
    for pattern in LEFT_OUT:
        for path in sorted(site.glob(pattern), reverse=True):
            for file in sorted(path.rglob("*"), reverse=True) if path.is_dir() else ():
                file.unlink() if file.is_file() else file.rmdir()
            path.rmdir() if path.is_dir() else path.unlink()


def _terms_of_theme() -> str:
    about = distribution(THEME).metadata
    return next(about[key] for key in ("License-Expression", "License") if key in about)
