"""What the site ships that others made: which parts, under which terms, with whose words.

Most of it is read off: the runtime's lock, the theme's metadata and the source maps that come with
its scripts. Only the terms of what the theme has bundled are written here, since nothing says them.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path, PurePosixPath

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
    theme = distribution(THEME)
    yield Part(f"{THEME} {theme.version}", "theme: page layout, search", _terms_of_theme())
    for name in sorted(bundled()):
        if name not in BUNDLED_TERMS:
            raise UnknownTerms(
                f"the theme bundles {name}, and site_hooks/shipped.py does not say under which"
                " terms; look them up and add them to BUNDLED_TERMS"
            )
        yield Part(name, "bundled into the theme", BUNDLED_TERMS[name])
    for name, terms in ICON_TERMS.items():
        yield Part(name, "icons drawn into the pages", terms)


def bundled() -> set[str]:
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
    plotly = root / "node_modules/plotly.js-basic-dist-min/LICENSE"
    yield "plotly.js", plotly.read_text("utf-8")


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
