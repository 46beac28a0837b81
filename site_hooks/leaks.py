"""Whether a page gives an answer away before its lock, in what is seen or in what is read aloud.

Looked for are the words a question declares, the figures that only its right option has, and the
scenario's figure in every format the lab shows it in. The options themselves are excepted.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Comment, Tag

from mlsys_core import course
from mlsys_core.display import NBSP, decimals, plain, significant, with_unit
from mlsys_core.lab import Act, Lab
from mlsys_core.metrics import Style
from mlsys_core.questions import Question

SPOKEN = ("aria-label", "aria-valuetext", "aria-description", "alt", "title", "placeholder")
"""Attributes that a screen reader speaks."""

_FIGURE = re.compile(
    rf"(?<![\w.,])[$−-]?\d[\d,]*(?:\.\d+)?(?:×|[ {NBSP}]?%|[ {NBSP}][A-Za-zµ$/·-]+)?"
)


def leaks_in(lab: Lab, html: str, *, headings: tuple[str, ...] = ()) -> list[str]:
    """Return a sentence for each answer given away; `headings` are the page's title and such."""
    found = []
    for number, act in enumerate(lab.acts):
        still_locked = [later.id for later in lab.acts[number:]]
        for question in act.questions:
            name = f"{act.id}.{question.id}"
            page = BeautifulSoup(html, "html.parser")
            secrets = set(question.gives_away)
            if question is act.prediction:
                secrets |= answer_figures(lab, act, question, page)
                _remove(page, [f'[data-gate="{locked}"]' for locked in still_locked])
            else:
                _remove_from(page, f'[data-question="{name}"]', still_locked)
            _remove(page, [f'[data-question="{name}"] .option'])
            readable = [_without_titles(text) for text in (*headings, *_readable(page))]
            found += [
                f"{name}: {secret!r} gives the answer away before the lock, in {where!r}"
                for secret in sorted(secrets)
                if (where := next(filter(None, (_place_of(secret, r) for r in readable)), ""))
            ]
    return found


def answer_figures(lab: Lab, act: Act, question: Question, page: BeautifulSoup) -> set[str]:
    """Return the figures, as shown, that would tell the right answer from the others."""
    name = f"{act.id}.{question.id}"
    right = None if act.reads_ledger else question.right_key(lab)
    options = {_option_key(label): _figures(label.get_text()) for label in
               page.select(f'[data-question="{name}"] .option')}  # fmt: skip
    figures = set(options.get(right or "", ()))
    figures -= set().union(*(shown for key, shown in options.items() if key != right))
    figures |= _rounded_alike(lab, act, figures)
    if question.actual is not None:
        figures |= set(_formats(lab, question.actual(lab), question.unit))
    told = {_tidy(given.text(Style())) for given in lab.givens.values()}
    return {figure for figure in figures - told if _is_distinctive(figure)}


def _option_key(label: Tag) -> str:
    radio = label.find("input")
    return str(radio.get("value", "")) if isinstance(radio, Tag) else ""


def _figures(text: str) -> set[str]:
    return {_tidy(match.group()) for match in _FIGURE.finditer(text)}


def _results(lab: Lab, act: Act) -> Iterator[tuple[float, str]]:
    """Yield an act's results at the scenario: the number, and how the lab shows it."""
    context = lab.context()
    outcome = lab.outcome(act, context, lab.settings(context, {}), {})
    for metric in act.metrics:
        value = plain(getattr(outcome, metric.id))
        if isinstance(value, int | float) and not isinstance(value, bool):
            yield float(value), _tidy(metric.text(value))


def _rounded_alike(lab: Lab, act: Act, figures: set[str]) -> set[str]:
    """Return the act's results that read as one of these figures, only rounded less."""
    read = {_parts(figure) for figure in figures}
    return {
        shown
        for value, shown in _results(lab, act)
        for number, unit, places in read
        if _parts(shown)[1] == unit and round(value, places) == number
    }


def _parts(figure: str) -> tuple[float, str, int]:
    """Take a shown figure apart: its number, its unit, its decimals."""
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", figure)
    if digits is None:
        return (float("nan"), figure, 0)
    number = digits.group().replace(",", "")
    unit = (figure[: digits.start()] + figure[digits.end() :]).strip()
    return (float(number), unit, len(number.partition(".")[2]))


def _formats(lab: Lab, value: float, unit: str) -> Iterator[str]:
    """Yield a figure in every way the lab may print it."""
    known = [result for act in lab.acts for result in _results(lab, act)]
    known += [(float(c.of(lab)), _tidy(c.text(lab, Style()))) for c in lab.claims]
    yield from (shown for other, shown in known if abs(other - value) <= 1e-9 * abs(value))
    texts = [decimals(value, places) for places in (1, 2, 3)]
    texts += [significant(value, digits) for digits in (3, 4)]
    yield from (_tidy(with_unit(text, unit)) for text in texts)


def _is_distinctive(figure: str) -> bool:
    """Whether a figure can be searched for: a lone small number means nothing."""
    _, unit, places = _parts(figure)
    return bool(unit) or places > 0 or len(re.sub(r"\D", "", figure)) > 2


def _remove(page: BeautifulSoup, selectors: list[str]) -> None:
    for selector in selectors:
        for element in page.select(selector):
            element.decompose()


def _remove_from(page: BeautifulSoup, selector: str, still_locked: list[str]) -> None:
    """Remove what comes after a reflection: it is answered with all before it in view."""
    form = page.select_one(selector)
    if form is None:
        return
    for element in [*form.find_all_next()]:
        if form not in element.parents and not element.decomposed:
            element.extract()
    _remove(page, [f'[data-gate="{locked}"]' for locked in still_locked[1:]])


def _readable(page: BeautifulSoup) -> Iterator[str]:
    """Yield every text a reader sees or hears: a paragraph, a heading, a label, a chart's words."""
    for script in page.find_all(["script", "style", "template"]):
        if isinstance(script, Tag):
            if script.has_attr("data-figure-json"):
                yield from _words_of(json.loads(script.get_text()))
            script.decompose()
    for element in page.find_all():
        if isinstance(element, Tag):
            yield from (_tidy(str(element[name])) for name in SPOKEN if element.has_attr(name))
    for comment in page.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    yield _tidy(page.get_text(" "))


def _words_of(figure: dict[str, Any]) -> Iterator[str]:
    """Yield the texts of a chart: title, axes, names and labels of its series."""
    for key, value in figure.items():
        if isinstance(value, dict):
            yield from _words_of(value)
        elif isinstance(value, list):
            yield from (text for text in value if isinstance(text, str))
            for item in value:
                if isinstance(item, dict):
                    yield from _words_of(item)
        elif isinstance(value, str) and key in ("text", "name"):
            yield value


def _tidy(text: str) -> str:
    return " ".join(text.replace(NBSP, " ").split())


def _without_titles(text: str) -> str:
    """Take out the labs' titles: each stands on its page, and on the course map, from the start."""
    for entry in course.LABS:
        text = text.replace(entry.title, entry.label)
    return text


def _place_of(secret: str, text: str) -> str:
    """Return the words around a secret in a text, empty where it is only part of longer ones."""
    pattern = rf"(?<![\w.,]){re.escape(_tidy(secret))}(?![\w]|[.,]\d)"
    hit = re.search(pattern, text, re.IGNORECASE)
    return text[max(0, hit.start() - 30) : hit.end() + 30].strip() if hit else ""
