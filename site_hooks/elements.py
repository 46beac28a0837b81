"""Small helpers over ElementTree, for blocks that reshape what Markdown made of their content."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable

from markdown.util import AtomicString

Element = ET.Element


def add(
    parent: Element, tag: str, attributes: dict[str, str] | None = None, text: str = ""
) -> Element:
    """Append an element whose text is final: no Markdown in it is read again."""
    element = ET.SubElement(parent, tag, attributes or {})
    if text:
        element.text = AtomicString(text)
    return element


def take_children(element: Element) -> list[Element]:
    """Empty an element and return its children."""
    children = list(element)
    for child in children:
        element.remove(child)
    return children


def move_content(source: Element, target: Element) -> None:
    """Move text and children of one element to the end of another, Markdown still unread."""
    if source.text:
        if len(target):
            target[-1].tail = (target[-1].tail or "") + source.text
        else:
            target.text = (target.text or "") + source.text
    target.extend(take_children(source))


def split_list(children: Iterable[Element]) -> tuple[list[Element], list[Element]]:
    """Part a block's content into everything but its lists, and the items of its lists."""
    rest: list[Element] = []
    items: list[Element] = []
    for child in children:
        if child.tag == "ul":
            items += list(child)
        else:
            rest.append(child)
    return rest, items


def raw_text(element: Element) -> str:
    """Return an element's text with Markdown still unread: all of it, on one line."""
    parts = [element.text or ""]
    for child in element:
        parts += [raw_text(child), child.tail or ""]
    return " ".join("".join(parts).split())
