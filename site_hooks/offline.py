"""What a browser keeps so that the site works without a network: a list of files, each by its hash.

One deployment of the site is an edition. Its id stands in every page, in the list and in the
service worker, so that each can tell whether it belongs with the others.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from site_hooks.runtime.locked_files import sha256_of

LIST, WORKER = "offline.json", "service-worker.js"
RUNTIME, TOOLS = PurePosixPath("assets/runtime"), PurePosixPath("assets/explore")
PARTS = ("shell", "runtime", "pages", "tools")
"""In the order they are kept: what every page needs, what a lab's boot needs, then the pages, then
what only some tools of a lab need. The first two come before anything is said to work offline."""
NEVER_ASKED_FOR = (".gz", ".map")
CONFIG = '<script type="application/json" id="mlsys-config">{'
EDITION_IN_PAGE = re.compile(r'"edition": "\w*", ')


@dataclass(frozen=True)
class SiteFile:
    """One file of a built site, by its path from the site's root."""

    path: str
    bytes: int
    sha256: str
    part: str


def write_into(site: Path) -> str:
    """Make a finished site one edition: mark its pages, list its files, set up its service worker.

    Whatever changes a file afterwards must call this again. Returns the edition's id.
    """
    pages = sorted(site.rglob("*.html"))
    for page in pages:
        _mark(page, "")
    edition = _edition(site)
    for page in pages:
        _mark(page, f'"edition": "{edition}", ')
    files = [asdict(file) for file in files_of(site)]
    text = json.dumps({"edition": edition, "files": files}, indent=1) + "\n"
    (site / LIST).write_text(text, "utf-8")
    worker = site / WORKER
    script = _with_constant(worker.read_text("utf-8"), "EDITION", edition)
    worker.write_text(_with_constant(script, "LIST_SHA256", sha256_of(site / LIST)), "utf-8")
    return edition


def files_of(site: Path) -> tuple[SiteFile, ...]:
    """Return every file of a built site that a reader may ask for, in the order they are kept."""
    boot = frozenset(_boot_files(site))
    files = (
        SiteFile(
            path=path,
            bytes=(site / path).stat().st_size,
            sha256=sha256_of(site / path),
            part=_part(path, boot),
        )
        for path in _paths(site)
    )
    return tuple(sorted(files, key=lambda file: (PARTS.index(file.part), file.path)))


def _paths(site: Path) -> Iterator[str]:
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site)
        # hosts don't serve hidden files, and only the browser itself asks for the worker
        hidden = any(name.startswith(".") for name in path.parts)
        asked_for = path.suffix not in NEVER_ASKED_FOR and path.as_posix() not in (LIST, WORKER)
        if file.is_file() and asked_for and not hidden:
            yield path.as_posix()


def _boot_files(site: Path) -> Iterator[str]:
    """Yield what a lab's first boot fetches, and the charts."""
    manifest = json.loads((site / RUNTIME / "manifest.json").read_text("utf-8"))
    yield str(RUNTIME / "manifest.json")
    for path in manifest["boot"]["bytecode"].values():
        yield str(RUNTIME / path)
    for name in ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"):
        yield str(RUNTIME / manifest["pyodide"] / name)
    for path in manifest["files"]:
        if path.startswith("plotly-"):
            yield str(RUNTIME / path)


def _part(path: str, boot: frozenset[str]) -> str:
    if path in boot:
        return "runtime"
    if PurePosixPath(path).name == "index.html":
        return "pages"
    file = PurePosixPath(path)
    is_worker = file.parent == RUNTIME and file.suffix == ".js"
    is_tool = file.is_relative_to(TOOLS) or (file.is_relative_to(RUNTIME) and not is_worker)
    return "tools" if is_tool else "shell"


def _edition(site: Path) -> str:
    """Return the hash of all that a reader may ask for, while no page is marked."""
    lines = (f"{path} {sha256_of(site / path)}" for path in _paths(site))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _mark(page: Path, mark: str) -> None:
    text = page.read_text("utf-8")
    head, config, rest = text.partition(CONFIG)
    if not config:
        raise ValueError(f"{page}: there is no {CONFIG} to put the edition into")
    old = EDITION_IN_PAGE.match(rest)
    page.write_text(head + config + mark + rest[old.end() if old else 0 :], "utf-8")


def _with_constant(script: str, name: str, value: str) -> str:
    pattern = re.compile(rf'^const {name} = "\w*";$', re.MULTILINE)
    changed, count = pattern.subn(f'const {name} = "{value}";', script)
    if count != 1:
        raise ValueError(f'{WORKER}: one line `const {name} = "";` is needed, there are {count}')
    return changed
