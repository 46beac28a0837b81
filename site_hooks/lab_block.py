"""What every Markdown block of a lab page is made from."""

import xml.etree.ElementTree as ET
from typing import Any, ClassVar

from pymdownx.blocks.block import Block

from site_hooks.elements import Element


class LabBlock(Block):  # type: ignore[misc]
    """What all blocks share: a wrapper that names its kind, and a `fill` once it is read."""

    NAME = ""
    ARGUMENT: ClassVar[bool | None] = None
    OPTIONS: ClassVar[dict[str, Any]] = {}
    TAG = "div"

    def on_create(self, parent: Element) -> Element:
        """Open the wrapper."""
        attributes = {"class": f"lab-{self.NAME}", "data-block": self.NAME}
        return ET.SubElement(parent, self.TAG, attributes)

    def on_end(self, block: Element) -> None:
        """Reshape the content, now that it is all there."""
        self.fill(block, (self.argument or "").strip())

    def fill(self, box: Element, name: str) -> None:
        """Turn Markdown content into this block's markup."""
