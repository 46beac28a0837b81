"""The client as a browser gets it: a few bundles of the modules and style sheets in docs/assets.

The modules run as they are, and are tested so. But a page that asks for eighty of them, one by one,
waits for each on its way to Python; and one that names a style sheet waits for each sheet in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from site_hooks import node

CLASSIC = (
    "assets/offline/keeping-worker.js",
    "assets/offline/site-copy.js",
    "assets/search-worker.js",
)
"""Scripts of workers that are no modules: browsers get them as they are."""
RUNNER = Path(__file__).parent / "bundle_client.mjs"


class BundlingFailed(Exception):
    """The client's modules could not be put together."""


@dataclass(frozen=True)
class Client:
    """The bundles of one build."""

    docs: Path
    files: Mapping[str, str]
    """Each bundle by its path in the site."""
    announced: tuple[str, ...]
    """The scripts each page asks for at once."""

    def write(self, site: Path) -> None:
        """Put the bundles in the place of their parts, which no reader asks for any more."""
        for part in (*self.docs.glob("assets/**/*.js"), *self.docs.glob("assets/*.css")):
            path = part.relative_to(self.docs)
            if path.as_posix() not in CLASSIC:
                (site / path).unlink(missing_ok=True)
        for name, text in self.files.items():
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_text(text, "utf-8")


def bundle(docs: Path, *, is_preview: bool = False) -> Client:
    """Bundle the client; a preview's bundles say what they are made of."""
    try:
        told = node.run(RUNNER, {"docs": docs.resolve(), "isPreview": is_preview})
    except node.NodeFailed as failure:
        raise BundlingFailed(f"the client can't be bundled: {failure}") from failure
    made = json.loads(told)
    return Client(docs, made["files"], tuple(made["announced"]))
