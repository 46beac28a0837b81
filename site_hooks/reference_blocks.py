"""The blocks of the reference pages: what was proved, what was published, what is assumed."""

from typing import Any

from markdown import Markdown
from pymdownx.blocks import BlocksExtension

from mlsys_core.proofs import Report
from site_hooks.constants_html import build_assumptions, build_constants
from site_hooks.elements import Element
from site_hooks.proof_html import build_proofs
from site_hooks.whole_blocks import WholeBlock

PAGES = {
    "Reference": [
        {"How we know": "reference/how-we-know.md"},
        {"Constants and sources": "reference/constants.md"},
    ]
}
"""The reference pages as the navigation lists them."""


class ProofsBlock(WholeBlock):
    """`/// proofs`: an overview of all proofs, then each lab's."""

    NAME = "proofs"

    def build(self, box: Element) -> None:
        """Build it from the reports of this build."""
        build_proofs(box, _REPORTS, _PAGES)


class ConstantsBlock(WholeBlock):
    """`/// constants`: every published constant."""

    NAME = "constants"

    def build(self, box: Element) -> None:
        """Build the tables."""
        build_constants(box)


class AssumptionsBlock(WholeBlock):
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
