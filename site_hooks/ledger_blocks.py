"""The blocks of the pages about whole ledgers: prose from here, everything else in the browser."""

import xml.etree.ElementTree as ET
from typing import Any, ClassVar

from pymdownx.blocks.block import Block

from mlsys_core import course
from site_hooks.elements import Element, add
from site_hooks.lab_pages import page_of

NO_SCRIPT = "no-script"
PARTS = (
    NO_SCRIPT, "empty", "aside", "export", "import", "report", "revisit", "charts", "timeline",
    "cards", "start-over", "stored", "drop", "result", "csv",
)  # fmt: skip


class LedgerBlock(Block):  # type: ignore[misc]
    """`/// ledger`: the page of the reader's own ledger; its content is made of parts."""

    NAME = "ledger"
    ARGUMENT = False
    OPTIONS: ClassVar[dict[str, Any]] = {}
    MARK = "data-ledger-page"

    def on_create(self, parent: Element) -> Element:
        """Open the wrapper."""
        return ET.SubElement(parent, "div", {"class": "ledger", self.MARK: ""})


class LedgerLinksBlock(Block):  # type: ignore[misc]
    """`/// ledger-links`: where each lab's page is, for names that become links."""

    NAME = "ledger-links"
    ARGUMENT = False
    OPTIONS: ClassVar[dict[str, Any]] = {}

    def on_create(self, parent: Element) -> Element:
        """List the labs that exist; the browser reads the list and readers don't."""
        box = ET.SubElement(parent, "p", {"hidden": "hidden"})
        for entry in course.LABS:
            page = page_of(entry.id)
            if page:
                add(box, "a", {"href": page, "data-lab-link": entry.id}, entry.label)
        return box


class ClassBlock(LedgerBlock):
    """`/// class`: the page that reads many ledgers at once."""

    NAME = "class"
    MARK = "data-class-page"


class PartBlock(Block):  # type: ignore[misc]
    """`/// part | charts`: one part of such a page: its prose, and a room filled in the browser."""

    NAME = "part"
    ARGUMENT = True
    OPTIONS: ClassVar[dict[str, Any]] = {}

    def on_validate(self, parent: Element) -> bool:
        """Refuse a part that no script fills."""
        return self.argument in PARTS

    def on_create(self, parent: Element) -> Element:
        """Open the part; without JavaScript only the words for that case show."""
        attributes = {"class": "ledger-part", "data-part": self.argument}
        if self.argument != NO_SCRIPT:
            attributes["hidden"] = "hidden"
        return ET.SubElement(parent, "section", attributes)


BLOCKS = (LedgerBlock, LedgerLinksBlock, ClassBlock, PartBlock)
