r"""The grammar of a lab page, read straight from its Markdown so that every finding has a line.

A block opens with `/// name | argument` and closes with `///`; one that holds blocks has a longer
fence (`////`). A slot is `{{ name }}` or `{{ name | format }}`; in a table its bar is escaped, as
Markdown has it: `{{ name \| format }}`. Nothing else on a page is ours.
"""

import re
from dataclasses import dataclass

SLOT = re.compile(r"\{\{\s*([^{}|\\]*?)\s*(?:\\?\|\s*([^{}]*?)\s*)?\}\}")
_CUT = re.compile(r"\{\{[^{}|]*(?<!\\)\|[^{}]*\}\}")
_OPEN = re.compile(r"^(/{3,})\s*([a-z][\w-]*)\s*(?:\|\s*(.*?)\s*)?$")
_CLOSE = re.compile(r"^(/{3,})\s*$")
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


@dataclass(frozen=True)
class _Open:
    """A block whose end is still to come."""

    fence: int
    name: str
    argument: str
    line: int
    body: list[str]


def slots_in(text: str) -> list[SlotSource]:
    """Return every slot of a page."""
    return [
        SlotSource(match.group(1), match.group(2) or "", number)
        for number, line in enumerate(text.splitlines(), start=1)
        for match in SLOT.finditer(line)
    ]


def slots_cut_by_tables(text: str) -> list[tuple[int, str]]:
    """Return the slots, with their lines, whose bar would end a table's cell."""
    return [
        (number, match.group())
        for number, line in enumerate(text.splitlines(), start=1)
        if line.lstrip().startswith("|")
        for match in _CUT.finditer(line)
    ]


def blocks_in(text: str) -> list[BlockSource]:
    """Return every block of a page, in the order they open.

    A block may hold others that are fenced with fewer slashes; their lines are not part of its own.
    """
    found: list[_Open] = []
    still_open: list[_Open] = []
    for number, line in enumerate(text.splitlines(), start=1):
        opening, closing = _OPEN.match(line), _CLOSE.match(line)
        if opening and (not still_open or len(opening.group(1)) < still_open[-1].fence):
            fence, name, argument = opening.groups()
            for outer in still_open:
                outer.body.append("")
            still_open.append(_Open(len(fence), name, argument or "", number, []))
            found.append(still_open[-1])
        elif closing and still_open and len(closing.group(1)) == still_open[-1].fence:
            still_open.pop()
            for outer in still_open:
                outer.body.append("")
        elif still_open:
            still_open[-1].body.append(line)
            for outer in still_open[:-1]:
                outer.body.append("")
    return [BlockSource(b.name, b.argument, b.line, tuple(b.body)) for b in found]


def metric_bullet(text: str) -> tuple[str, str] | None:
    """Read "`id` Label" of a metrics list; None where a bullet has no id."""
    match = _METRIC.match(text)
    return (match.group(1), match.group(2)) if match else None
