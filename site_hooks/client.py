"""The client as a browser gets it: a few bundles of the modules in docs/assets.

The modules run as they are, and are tested so. But a page that asks for eighty of them, one by one,
waits for each on its way to Python.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from site_hooks import node

CLASSIC = (
    "assets/offline/keeping-worker.js",
    "assets/offline/site-copy.js",
    "assets/search-worker.js",
)
"""Scripts of workers that are no modules: browsers get them as they are."""
FOLDER = Path(".cache/client")
RUNNER = Path(__file__).parent / "bundle_client.mjs"


class BundlingFailed(Exception):
    """The client's modules could not be put together."""


@dataclass(frozen=True)
class Client:
    """The bundles of one build."""

    docs: Path
    folder: Path
    announced: tuple[str, ...]
    """What each page asks for at once, by its path in the site."""

    def write(self, site: Path) -> None:
        """Put the bundles in the place of all modules, which no reader asks for any more."""
        for module in self.docs.glob("assets/**/*.js"):
            path = module.relative_to(self.docs)
            if path.as_posix() not in CLASSIC:
                (site / path).unlink(missing_ok=True)
        shutil.copytree(self.folder, site, dirs_exist_ok=True)


def bundle(docs: Path, folder: Path, *, is_preview: bool = False) -> Client:
    """Bundle the client into a folder, which is made anew; a preview's bundles say their source."""
    shutil.rmtree(folder, ignore_errors=True)
    job = {"docs": docs.resolve(), "out": folder.resolve(), "isPreview": is_preview}
    try:
        announced = node.run(RUNNER, job)
    except node.NodeFailed as failure:
        raise BundlingFailed(f"the client can't be bundled: {failure}") from failure
    return Client(docs, folder, tuple(json.loads(announced)))
