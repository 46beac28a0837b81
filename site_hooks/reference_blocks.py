"""The blocks of the reference pages: what was proved, what was published, what is assumed."""

from typing import Any, ClassVar

from markdown import Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from mlsys_core.proofs import Report
from site_hooks.constants_html import build_assumptions, build_constants
from site_hooks.elements import Element, add
from site_hooks.proof_html import build_proofs

PAGES = {
    "Reference": [
        {"How we know": "reference/how-we-know.md"},
        {"Constants and sources": "reference/constants.md"},
    ]
}
"""The reference pages as the navigation lists them."""


class _ReferenceBlock(Block):  # type: ignore[misc]
    """A block without content of its own."""

    NAME = ""
    ARGUMENT = False
    OPTIONS: ClassVar[dict[str, Any]] = {}

    def on_create(self, parent: Element) -> Element:
        """Build all of it at once."""
        box = add(parent, "div", {"class": f"reference-{self.NAME}"})
        self.build(box)
        return box

    def build(self, box: Element) -> None:
        """Fill the box."""


class ProofsBlock(_ReferenceBlock):
    """`/// proofs`: an overview of all proofs, then each lab's."""

    NAME = "proofs"

    def build(self, box: Element) -> None:
        """Build it from the reports of this build."""
        build_proofs(box, _REPORTS, _PAGES)


class ConstantsBlock(_ReferenceBlock):
    """`/// constants`: every published constant."""

    NAME = "constants"

    def build(self, box: Element) -> None:
        """Build the tables."""
        build_constants(box)


class AssumptionsBlock(_ReferenceBlock):
    """`/// assumptions`: what each lab assumes."""

    NAME = "assumptions"

    def build(self, box: Element) -> None:
        """Build the tables."""
        build_assumptions(box)


_REPORTS: dict[str, Report | None] = {}
_PAGES: dict[str, str] = {}


def set_proofs(reports: dict[str, Report | None], pages: dict[str, str]) -> None:
    """Say what was proved; links to labs are written as seen from the reference pages."""
    _REPORTS.clear()
    _REPORTS.update(reports)
    _PAGES.clear()
    _PAGES.update({lab_id: f"../{path}" for lab_id, path in pages.items()})


class ReferenceBlocks(BlocksExtension):  # type: ignore[misc]
    """Registers the blocks."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802
        """Register all three."""
        for block in (ProofsBlock, ConstantsBlock, AssumptionsBlock):
            block_mgr.register(block, self.getConfigs())


def makeExtension(**kwargs: Any) -> ReferenceBlocks:  # noqa: N802
    """Let MkDocs load this module as a Markdown extension."""
    return ReferenceBlocks(**kwargs)
