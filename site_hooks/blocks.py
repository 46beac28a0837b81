"""The Markdown blocks of lab pages, thin shells around the modules that make their markup."""

import xml.etree.ElementTree as ET
from typing import Any, ClassVar

from markdown import Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_string

from site_hooks.board_html import build_board
from site_hooks.controls_html import build_contexts, build_control, radio_button
from site_hooks.domains_html import build_domains
from site_hooks.elements import Element, add, move_content, split_list, take_children
from site_hooks.grammar import SLOT
from site_hooks.lab_page import current
from site_hooks.results_html import build_figure, build_formula, build_metrics
from site_hooks.slots import SlotProcessor, attribute_value, check_live
from site_hooks.structure import StructureProcessor

SEVERITY_WORDS = {
    "danger": "Constraint hit",
    "warn": "Warning",
    "success": "Passed",
    "info": "Note",
}


class LabBlock(Block):  # type: ignore[misc]
    """What all blocks share: a wrapper that names its kind, and a `fill` once it is read."""

    NAME = ""
    ARGUMENT: ClassVar[bool | None] = None
    OPTIONS: ClassVar[dict[str, Any]] = {}
    TAG = "div"

    def on_create(self, parent: Element) -> Element:
        """Open the wrapper."""
        attributes = {"class": f"lab-{self.NAME}", "data-block": self.NAME}
        return ET.SubElement(parent, self.TAG, attributes)

    def on_end(self, block: Element) -> None:
        """Reshape the content, now that it is all there."""
        self.fill(block, (self.argument or "").strip())

    def fill(self, box: Element, name: str) -> None:
        """Turn Markdown content into this block's markup."""


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


class QuestionBlock(LabBlock):
    """A stem and one bullet an option, in the order a, b, c, d."""

    ARGUMENT, TAG = True, "form"
    COMMIT = ""

    def fill(self, box: Element, name: str) -> None:
        """Build the radio group and its buttons."""
        box.set("class", f"lab-question lab-{self.NAME}")
        box.set("data-question", name)
        stem, items = split_list(take_children(box))
        group = add(box, "fieldset")
        legend = add(group, "legend")
        for child in stem:
            move_content(child, add(legend, "span", {"class": "stem"}))
        options = current().lab.question(name).options
        for option, item in zip(options, items, strict=True):
            line = add(group, "label", {"class": "option"})
            radio_button(line, name, option.key)
            move_content(item, add(line, "span"))
        actions = add(box, "div", {"class": "actions"})
        add(
            actions,
            "button",
            {"type": "submit", "data-commit": "", "class": "md-button"},
            self.COMMIT,
        )
        add(actions, "button", {"type": "button", "data-retry": "", "hidden": "hidden",
                                "class": "md-button"}, "Answer again")  # fmt: skip
        add(box, "p", {"class": "verdict", "data-verdict": "", "role": "status"})


class PredictionBlock(QuestionBlock):
    """`/// prediction | act1.prediction`: all after it, up to the next act, waits behind it."""

    NAME, COMMIT = "prediction", "Lock in my prediction"


class ReflectionBlock(QuestionBlock):
    """`/// reflection | act1.reflection`."""

    NAME, COMMIT = "reflection", "Answer"


class FeedbackBlock(LabBlock):
    """`/// feedback | act1.prediction.a`: shown to whoever chose that option."""

    NAME, ARGUMENT = "feedback", True

    def fill(self, box: Element, name: str) -> None:
        """Name the question and the option."""
        question, _, key = name.rpartition(".")
        box.set("data-feedback", question)
        box.set("data-option", key)
        content = take_children(box)
        add(box, "p", {"class": "feedback-for"}, f"If you chose {key.upper()}")
        box.extend(content)


class InstrumentBlock(LabBlock):
    """`/// instrument | act1`: opens the instrument; controls and results that follow move in."""

    NAME, ARGUMENT, TAG = "instrument", True, "section"

    def fill(self, box: Element, name: str) -> None:
        """Name the act."""
        box.set("data-instrument", name)


class GroupBlock(LabBlock):
    """`/// group | title`: the controls that follow belong together."""

    NAME, ARGUMENT, TAG = "group", True, "fieldset"

    def fill(self, box: Element, name: str) -> None:
        """Make the legend; the controls are moved in afterwards."""
        box.insert(0, ET.Element("legend"))
        box[0].text = name


class ControlBlock(LabBlock):
    """`/// control | act1.x`: label, help, and option labels where the options are keys."""

    NAME, ARGUMENT = "control", True
    OPTIONS: ClassVar[dict[str, Any]] = {"inactive": ["", type_string]}

    def fill(self, box: Element, name: str) -> None:
        """Build the form control."""
        box.set("data-control", name)
        build_control(current(), box, name, self.options["inactive"])


class MetricsBlock(LabBlock):
    """`/// metrics` or `/// metrics | small`: bullets "`act1.x` Label"."""

    NAME, ARGUMENT = "metrics", None

    def fill(self, box: Element, name: str) -> None:
        """Build the cards."""
        box.set("class", f"lab-metrics {name}".strip())
        build_metrics(current(), box)


class FormulaBlock(LabBlock):
    """`/// formula | act1.x`: how this value came about, with the numbers put in."""

    NAME, ARGUMENT, TAG = "formula", True, "p"

    def fill(self, box: Element, name: str) -> None:
        """Build the line."""
        build_formula(current(), box, name)


class FigureBlock(LabBlock):
    """`/// figure | act1.x`: a chart; the content is its caption, one finding in a sentence."""

    NAME, ARGUMENT, TAG = "figure", True, "figure"

    def fill(self, box: Element, name: str) -> None:
        """Build the chart and its table."""
        box.set("data-figure", name)
        build_figure(current(), box, name)


class BoardBlock(LabBlock):
    """`/// board | act1.x`: a grid of cells in words; the content is its caption."""

    NAME, ARGUMENT, TAG = "board", True, "figure"

    def fill(self, box: Element, name: str) -> None:
        """Build rows and cells; those that stand for a lab link to its page."""
        box.set("data-figure", name)
        build_board(current(), box, name)


class DomainsBlock(LabBlock):
    """`/// domains`: bullets "`memory` its law in a line", beside the labs of each domain."""

    NAME, ARGUMENT = "domains", False

    def fill(self, box: Element, name: str) -> None:
        """Build the table."""
        build_domains(current(), box)


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
