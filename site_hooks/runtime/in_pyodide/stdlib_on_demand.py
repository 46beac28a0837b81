"""Runs in the reader's browser: modules that a boot leaves out, fetched when first asked for.

The browser starts with what sliders need, as bytecode. Whatever else is imported lies in one of two
archives of the site, the full standard library and the whole core; its first import fetches it.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from importlib.machinery import ModuleSpec
from pathlib import Path
from zipimport import zipimporter


class ArchiveOnDemand:
    """A finder for modules of an archive that is not here yet."""

    def __init__(self, what: str, url: str, archive: str, has: Callable[[str], bool]) -> None:
        self.what, self.url, self.archive, self.has = what, url, archive, has

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """Find a module of the archive, fetching that first if need be."""
        if not self.has(name):
            return None
        if not Path(self.archive).exists():
            Path(self.archive).write_bytes(self._fetch(name))
        folder = "/".join([self.archive, *name.split(".")[:-1]])
        return zipimporter(folder).find_spec(name)

    def _fetch(self, name: str) -> bytes:
        """Fetch without awaiting, as an import statement must; a worker may."""
        request = import_module("js").XMLHttpRequest.new()
        request.open("GET", self.url, False)
        request.responseType = "arraybuffer"
        try:
            request.send()
        except Exception as error:
            raise ImportError(self._told(name, "the network failed"), name=name) from error
        if request.status != 200:
            raise ImportError(self._told(name, f"the answer was {request.status}"), name=name)
        return bytes(request.response.to_bytes())

    def _told(self, name: str, reason: str) -> str:
        return f"{name} is in {self.what}, which {self.url} did not give: {reason}"


def is_omitted(name: str) -> bool:
    """Whether a standard module is in the full library only."""
    return name in import_module("stdlib_omitted").NAMES


def is_of_core(name: str) -> bool:
    """Whether a module belongs to the core; finders are asked in turn, so it is not here."""
    return name.startswith("mlsys_core.")


def install(stdlib: str, core: str) -> None:
    """From now on, look in the archives at these addresses for what is not here."""
    sys.meta_path.append(
        ArchiveOnDemand(
            "the full standard library", stdlib, "/lib/python_stdlib_full.zip", is_omitted
        )
    )
    sys.meta_path.append(ArchiveOnDemand("the whole core", core, "/lib/core_whole.zip", is_of_core))
