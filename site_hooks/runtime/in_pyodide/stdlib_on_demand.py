"""Runs in the reader's browser: the rest of the standard library, fetched when first asked for.

The browser starts with the modules the core imports, as bytecode. Whatever else a reader's code
asks for is in the full library of the site; its one zip is fetched by the first such import.
"""

import sys
from importlib import import_module
from importlib.machinery import ModuleSpec
from pathlib import Path
from zipimport import zipimporter

FULL_ZIP = "/lib/python_stdlib_full.zip"


class StdlibOnDemand:
    """A finder for modules that the small library omits and the full one has."""

    def __init__(self, url: str) -> None:
        self.url = url

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """Find a module of the full library, fetching that first if need be."""
        if name not in import_module("stdlib_omitted").NAMES:
            return None
        if not Path(FULL_ZIP).exists():
            Path(FULL_ZIP).write_bytes(self._fetch(name))
        folder = "/".join([FULL_ZIP, *name.split(".")[:-1]])
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
        return f"{name} is in the full standard library, which {self.url} did not give: {reason}"


def install(url: str) -> None:
    """From now on, look in the zip at `url` for standard modules that are not here."""
    sys.meta_path.append(StdlibOnDemand(url))
