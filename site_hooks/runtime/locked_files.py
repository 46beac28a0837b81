"""The files of others that the site serves: what runtime.lock.json pins, found and verified.

The order is the cache, the mirror folder named by MLSYS_RUNTIME_MIRROR, then the sources of the
lock. The first place that has the file decides; a wrong hash there stops the build, because a file
that is not the pinned one is never a reason to go on quietly.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from site_hooks.runtime.errors import BadLock, FileNotFound, WrongHash
from site_hooks.runtime.sources import (
    Download,
    Folder,
    NotThere,
    PythonPackage,
    Source,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCK_NAME = "runtime.lock.json"
MIRROR_VARIABLE = "MLSYS_RUNTIME_MIRROR"
CACHE = Path(".cache/runtime")


@dataclass(frozen=True, kw_only=True)
class LockedFile:
    """One pinned file: `path` in the site's runtime folder, its content by hash, its sources."""

    path: str
    sha256: str
    bytes: int
    sources: tuple[dict[str, str], ...]

    @property
    def name(self) -> str:
        """The file's name without folders, as a mirror holds it."""
        return PurePosixPath(self.path).name


def load_lock(root: Path) -> tuple[LockedFile, ...]:
    """Read the lock of the project at `root`."""
    lock = root / LOCK_NAME
    try:
        entries = json.loads(lock.read_text("utf-8"))["files"]
        files = tuple(_locked_file(entry) for entry in entries)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadLock(f"{lock} can't be read as a runtime lock: {error!r}") from error
    return files


def _locked_file(entry: dict[str, Any]) -> LockedFile:
    return LockedFile(
        path=str(entry["path"]),
        sha256=str(entry["sha256"]),
        bytes=int(entry["bytes"]),
        sources=tuple(entry["sources"]),
    )


def locate(file: LockedFile, root: Path) -> Path:
    """Return a path at which the file lies with the right hash, fetching it when it must be.

    Raises `WrongHash` at the first place that has another file by its name, and `FileNotFound`,
    with every place that was tried, when none has it.
    """
    cache = root / CACHE
    cached = cache / file.sha256
    cache.mkdir(parents=True, exist_ok=True)
    tried: list[str] = []
    # on the cache's own disk, so that a finished file moves into place whole or not at all
    with tempfile.TemporaryDirectory(dir=cache, prefix="fetching-") as scratch:
        for source in _places(file, root, cached):
            try:
                found = source.fetch(Path(scratch))
            except NotThere as reason:
                tried.append(f"{source.where}: {reason}")
                continue
            _verify(file, found, source)
            return found.replace(cached) if found.is_relative_to(scratch) else found
    raise FileNotFound(file.path, file.sha256, tried)


def _places(file: LockedFile, root: Path, cached: Path) -> Iterator[Source]:
    if not any("npm" in source for source in file.sources):
        yield Folder(file=cached, what="the cache", remedy=f"Remove {cached} and build again.")
        yield from _mirror(file, root)
    for source in file.sources:
        yield _source(source, root)


def _mirror(file: LockedFile, root: Path) -> Iterator[Source]:
    folder = os.environ.get(MIRROR_VARIABLE)
    if folder:
        yield Folder(
            file=root / folder / file.name,
            what=f"the mirror folder that {MIRROR_VARIABLE} names",
            remedy=f"Put the right file into the mirror folder, or unset {MIRROR_VARIABLE}.",
        )


def _source(source: dict[str, str], root: Path) -> Source:
    match source:
        case {"npm": path}:
            return Folder(
                file=root / "node_modules" / path,
                what="the npm packages that `npm ci` installs",
                remedy="Run `npm ci` to install what package-lock.json pins.",
            )
        case {"url": url}:
            return Download(url=url)
        case {"pypi": requirement, "python": python}:
            return PythonPackage(
                requirement=requirement, python=python, member=source.get("member")
            )
    raise BadLock(f"{LOCK_NAME}: a source is npm, url or pypi (with python), not {source}")


def _verify(file: LockedFile, found: Path, source: Source) -> None:
    sha256 = sha256_of(found)
    if sha256 != file.sha256:
        raise WrongHash(file.path, file.sha256, sha256, source.where, source.remedy)


def sha256_of(file: Path) -> str:
    """Return the SHA-256 of a file's content, in hex."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
