"""The course's domains as a table: what each is about, and the labs that can run into it."""

import posixpath

from mlsys_core import course
from mlsys_core.errors import UnknownName
from site_hooks.course_blocks import page_of
from site_hooks.elements import Element, add, move_content, split_list, take_children
from site_hooks.grammar import metric_bullet
from site_hooks.lab_page import LabPage


def build_domains(page: LabPage, box: Element) -> None:
    """Turn a list "`memory` its law in a line" into a table with the labs of each domain."""
    rest, items = split_list(take_children(box))
    box.extend(rest)
    table = add(box, "table", {"class": "domain-table"})
    head = add(add(table, "thead"), "tr")
    for heading in ("Domain", "Its law in a line", "Labs that can run into it"):
        add(head, "th", {"scope": "col"}, heading)
    body = add(table, "tbody")
    for item in items:
        _row(page, body, item)


def _row(page: LabPage, body: Element, item: Element) -> None:
    domain = domain_of(item.text or "")
    item.text = (item.text or "").partition("`")[2].partition("`")[2].strip()
    line = add(body, "tr")
    add(line, "th", {"scope": "row"}, course.DOMAIN_NAMES[domain])
    move_content(item, add(line, "td"))
    names = add(line, "td", {"class": "domain-labs"})
    for entry in course.LABS:
        if entry.id == page.lab.id or domain not in entry.domains:
            continue
        if len(names):
            names[-1].tail = " "
        to = page_of(entry.id)
        if to:
            link = posixpath.relpath(to, posixpath.dirname(page.path))
            add(names, "a", {"href": link, "title": entry.title}, entry.label)
        else:
            add(names, "span", {"title": entry.title}, entry.label)


def domain_of(text: str) -> str:
    """Return the domain that a bullet begins with, or raise `UnknownName`."""
    read = metric_bullet(text)
    domain = read[0] if read else text
    if domain not in course.DOMAINS:
        raise UnknownName("domain", domain, "the course", course.DOMAINS)
    return domain
