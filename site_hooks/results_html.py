"""What an act shows: metric cards with "where from?", formula lines, charts with their tables."""

import json
from typing import Any

from mlsys_core.metrics import Metric
from mlsys_core.physics.laws import describe
from site_hooks.elements import (
    Element,
    add,
    move_content,
    raw_text,
    split_list,
    take_children,
)
from site_hooks.grammar import metric_bullet
from site_hooks.lab_page import LabPage
from site_hooks.reference_html import anchor
from site_hooks.slots import attribute_value


def build_metrics(page: LabPage, box: Element) -> None:
    """Turn a list "`act1.x` Label" into cards."""
    rest, items = split_list(take_children(box))
    box.extend(rest)
    cards = add(box, "dl")
    for item in items:
        read = metric_bullet(raw_text(item))
        assert read is not None, "the page check refuses a bullet without a metric"
        name, label = read
        _card(page, cards, name, label)


def _card(page: LabPage, cards: Element, name: str, label: str) -> None:
    view = page.view["values"][name]
    card = add(cards, "div", {"class": "metric", "data-metric": name})
    if "tone" in view:
        card.set("data-tone", view["tone"])
    add(card, "dt").text = label
    line = add(card, "dd")
    add(line, "data", {"data-value": name, "value": attribute_value(view["value"])}, view["text"])
    if page.lab.metric(name).bands:
        add(line, "span", {"class": "word", "data-word": ""}, view.get("word", ""))
    line = add(card, "dd", {"class": "where-line"})
    where_from(line, page.lab.id, page.lab.metric(name), name, view)


def where_from(
    parent: Element, lab_id: str, metric: Metric, name: str, view: dict[str, Any]
) -> None:
    """Append the small "where from?": computation with numbers, law, source, constants."""
    if not metric.how:
        return
    box = add(parent, "details", {"class": "where"})
    add(box, "summary", text="where from?")
    working = add(box, "p", {"class": "how"})
    add(working, "code", {"data-how": name}, view["how"])
    for heading, text in law_lines(metric):
        line = add(box, "p", {"class": "law"})
        add(line, "strong", text=f"{heading} ")
        add(line, "span", text=text)
    _figures_behind(box, lab_id)


def law_lines(metric: Metric) -> list[tuple[str, str]]:
    """Return a law's formula, valid range and source, as its docstring states them."""
    if metric.law is None:
        return []
    law = describe(metric.law)
    lines = [("Law", law.formula), ("Valid", law.valid), ("Source", law.source)]
    return [(heading, text) for heading, text in lines if text]


def _figures_behind(parent: Element, lab_id: str) -> None:
    """Lead on to the lab's constants and assumptions, each with its source or its reason."""
    target = f"../../reference/constants.md#{anchor(lab_id)}"
    add(add(parent, "p"), "a", {"href": target}, "Constants and assumptions of this lab")


def build_formula(page: LabPage, box: Element, name: str) -> None:
    """Turn a label into a live line: the computation with this design's numbers, and its result."""
    view = page.view["values"][name]
    children = take_children(box)
    label = add(box, "span", {"class": "formula-label"})
    for child in children:
        move_content(child, label)
    working = add(box, "span", {"class": "formula-line"})
    add(working, "code", {"data-how": name}, view.get("how", ""))
    result = add(working, "data", {"data-slot": name, "data-format": ""}, view["text"])
    result.set("value", attribute_value(view["value"]))


def build_figure(page: LabPage, box: Element, name: str) -> None:
    """Turn a caption into a chart with its data and its table."""
    figure, table = page.view["figures"][name], page.view["tables"][name]
    caption = take_children(box)
    add(box, "p", {"class": "figure-title"}, figure["layout"]["title"]["text"])
    height = f"min-height:{figure['layout']['height']}px"
    add(box, "div", {"class": "plot", "data-plot": "", "style": height})
    data = json.dumps(figure, ensure_ascii=True, allow_nan=False).replace("<", "\\u003c")
    # Instant navigation would run a script element as a script, whatever its type.
    add(box, "template", {"data-figure-json": ""}, data)
    text = add(box, "figcaption")
    for child in caption:
        move_content(child, text)
    details = add(box, "details", {"class": "figure-table"})
    add(details, "summary", text="The numbers")
    scroll = add(details, "div", {"class": "table-scroll", "tabindex": "0"})
    _table(scroll, table, figure["layout"]["title"]["text"])


def _table(parent: Element, table: dict[str, Any], title: str) -> None:
    element = add(parent, "table")
    add(element, "caption", text=title)
    head = add(add(element, "thead"), "tr")
    for column in table["columns"]:
        add(head, "th", {"scope": "col"}, column)
    body = add(element, "tbody")
    for row in table["rows"]:
        line = add(body, "tr")
        add(line, "th", {"scope": "row"}, row[0])
        for cell in row[1:]:
            add(line, "td", text=cell)
