"""Published constants and lab assumptions, as the page "Constants and sources" shows them."""

import inspect

from mlsys_core import course, hardware, labs
from mlsys_core.claims import Given
from mlsys_core.hardware import Constant
from mlsys_core.metrics import Style
from site_hooks.constants_used import constants_of
from site_hooks.elements import Element, add
from site_hooks.reference_html import Code, Links, anchor, lab_heading, readable, table


def build_constants(parent: Element) -> None:
    """Append every published constant, a table a device or subject."""
    using: dict[str, list[str]] = {}
    for lab_id in labs.ids():
        for name in constants_of(lab_id):
            using.setdefault(name, []).append(lab_id)
    groups: dict[str, list[tuple[str, Constant]]] = {}
    for name, constant in hardware.published().items():
        groups.setdefault(name.partition(".")[0], []).append((name, constant))
    for group, items in groups.items():
        _group(parent, group, items, using)


def _group(
    parent: Element, group: str, items: list[tuple[str, Constant]], using: dict[str, list[str]]
) -> None:
    title = _title_of(group)
    add(parent, "h3", {"id": group.lower()}, title)
    table(
        parent,
        f"Published figures: {title}",
        ("What it is", "Value", "Source", "Year", "Labs"),
        [
            (
                constant.what,
                readable(constant.value, constant.unit),
                constant.source,
                str(constant.year),
                Links(
                    [(course.entry(lab).label, f"#{anchor(lab)}") for lab in using.get(name, ())]
                ),
            )
            for name, constant in items
        ],
    )


def _lab_links(lab_ids: list[str]) -> Links:
    return Links([(course.entry(lab_id).label, f"#{anchor(lab_id)}") for lab_id in lab_ids])


def _title_of(group: str) -> str:
    """Return a device's name, or what the class that holds the figures says of itself."""
    owner = getattr(hardware, group)
    name = getattr(owner, "name", "") or (inspect.getdoc(owner) or group).splitlines()[0]
    return str(name).rstrip(".")


def build_assumptions(parent: Element) -> None:
    """Append what each lab assumes and why, and which published figures it rests on."""
    for lab_id in labs.ids():
        section = add(parent, "section")
        lab_heading(section, "h3", lab_id)
        givens = labs.get(lab_id).givens
        label = course.entry(lab_id).label
        assumed = {name: given for name, given in givens.items() if given.reason}
        cited = {name: given for name, given in givens.items() if given.source}
        if assumed:
            _givens(section, f"{label}, assumptions", "Why this value", assumed)
        if cited:
            _givens(section, f"{label}, published figures as its page states them", "Source", cited)
        _published(section, lab_id)


def _givens(parent: Element, caption: str, why: str, givens: dict[str, Given]) -> None:
    rows = [
        (Code(name), given.text(Style()), given.reason or given.source)
        for name, given in givens.items()
    ]
    table(parent, caption, ("Name", "Value", why), rows)


def _published(section: Element, lab_id: str) -> None:
    """Say which tables above hold the constants that a lab computes with."""
    groups = list(dict.fromkeys(name.partition(".")[0] for name in sorted(constants_of(lab_id))))
    line = add(section, "p")
    if not groups:
        add(line, "span", text="This lab computes with no published constant.")
        return
    add(line, "span", text="Published constants of this lab: ")
    for number, group in enumerate(groups):
        link = add(line, "a", {"href": f"#{group.lower()}"}, _title_of(group))
        link.tail = ", " if number + 1 < len(groups) else "."
