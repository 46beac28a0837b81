"""The blocks of an instrument: controls, and what they change."""

import xml.etree.ElementTree as ET
from typing import Any, ClassVar

from pymdownx.blocks.block import type_string

from site_hooks.board_html import build_board
from site_hooks.controls_html import build_control
from site_hooks.domains_html import build_domains
from site_hooks.elements import Element
from site_hooks.lab_block import LabBlock
from site_hooks.lab_page import current
from site_hooks.results_html import build_figure, build_formula, build_metrics


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
