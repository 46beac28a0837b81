"""The Markdown blocks of lab pages, thin shells around the modules that make their markup."""

import xml.etree.ElementTree as ET
from typing import Any

from markdown import Markdown
from pymdownx.blocks import BlocksExtension

from site_hooks.controls_html import build_contexts
from site_hooks.elements import Element, add, move_content, split_list, take_children
from site_hooks.grammar import SLOT
from site_hooks.instrument_blocks import (
    BoardBlock,
    ControlBlock,
    DomainsBlock,
    FigureBlock,
    FormulaBlock,
    GroupBlock,
    InstrumentBlock,
    MetricsBlock,
)
from site_hooks.lab_block import LabBlock
from site_hooks.lab_page import current
from site_hooks.question_blocks import FeedbackBlock, PredictionBlock, ReflectionBlock
from site_hooks.slots import SlotProcessor, attribute_value, check_live
from site_hooks.structure import StructureProcessor

SEVERITY_WORDS = {
    "danger": "Constraint hit",
    "warn": "Warning",
    "success": "Passed",
    "info": "Note",
}


class ContextsBlock(LabBlock):
    """`/// contexts | question`: the switch between the lab's contexts, one bullet each."""

    NAME, ARGUMENT = "contexts", True

    def fill(self, box: Element, name: str) -> None:
        """Build the radio group."""
        box.set("data-control", "context")
        build_contexts(current(), box, name)


class HudBlock(LabBlock):
    """`/// hud`: the line of results that stays in view; bullets "Label: what it shows"."""

    NAME, ARGUMENT, TAG = "hud", False, "dl"

    def fill(self, box: Element, name: str) -> None:
        """Build one entry a bullet, each a dash until its act is open."""
        _, items = split_list(take_children(box))
        for item in items:
            label, _, shows = "".join(item.itertext()).partition(":")
            entry = add(box, "div")
            add(entry, "dt", text=label.strip())
            add(entry, "dd", _hud_attributes(shows.split()), "–")


class BadgesBlock(HudBlock):
    """`/// badges`: results that stay beside the controls of an instrument; bullets as in `hud`."""

    NAME = "badges"


def _hud_attributes(words: list[str]) -> dict[str, str]:
    lab = current().lab
    match words:
        case ["context"]:
            return {"data-hud-context": ""}
        case ["question", name]:
            lab.question(name)
            return {"data-hud-question": name}
        case ["flags", *names]:
            known = [full for kind, full in lab.names() if kind == "flag"]
            if set(names) - set(known):
                raise ValueError(f"hud: {' '.join(names)} are not all flags of {lab.id}")
            return {"data-hud-flags": " ".join(names)}
        case [name]:
            check_live(lab, name)
            return {"data-slot": name, "data-format": ""}
    raise ValueError(
        f"hud: {' '.join(words)!r} is not context, question ID, flags ID …, a metric or a control"
    )


class ActBlock(LabBlock):
    """`/// act | act1`: opens an act; its content is the act's heading."""

    NAME, ARGUMENT, TAG = "act", True, "section"

    def fill(self, box: Element, name: str) -> None:
        """Make the heading; what follows on the page is moved in afterwards."""
        box.set("data-act", name)
        heading = ET.Element("h2", {"id": name})
        for child in take_children(box):
            move_content(child, heading)
        box.append(heading)


class MessageBlock(LabBlock):
    """`/// message | who`: what a stakeholder writes."""

    NAME, ARGUMENT, TAG = "message", True, "section"

    def fill(self, box: Element, name: str) -> None:
        """Put the sender above the text."""
        content = take_children(box)
        add(box, "p", {"class": "message-from"}, name)
        box.extend(content)


class ConceptBlock(LabBlock):
    """`/// concept`: what a reader must know before predicting."""

    NAME, ARGUMENT = "concept", False


class FoldBlock(LabBlock):
    """`/// fold | title`: help for whoever asks, folded away where it stands."""

    NAME, ARGUMENT, TAG = "fold", True, "details"

    def fill(self, box: Element, name: str) -> None:
        """Put the title on the fold."""
        content = take_children(box)
        add(box, "summary", text=name)
        box.extend(content)


class StateBlock(LabBlock):
    """`/// state | act2.x`: what is said while a flag is raised."""

    NAME, ARGUMENT = "state", True

    def fill(self, box: Element, name: str) -> None:
        """Name the flag, its severity in a word, and hide it where it is not raised."""
        page = current()
        flag = next(f for f in page.act_of(name).flags if name.endswith(f".{f.id}"))
        box.set("data-flag", name)
        box.set("data-severity", flag.severity)
        if not page.view["flags"][name]:
            box.set("hidden", "hidden")
        content = take_children(box)
        add(box, "p", {"class": "severity"}, SEVERITY_WORDS[flag.severity])
        box.extend(content)


class WhenBlock(LabBlock):
    """`/// when | act1.x = key other`: shown while a result has one of these keys.

    A result may hold several keys with commas between them; without any it counts as `none`.
    """

    NAME, ARGUMENT = "when", True

    def fill(self, box: Element, name: str) -> None:
        """Name the condition, and hide what does not hold at the defaults."""
        value, _, keys = name.partition("=")
        shown = attribute_value(current().view["values"][value.strip()]["value"]) or "none"
        box.set("data-when", value.strip())
        box.set("data-is", " ".join(keys.split()))
        if not set(shown.split(",")) & set(keys.split()):
            box.set("hidden", "hidden")


class RevealBlock(LabBlock):
    """`/// reveal | act1`: the prediction against the scenario's computed value."""

    NAME, ARGUMENT, TAG = "reveal", True, "section"

    def fill(self, box: Element, name: str) -> None:
        """Make it a place focus can move to."""
        box.set("data-reveal", name)
        box.set("tabindex", "-1")


class MathPeekBlock(LabBlock):
    """`/// mathpeek | title`: the mathematics, folded away."""

    NAME, ARGUMENT, TAG = "mathpeek", True, "details"

    def fill(self, box: Element, name: str) -> None:
        """Put the title on the fold."""
        content = take_children(box)
        add(box, "summary", text=name)
        box.extend(content)


class TakeawaysBlock(LabBlock):
    """`/// takeaways`: what to keep."""

    NAME, ARGUMENT, TAG = "takeaways", False, "section"

    def fill(self, box: Element, name: str) -> None:
        """Put the heading above."""
        content = take_children(box)
        add(box, "h2", {"id": "takeaways"}, "What to take away")
        box.extend(content)


LAB_BLOCKS: tuple[type[LabBlock], ...] = (
    ContextsBlock,
    HudBlock,
    BadgesBlock,
    ActBlock,
    MessageBlock,
    ConceptBlock,
    PredictionBlock,
    ReflectionBlock,
    FeedbackBlock,
    InstrumentBlock,
    GroupBlock,
    ControlBlock,
    MetricsBlock,
    FormulaBlock,
    FigureBlock,
    BoardBlock,
    DomainsBlock,
    FoldBlock,
    StateBlock,
    WhenBlock,
    RevealBlock,
    MathPeekBlock,
    TakeawaysBlock,
)


class LabBlocks(BlocksExtension):  # type: ignore[misc]
    """Registers blocks, slots, and the pass that sorts a page into acts and gates."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802
        """Register everything."""
        for block in LAB_BLOCKS:
            block_mgr.register(block, self.getConfigs())
        md.inlinePatterns.register(SlotProcessor(SLOT.pattern, md), "lab-slot", 185)
        md.treeprocessors.register(StructureProcessor(md), "lab-structure", 15)


def makeExtension(**kwargs: Any) -> LabBlocks:  # noqa: N802
    """Let MkDocs load this module as a Markdown extension."""
    return LabBlocks(**kwargs)
