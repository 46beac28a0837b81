"""Tables of the reference pages, and the texts of their cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mlsys_core import course
from site_hooks.elements import Element, add

_PREFIXED = ("B", "B/s", "FLOP/s", "op/s", "W")
_PREFIXES = ((1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))


@dataclass(frozen=True)
class Code:
    """A cell that holds a name of the sources."""

    text: str


@dataclass(frozen=True)
class Links:
    """A cell of links: what each says, and where it leads."""

    targets: Sequence[tuple[str, str]]


Cell = str | Code | Links


def table(
    parent: Element, caption: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> None:
    """Append a table; the first cell of a row names the row."""
    attributes = {"class": "reference-scroll", "tabindex": "0", "role": "region"}
    scroll = add(parent, "div", attributes | {"aria-label": caption})
    element = add(scroll, "table", {"class": "reference-table"})
    add(element, "caption", text=caption)
    head = add(add(element, "thead"), "tr")
    for column in columns:
        add(head, "th", {"scope": "col"}, column)
    body = add(element, "tbody")
    for row in rows:
        line = add(body, "tr")
        _fill(add(line, "th", {"scope": "row"}), row[0])
        for cell in row[1:]:
            _fill(add(line, "td"), cell)


def _fill(place: Element, cell: Cell) -> None:
    if isinstance(cell, Code):
        add(place, "code", text=cell.text)
    elif isinstance(cell, Links):
        if not cell.targets:
            add(place, "span", text="–")
        for number, (text, target) in enumerate(cell.targets):
            link = add(place, "a", {"href": target}, text)
            link.tail = ", " if number + 1 < len(cell.targets) else ""
    else:
        add(place, "span", text=cell)


def folded(parent: Element, summary: str) -> Element:
    """Append a fold that a reader opens on purpose, left out of the site's search."""
    fold = add(parent, "details", {"class": "reference-fold", "data-search-exclude": ""})
    add(fold, "summary", text=summary)
    return fold


def anchor(lab_id: str) -> str:
    """Return where a lab's part of a reference page begins: `v1-12`."""
    return course.entry(lab_id).label.lower()


def lab_heading(parent: Element, tag: str, lab_id: str) -> None:
    """Append the heading of a lab's part of a reference page."""
    entry = course.entry(lab_id)
    add(parent, tag, {"id": anchor(lab_id)}, f"{entry.label} {entry.title}")


def share(part: int, whole: int) -> str:
    """Return how much of a whole a part is; a dash for none of it.

    >>> share(1, 8), share(0, 8), share(1, 1_000_000)
    ('12.50 %', '–', '< 0.01 %')
    """
    if part == 0:
        return "–"
    percent = 100 * part / whole
    return f"{percent:.2f} %" if percent >= 0.01 else "< 0.01 %"


def readable(value: float, unit: str) -> str:
    """Return a figure with a prefix where its unit takes one.

    >>> readable(989e12, "FLOP/s"), readable(0.02, "$/GB"), readable(16_384, "GPU")
    ('989 TFLOP/s', '0.02 $/GB', '16,384 GPU')
    """
    if unit in _PREFIXED:
        for scale, prefix in _PREFIXES:
            if value >= scale:
                return f"{value / scale:,.6g} {prefix}{unit}"
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.6g}"
    return f"{text} {unit}".strip()
