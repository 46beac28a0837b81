"""JavaScript modules of npm as a browser takes them: each import by its address, no bundle.

A module of npm names another by its package; a browser wants to know where it lies. All modules of
one build lie in one folder whose name changes with their content, each under its package's name.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from site_hooks.runtime.errors import BadLock

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = "modules/"
CACHE = Path(".cache/modules")
STATEMENT = re.compile(
    r"""^((?:import|import\s[^;"'()]*?\bfrom|export\s[^;"'()]*?\bfrom)\s*["'])([^"']+)(["'])""",
    re.MULTILINE,
)


def link(root: Path, modules: Mapping[str, Path]) -> dict[str, tuple[str, Path]]:
    """Return, by a module's name, its path in the site and the file that holds it, linked.

    `modules` are the files of npm by path in the lock, as in `modules/crelt.js`.
    """
    names = {path.removeprefix(FOLDER).removesuffix(".js"): file for path, file in modules.items()}
    texts = {name: _linked(name, file, names) for name, file in names.items()}
    key = hashlib.sha256("\n".join(texts[name] for name in sorted(texts)).encode()).hexdigest()[:12]
    folder = root / CACHE / key
    if not folder.is_dir():
        _write(folder, texts)
    return {name: (f"modules-{key}/{name}.js", folder / f"{name}.js") for name in names}


def _linked(name: str, file: Path, names: Mapping[str, Path]) -> str:
    def address(found: re.Match[str]) -> str:
        wanted = found[2]
        if wanted not in names:
            raise BadLock(f"{name} imports {wanted}, which runtime.lock.json does not pin")
        relative = posixpath.relpath(f"{wanted}.js", posixpath.dirname(name) or ".")
        return f"{found[1]}{relative if relative.startswith('.') else f'./{relative}'}{found[3]}"

    return _terms(name, file) + STATEMENT.sub(address, file.read_text("utf-8"))


def _terms(name: str, file: Path) -> str:
    """Return the licence that travels with every copy, as a comment."""
    package = next((p for p in file.parents if (p / "package.json").is_file()), file.parent)
    text = (package / "LICENSE").read_text("utf-8").strip()
    return f"/*! {name}\n\n{text}\n*/\n"


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    """Write all modules or none."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="making-") as scratch:
        for name, text in texts.items():
            target = Path(scratch) / f"{name}.js"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        Path(scratch).rename(folder)
        Path(scratch).mkdir()  # for the context manager to remove
