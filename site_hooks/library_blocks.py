"""The blocks of the guide and of the pages about the project: laws, parts of others, answers."""

from pathlib import Path
from typing import Any

from markdown import Markdown
from pymdownx.blocks import BlocksExtension

from site_hooks.elements import Element, add
from site_hooks.laws_html import build_laws
from site_hooks.reference_html import folded, table
from site_hooks.shipped import parts, texts
from site_hooks.teaching_html import build_misconceptions
from site_hooks.whole_blocks import WholeBlock

ROOT = Path(__file__).parents[1]
GUIDE = {
    "Guide": [
        {"For instructors": "guide/instructor.md"},
        {"The class page": "guide/class.md"},
        {"For authors": "guide/author.md"},
        {"For maintainers": "guide/maintainer.md"},
        {
            "Decisions": [
                {"No NumPy at every touch": "guide/decisions/no-numpy-at-every-touch.md"},
                {"Pages filled at build time": "guide/decisions/pages-filled-at-build-time.md"},
                {"No framework": "guide/decisions/no-framework.md"},
                {"The page first": "guide/decisions/page-first-then-python.md"},
                {"Runtime locked by hash": "guide/decisions/runtime-locked-by-hash.md"},
                {"Blocks with a flat grammar": "guide/decisions/flat-blocks.md"},
            ]
        },
    ]
}
"""The guide as the navigation lists it."""
REFERENCE = [
    {"The library": "reference/api.md"},
    {"Parts made by others": "reference/licences.md"},
]
"""What these blocks add to the reference."""


class LawsBlock(WholeBlock):
    """`/// laws`: every law of the physics package."""

    NAME = "laws"

    def build(self, box: Element) -> None:
        """Build the tables."""
        build_laws(box)


class ShippedBlock(WholeBlock):
    """`/// shipped`: every part made by others that a reader's browser gets."""

    NAME = "shipped"

    def build(self, box: Element) -> None:
        """Build the table and fold the licence texts away."""
        rows = [(part.name, part.role, part.terms) for part in parts(ROOT)]
        table(box, "Parts made by others", ("Part", "What it does here", "Licence (SPDX)"), rows)
        for name, text in texts(ROOT):
            add(folded(box, f"Licence of {name}"), "pre", text=text)


class MisconceptionsBlock(WholeBlock):
    """`/// misconceptions`: the answers of every lab, and the ideas behind the wrong ones."""

    NAME = "misconceptions"

    def build(self, box: Element) -> None:
        """Build a fold a lab."""
        build_misconceptions(box)


class LibraryBlocks(BlocksExtension):  # type: ignore[misc]
    """Registers the blocks."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802
        """Register all three."""
        for block in (LawsBlock, ShippedBlock, MisconceptionsBlock):
            block_mgr.register(block, self.getConfigs())


def makeExtension(**kwargs: Any) -> LibraryBlocks:  # noqa: N802
    """Let MkDocs load this module as a Markdown extension."""
    return LibraryBlocks(**kwargs)
