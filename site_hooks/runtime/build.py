"""One build's runtime: every file the browser may fetch, and the manifest that tells it of them.

Names change with content (a version or a hash is part of each path), so a browser that kept an old
file never mixes it with new ones; only the manifest itself has a fixed name.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from site_hooks.runtime.core_wheel import build_core_wheel
from site_hooks.runtime.errors import BadLock
from site_hooks.runtime.locked_files import LOCK_NAME, load_lock, locate, sha256_of
from site_hooks.runtime.precompiled import last_made, precompile

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER = PurePosixPath("assets/runtime")
MANIFEST = "manifest.json"
WHEELS_ON_DEMAND = ("micropip", "numpy")


@dataclass(frozen=True, kw_only=True)
class RuntimeFile:
    """One file of the runtime: `path` below the runtime folder of the site, and its content."""

    path: str
    content: Path
    bytes: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class RuntimeBuild:
    """The files of one build and their manifest."""

    files: tuple[RuntimeFile, ...]
    manifest: dict[str, Any]

    @property
    def build_id(self) -> str:
        """The hash of everything the runtime consists of."""
        return str(self.manifest["build"])

    def url(self, beginning: str) -> str:
        """Return where, from the site's root, the one file lies whose path begins like this."""
        return str(FOLDER / _one(self.files, beginning).path)

    def write(self, site_dir: Path) -> None:
        """Copy every file and write the manifest into a built site."""
        folder = site_dir / FOLDER
        for file in self.files:
            target = folder / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file.content, target)
        text = json.dumps(self.manifest, indent=1, ensure_ascii=False)
        (folder / MANIFEST).write_text(f"{text}\n", "utf-8")


def prepare(config_dir: Path, *, preview: bool = False) -> RuntimeBuild:
    """Gather and verify every runtime file of the project in `config_dir`.

    A `preview` does not wait for the core to be compiled and hands out its source. Raises
    `RuntimeAssetError`, which MkDocs prints before it stops, when one can't be had.
    """
    root = config_dir.resolve()
    locked = [_runtime_file(file.path, locate(file, root)) for file in load_lock(root)]
    interpreter = _one(locked, "pyodide-", "pyodide.mjs")
    wheel = build_core_wheel(root, root / ".cache/core")
    made = (last_made(root, wheel) if preview else None) or precompile(
        root, interpreter.content.parent, wheel
    )
    files = (
        *locked,
        _hashed("stdlib-{hash}.zip", made.stdlib),
        _hashed("core-{hash}.zip", made.core),
        _hashed(f"core-{{hash}}/{wheel.name}", wheel),
    )
    return RuntimeBuild(files=files, manifest=_manifest(files))


def _runtime_file(path: str, content: Path) -> RuntimeFile:
    return RuntimeFile(
        path=path, content=content, bytes=content.stat().st_size, sha256=sha256_of(content)
    )


def _hashed(path: str, content: Path) -> RuntimeFile:
    return _runtime_file(path.format(hash=sha256_of(content)[:12]), content)


def _one(files: Sequence[RuntimeFile], beginning: str, ending: str = "") -> RuntimeFile:
    found = [f for f in files if f.path.startswith(beginning) and f.path.endswith(ending)]
    if len(found) != 1:
        raise BadLock(
            f"{LOCK_NAME}: one file {beginning}…{ending} is needed, there are {len(found)}"
        )
    return found[0]


def _manifest(files: tuple[RuntimeFile, ...]) -> dict[str, Any]:
    """Tell the worker what to fetch. `boot` has, per way to boot, the library and the core."""
    full_stdlib = _one(files, "pyodide-", "python_stdlib.zip").path
    wheel = _one(files, "core-", ".whl").path
    return {
        "build": _build_id(files),
        "pyodide": str(PurePosixPath(full_stdlib).parent),
        "boot": {
            "bytecode": {
                "stdlib": _one(files, "stdlib-").path,
                "core": _one(files, "core-", ".zip").path,
            },
            "source": {"stdlib": full_stdlib, "core": wheel},
            "workshop": {"stdlib": _one(files, "stdlib-").path, "core": wheel},
        },
        "fullStdlib": full_stdlib,
        "packages": _packages(files),
        "files": {f.path: {"bytes": f.bytes, "sha256": f.sha256} for f in files},
    }


def _build_id(files: tuple[RuntimeFile, ...]) -> str:
    lines = sorted(f"{file.path} {file.sha256}" for file in files)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _packages(files: tuple[RuntimeFile, ...]) -> dict[str, Any]:
    """Return Pyodide's own package list, cut to the wheels of this site and pointing at them."""
    whole = _one(files, "pyodide-", "pyodide-lock.json").content
    lock = json.loads(whole.read_text("utf-8"))
    kept = {}
    for name in WHEELS_ON_DEMAND:
        wheel = _one(files, f"wheels/{name}-")
        kept[name] = {**lock["packages"][name], "file_name": wheel.path, "sha256": wheel.sha256}
    return {"info": lock["info"], "packages": kept}
