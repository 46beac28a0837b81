"""What can go wrong while the runtime files are gathered. Each stops the build with one message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

if TYPE_CHECKING:
    from collections.abc import Sequence


class RuntimeAssetError(PluginError):
    """A file of the browser's runtime can't be had. MkDocs prints the message and stops."""


class FileNotFound(RuntimeAssetError):
    """No source has the file."""

    def __init__(self, path: str, sha256: str, tried: Sequence[str]) -> None:
        places = "\n".join(f"  - {place}" for place in tried)
        super().__init__(
            f"runtime file {path} (SHA-256 {sha256}) was not found. Looked in:\n{places}\n"
            "Connect to the network, or put the file into a folder and name that folder in "
            "MLSYS_RUNTIME_MIRROR."
        )


class WrongHash(RuntimeAssetError):
    """A source has a file of that name, with other content."""

    def __init__(self, path: str, expected: str, found: str, where: str, remedy: str) -> None:
        super().__init__(
            f"runtime file {path} is not the one that runtime.lock.json pins.\n"
            f"  expected SHA-256 {expected}\n"
            f"  found    SHA-256 {found}\n"
            f"  in {where}\n"
            f"{remedy}"
        )


class BadLock(RuntimeAssetError):
    """runtime.lock.json itself can't be read."""


class PrecompileFailed(RuntimeAssetError):
    """Node could not run the pinned Pyodide over the core."""
