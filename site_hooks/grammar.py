"""The grammar of a lab page, read straight from its Markdown so that every finding has a line.

A block opens with `/// name | argument` and closes with `///`. A slot is `{{ name }}` or
`{{ name | format }}`. Nothing else on a page is ours.
"""

import re
from dataclasses import dataclass

SLOT = re.compile(r"\{\{\s*([^{}|]*?)\s*(?:\|\s*([^{}]*?)\s*)?\}\}")
_OPEN = re.compile(r"^/{3,}\s*([a-z][\w-]*)\s*(?:\|\s*(.*?)\s*)?$")
_CLOSE = re.compile(r"^/{3,}\s*$")
_BULLET = re.compile(r"^- (.*)$")
_METRIC = re.compile(r"`([\w.]+)`\s*(.*)")


@dataclass(frozen=True)
class SlotSource:
    """One slot where it stands."""

    name: str
    style: str
    line: int


@dataclass(frozen=True)
class BlockSource:
    """One block where it stands."""

    name: str
    argument: str
    line: int
    body: tuple[str, ...]

    @property
    def bullets(self) -> list[tuple[int, str]]:
        """The block's list items."""
        found = []
        for number, text in enumerate(self.body, start=self.line + 1):
            match = _BULLET.match(text)
            if match:
                found.append((number, match.group(1)))
        return found


def slots_in(text: str) -> list[SlotSource]:
    """Return every slot of a page."""
    return [
        SlotSource(match.group(1), match.group(2) or "", number)
        for number, line in enumerate(text.splitlines(), start=1)
        for match in SLOT.finditer(line)
    ]


def blocks_in(text: str) -> list[BlockSource]:
    """Return every block of a page, in order. Lab blocks are not nested."""
    blocks: list[BlockSource] = []
    start: tuple[str, str, int] | None = None
    body: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        opening = _OPEN.match(line)
        if start is None and opening:
            start, body = (opening.group(1), opening.group(2) or "", number), []
        elif start is not None and _CLOSE.match(line):
            blocks.append(BlockSource(*start, tuple(body)))
            start = None
        elif start is not None:
            body.append(line)
    if start is not None:
        blocks.append(BlockSource(*start, tuple(body)))
    return blocks


def metric_bullet(text: str) -> tuple[str, str] | None:
    """Read "`id` Label" of a metrics list; None where a bullet has no id."""
    match = _METRIC.match(text)
    return (match.group(1), match.group(2)) if match else None
