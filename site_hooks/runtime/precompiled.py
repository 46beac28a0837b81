"""Bytecode archives of the core and of what it imports, written by the pinned Pyodide under Node.

Running Pyodide takes seconds, so results are kept under a hash of everything that goes into them.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from site_hooks import node
from site_hooks.runtime.errors import PrecompileFailed
from site_hooks.runtime.locked_files import sha256_of

if TYPE_CHECKING:
    from collections.abc import Sequence

CACHE = Path(".cache/precompiled")
RESULTS_KEPT = 5
HERE = Path(__file__).parent
RUNNER = HERE / "precompile.mjs"
SCRIPTS = HERE / "in_pyodide"


@dataclass(frozen=True)
class Precompiled:
    """The two archives: the part of the standard library in use, and the core."""

    stdlib: Path
    core: Path


def precompile(root: Path, pyodide: Path, wheel: Path) -> Precompiled:
    """Return the archives for this wheel and the Pyodide in a folder, made anew only if need be."""
    inputs = [wheel, *sorted(pyodide.iterdir()), RUNNER, *sorted(SCRIPTS.glob("*.py"))]
    kept = root / CACHE / _key(inputs)
    if not kept.is_dir():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kept.parent, prefix="making-") as folder:
            _run(pyodide, wheel, Path(folder))
            Path(folder).rename(kept)
            Path(folder).mkdir()  # for the context manager to remove
        _forget_oldest(kept.parent)
    return Precompiled(kept / "stdlib.zip", kept / "core.zip")


def last_made(root: Path, wheel: Path) -> Precompiled | None:
    """Return the last compiled library with this wheel as it is, or None before the first time.

    What the library lacks of the wheel's needs is loaded on demand, as at any time.
    """
    found = (root / CACHE).glob("*/stdlib.zip")
    done = (path for path in found if not path.parent.name.startswith("making-"))
    kept = sorted(done, key=lambda path: path.stat().st_mtime)
    return Precompiled(kept[-1], wheel) if kept else None


def _key(inputs: Sequence[Path]) -> str:
    hashes = "\n".join(f"{file.name} {sha256_of(file)}" for file in inputs)
    return hashlib.sha256(hashes.encode()).hexdigest()[:16]


def _run(pyodide: Path, wheel: Path, out: Path) -> None:
    job = {"pyodide": pyodide, "wheel": wheel, "scripts": SCRIPTS, "out": out}
    try:
        node.run(RUNNER, job)
    except node.NodeFailed as failure:
        raise PrecompileFailed(
            f"the core can't be imported in the browser's Python, to be compiled: {failure}"
        ) from failure


def _forget_oldest(folder: Path) -> None:
    results = [entry for entry in folder.iterdir() if not entry.name.startswith("making-")]
    for old in sorted(results, key=lambda entry: entry.stat().st_mtime)[:-RESULTS_KEPT]:
        shutil.rmtree(old, ignore_errors=True)
