"""The blocks of pages about the whole course: the map of all labs, and the ledger."""

import xml.etree.ElementTree as ET
from typing import Any, ClassVar

from markdown import Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from mlsys_core import course
from site_hooks.elements import Element, add
from site_hooks.lab_pages import page_of, set_pages
from site_hooks.ledger_blocks import BLOCKS

__all__ = ["CourseBlocks", "CourseMapBlock", "makeExtension", "page_of", "set_pages"]


class CourseMapBlock(Block):  # type: ignore[misc]
    """`/// course-map`: every lab of both volumes, those that exist as links."""

    NAME = "course-map"
    ARGUMENT = False
    OPTIONS: ClassVar[dict[str, Any]] = {}

    def on_create(self, parent: Element) -> Element:
        """Build the whole map; the block has no content of its own."""
        box = ET.SubElement(parent, "div", {"class": "course-map", "data-course-map": ""})
        for number, name in course.VOLUMES.items():
            add(box, "h2", {"id": f"volume-{number}"}, name)
            entries = add(box, "ol", {"class": "course-labs"})
            for entry in course.LABS:
                if entry.volume == number:
                    _entry(entries, entry, page_of(entry.id))
        return box


def _entry(parent: Element, entry: course.Entry, page: str | None) -> None:
    item = add(parent, "li", {"data-course-lab": entry.id})
    heading = add(item, "p", {"class": "course-title"})
    add(heading, "span", {"class": "course-number"}, entry.label)
    if page:
        add(heading, "a", {"href": page}, entry.title)
    else:
        add(heading, "span", {"class": "course-planned"}, entry.title)
    add(item, "p", {"class": "course-topic"}, f"{entry.topic} · {entry.minutes} minutes")
    add(item, "p", {"class": "course-instruments"}, entry.instruments)
    state = "" if page else "in preparation"
    add(item, "p", {"class": "course-state", "data-course-state": ""}, state)


class CourseBlocks(BlocksExtension):  # type: ignore[misc]
    """Registers the blocks."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802
        """Register all blocks."""
        for block in (CourseMapBlock, *BLOCKS):
            block_mgr.register(block, self.getConfigs())


def makeExtension(**kwargs: Any) -> CourseBlocks:  # noqa: N802
    """Let MkDocs load this module as a Markdown extension."""
    return CourseBlocks(**kwargs)
