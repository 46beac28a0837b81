"""What all requests from beyond the sliders share: an opened act and the reader's design."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from textwrap import wrap
from types import SimpleNamespace
from typing import Any

from mlsys_core import labs
from mlsys_core.acts import Act, Context, Flag
from mlsys_core.controls import Control, Value, key_of
from mlsys_core.errors import LabError
from mlsys_core.lab import Lab, act_settings
from mlsys_core.metrics import Metric
from mlsys_core.place import read_place
from mlsys_core.views import control_text

LABEL_WIDTH = 18  # characters: on a phone the bars need most of the width


@dataclass(frozen=True)
class Asked:
    """An opened act with the reader's settings in it, and what the page calls its things."""

    lab: Lab
    act: Act
    context: Context
    settings: Mapping[str, Value]
    ledger: Any = None
    labels: Mapping[str, str] = field(default_factory=dict)
    """What the page calls each control, option, metric and flag, by full id."""

    @property
    def design(self) -> SimpleNamespace:
        """The reader's own settings of this act."""
        return act_settings(self.act, self.settings)

    @property
    def axes(self) -> tuple[Control, ...]:
        """The controls that make a design."""
        return tuple(control for control in self.act.controls if not control.view)

    def with_setting(self, control: Control, value: Value) -> SimpleNamespace:
        """Return the outcome of the reader's design with one control at another setting."""
        changed = {**self.settings, f"{self.act.id}.{control.id}": value}
        return self.lab.outcome(self.act, self.context, changed, self.ledger)

    def outcome(self) -> SimpleNamespace:
        """Return the outcome of the reader's own design."""
        return self.lab.outcome(self.act, self.context, self.settings, self.ledger)

    def name(self, item: Control | Metric | Flag) -> str:
        """Return what the page calls a control, a metric or a flag of this act."""
        return self.labels.get(f"{self.act.id}.{item.id}") or item.id.replace("_", " ")

    def setting_text(self, control: Control, value: Value) -> str:
        """Return a setting as the page prints it, with the page's own word for a key."""
        named = self.labels.get(f"{self.act.id}.{control.id}={key_of(value)}")
        return named or control_text(control, value)

    def metric(self, metric_id: object) -> Metric:
        """Return a metric by its id within the act."""
        return self.lab.metric(f"{self.act.id}.{metric_id}")

    def control(self, control_id: object) -> Control:
        """Return a control by its id within the act."""
        return self.lab.control(f"{self.act.id}.{control_id}")


def lines(text: str, width: int) -> str:
    """Break a label of a chart into lines of so many characters."""
    return "<br>".join(wrap(text, width))


def tall(figure: dict[str, Any]) -> dict[str, Any]:
    """Ask for a chart's whole height on a narrow screen, too: each of its rows needs its own."""
    figure["layout"]["meta"] = {"tall": True}
    return figure


def asked(request: Mapping[str, Any]) -> Asked:
    """Read a request (`lab`, `act`, `place`, `ledger`, `labels`); refuse it before the lock."""
    lab = labs.get(request["lab"])
    act = lab.act(request["act"])
    place, _ = read_place(lab, request.get("place"), "")
    if not place.is_open(act):
        raise LabError(f"{lab.id} {act.id} can't be explored before its prediction is locked in")
    labels = {str(name): str(text) for name, text in (request.get("labels") or {}).items()}
    return Asked(lab, act, place.context, place.settings, request.get("ledger"), labels)
