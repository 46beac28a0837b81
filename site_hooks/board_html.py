"""A board's rows and cells, in words and signs; the client rewrites the words as results change."""

import posixpath
from typing import Any

from site_hooks.course_blocks import page_of
from site_hooks.elements import Element, add, move_content, take_children
from site_hooks.lab_page import LabPage


def build_board(page: LabPage, box: Element, name: str) -> None:
    """Turn a caption into a board: a list for each row, above its caption."""
    caption = take_children(box)
    for row in page.view["boards"][name]["rows"]:
        part = add(box, "div", {"class": "board-row"})
        add(part, "p", {"class": "board-title"}, row["title"])
        cells = add(part, "ul", {"aria-label": row["title"]})
        for cell in row["cells"]:
            _cell(page, cells, cell)
    text = add(box, "figcaption")
    for child in caption:
        move_content(child, text)


def _cell(page: LabPage, cells: Element, cell: dict[str, Any]) -> None:
    item = add(cells, "li", {"data-cell": cell["id"]})
    item.set("data-state", cell["key"])
    item.set("data-tone", cell["tone"])
    to = page_of(cell["lab"])
    if to and to != page.path:
        link = posixpath.relpath(to, posixpath.dirname(page.path))
        add(item, "a", {"class": "cell-label", "href": link, "title": cell["title"]}, cell["label"])
    else:
        add(item, "span", {"class": "cell-label", "title": cell["title"]}, cell["label"])
    add(item, "span", {"class": "cell-sign", "aria-hidden": "true"}, cell["sign"])
    add(item, "span", {"class": "cell-word"}, cell["word"])
