"""Blocks that a page only names: everything in them is made by the build."""

from typing import Any, ClassVar

from pymdownx.blocks.block import Block

from site_hooks.elements import Element, add


class WholeBlock(Block):  # type: ignore[misc]
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
