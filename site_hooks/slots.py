"""Slots: the numbers of a page, by name, filled here and refilled live.

`act1.x` is live. `scenario.act1.x` is fixed at the scenario, `claim.x` a stated figure, `given.x` a
figure of the story, `answer.act1.prediction.off` the reader's own answer against the computed one.
"""

import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from typing import Any

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from mlsys_core.display import NOTHING, plain
from mlsys_core.errors import LabError, UnknownName
from mlsys_core.lab import Lab
from mlsys_core.metrics import Style
from mlsys_core.views import slot_text
from site_hooks.grammar import SLOT
from site_hooks.lab_page import LabPage, current

ANSWER_PARTS = ("off", "predicted", "choice", "first")


@dataclass(frozen=True)
class Filled:
    """A slot's text, and the attributes that let the page refill it."""

    text: str
    attributes: dict[str, str] = field(default_factory=dict)


def fill(page: LabPage, name: str, style: str) -> Filled:
    """Return what stands in a slot; raise `LabError` or `ValueError` for one that means nothing."""
    wanted = Style.parse(style)
    kind, _, rest = name.partition(".")
    if kind == "claim":
        return Filled(page.lab.claim(rest).text(page.lab, wanted))
    if kind == "given":
        return Filled(page.lab.given(rest).text(wanted))
    if kind == "scenario":
        return Filled(_scenario(page, rest, wanted))
    if kind == "answer":
        return _answer(page, rest)
    check_live(page.lab, name)
    text = slot_text(page.place, name, wanted, page.scenario)
    attributes = {"data-slot": name, "data-format": style, "value": _number(page, name)}
    return Filled(text or NOTHING, attributes)


def check_live(lab: Lab, name: str) -> None:
    """Refuse a live slot that names neither a metric nor a control with a number."""
    known = [full for kind, full in lab.names() if kind in ("metric", "control")]
    if name not in known:
        prefixes = [f"{p}…" for p in ("scenario.", "claim.", "given.", "answer.")]
        raise UnknownName("value", name, f"{lab.id} (slots also start with {', '.join(prefixes)})",
                          known)  # fmt: skip


def _scenario(page: LabPage, name: str, style: Style) -> str:
    check_live(page.lab, name)
    return slot_text(page.place, name, style, page.scenario) or NOTHING


def _answer(page: LabPage, name: str) -> Filled:
    question, _, part = name.rpartition(".")
    page.lab.question(question)
    if part not in ANSWER_PARTS:
        raise UnknownName("part", part, f"the answer to {question}", ANSWER_PARTS)
    return Filled(NOTHING, {"data-answer": question, "data-part": part})


def _number(page: LabPage, name: str) -> str:
    act_id, _, item = name.partition(".")
    if name in page.place.settings:
        return str(page.place.settings[name])
    return attribute_value(plain(getattr(page.scenario[act_id], item)))


def attribute_value(value: Any) -> str:
    """Return a result as the `value` attribute carries it: full precision, empty for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else repr(value)


def plain_text(page: LabPage, text: str) -> str:
    """Return text with its slots filled in, for places that can hold nothing but text."""
    return SLOT.sub(lambda match: fill(page, match.group(1), match.group(2) or "").text, text)


class SlotProcessor(InlineProcessor):
    """Turns a slot in Markdown into an element."""

    def handleMatch(self, m: Any, data: str) -> tuple[ET.Element | None, int, int]:  # type: ignore[override]  # noqa: N802
        """Fill one slot; a bad one was refused with its line before rendering began."""
        try:
            filled = fill(current(), m.group(1), m.group(2) or "")
        except (LabError, ValueError, LookupError) as error:
            raise ValueError(f"slot {m.group(0)}: {error}") from error
        live = "data-answer" not in filled.attributes and filled.attributes
        element = ET.Element("data" if live else "span", {"class": "slot"} | filled.attributes)
        element.text = AtomicString(filled.text)
        return element, m.start(0), m.end(0)
