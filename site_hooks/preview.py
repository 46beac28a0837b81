"""A preview runs for hours while its own sources change: this lets go of what has changed.

Python keeps a module it has once imported. So before each rebuild the modules of the core and of
the hooks are forgotten if a file of theirs is another one than before, and imported anew on use.
What has not changed is kept instead: a lab's page is rendered and checked again only if its text,
its own module or anything that labs share is another one.
"""

import sys
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "py/mlsys_core", ROOT / "site_hooks")
PACKAGES = ("mlsys_core", "site_hooks")
KEPT = ("site_hooks", "site_hooks.hook", __name__)


@dataclass(frozen=True)
class Rendered:
    """A lab's page as it was last rendered: from what, and what became of it."""

    key: int
    html: str
    toc: Any


@dataclass
class _State:
    serving: bool = False
    stamps: dict[Path, int] = field(default_factory=dict)
    pages: dict[str, Rendered] = field(default_factory=dict)


_STATE = _State()


def begin(*, serving: bool) -> None:
    """Say whether this is a preview. Bytecode then goes where no change is watched for."""
    _STATE.serving = serving
    if serving:
        sys.pycache_prefix = str(ROOT / ".cache/pycache")
        _STATE.stamps = _stamps()


def is_on() -> bool:
    """Whether this process serves a preview."""
    return _STATE.serving


def forget_changed() -> None:
    """Forget every module of the project if any source has changed since the last time."""
    if not _STATE.serving:
        return
    before, _STATE.stamps = _STATE.stamps, _stamps()
    if _STATE.stamps == before:
        return
    for name in list(sys.modules):
        package, _, child = name.rpartition(".")
        if name.partition(".")[0] in PACKAGES and name not in KEPT:
            del sys.modules[name]
            if package in KEPT:  # it would hand out the old module as its attribute
                vars(sys.modules[package]).pop(child, None)


def rendered(lab_id: str, source: str) -> Rendered | None:
    """Return a lab's page from an earlier rebuild if nothing it is made of has changed."""
    kept = _STATE.pages.get(lab_id)
    return kept if kept and kept.key == _key(lab_id, source) else None


def keep(lab_id: str, source: str, html: str, toc: Any) -> None:
    """Keep a lab's page for the next rebuild; a build that is no preview keeps nothing."""
    if _STATE.serving:
        _STATE.pages[lab_id] = Rendered(_key(lab_id, source), html, toc)


def _key(lab_id: str, source: str) -> int:
    """Tell one state of what a lab's page is made of from another."""
    labs = ROOT / "py/mlsys_core/labs"
    sources = frozenset(
        (path, None if others else stamp)
        for path, stamp in _STATE.stamps.items()
        for others in [path.is_relative_to(labs) and not _belongs(path.relative_to(labs), lab_id)]
    )
    return hash((source, sources))


def _belongs(path: Path, lab_id: str) -> bool:
    return path.parts[0].partition(".")[0] in (lab_id, "__init__")


def fresh(name: str) -> ModuleType:
    """Return a module as its source is now."""
    return import_module(name)


def _stamps() -> dict[Path, int]:
    files = (path for folder in FOLDERS for path in folder.rglob("*.py"))
    return {path: path.stat().st_mtime_ns for path in files}
