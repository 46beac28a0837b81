"""One act of a lab as data: controls in, values, flags and figures out, between two questions."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from mlsys_core import course
from mlsys_core.boards import Board
from mlsys_core.controls import Control
from mlsys_core.errors import BrokenLab
from mlsys_core.metrics import Metric
from mlsys_core.promises import GridCount, Monotone
from mlsys_core.questions import Question

if TYPE_CHECKING:
    from mlsys_core.own.device import Device

OWN = "own"
"""What a page calls the context of the reader's own device."""
SEVERITIES = ("danger", "warn", "success", "info")


@dataclass(frozen=True, kw_only=True)
class Context:
    """A place the lab can be set in. Labs add the figures that differ between their contexts."""

    key: str
    device: "Device | None" = None
    """The reader's own, where this is the book's context with that in the place of its device."""

    @property
    def shown_key(self) -> str:
        """What a page calls the context."""
        return OWN if self.device else self.key


@dataclass(frozen=True)
class Outcome:
    """What one act computes for one design: every metric and every flag, by id without the act."""

    values: Mapping[str, Any]
    flags: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Flag:
    """A state an act can be in. Danger and warning are failures and belong to a domain.

    A `callout` speaks up in its severity's voice without counting as a failure.
    """

    id: str
    severity: str
    domain: str = ""
    callout: bool = False

    def __post_init__(self) -> None:
        """Refuse a severity no page knows, and a failure that belongs to no domain."""
        if self.severity not in SEVERITIES:
            raise BrokenLab(f"flag {self.id}: no severity {self.severity!r}")
        if self.is_failure and self.domain not in course.DOMAINS:
            raise BrokenLab(f"flag {self.id}: {self.domain!r} is not a domain of the course")

    @property
    def is_failure(self) -> bool:
        """Whether the flag counts as a failure in the ledger."""
        return self.severity in ("danger", "warn") and not self.callout


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A chart: `draw(context, settings, outcome)` returns a Plotly figure as a plain dict.

    A `still` figure shows fixed numbers (it may stand before a lock). One `when_settled` costs more
    than a frame and waits until the controls rest.
    """

    id: str
    draw: Callable[[Any, SimpleNamespace, SimpleNamespace], dict[str, Any]]
    still: bool = False
    when_settled: bool = False


@dataclass(frozen=True, kw_only=True)
class Advice:
    """Results that cost more than a frame, such as a search around the current design.

    `give(context, settings, outcome)` is asked only when the controls rest, and never about a whole
    grid of designs.
    """

    metrics: tuple[Metric, ...]
    give: Callable[[Any, SimpleNamespace, SimpleNamespace], Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Act:
    """One act: controls in, `evaluate(context, settings)` out, between two questions."""

    id: str
    controls: tuple[Control, ...]
    metrics: tuple[Metric, ...]
    evaluate: Callable[..., Outcome]
    prediction: Question
    reflection: Question
    flags: tuple[Flag, ...] = ()
    figures: tuple[Figure, ...] = ()
    boards: tuple[Board, ...] = ()
    advice: Advice | None = None
    uses_context: bool = True
    reads_ledger: bool = False
    """Whether `evaluate` and `right` also take the reader's ledger."""
    monotone: tuple[Monotone, ...] = ()
    grid_counts: tuple[GridCount, ...] = ()
    tradeoff: Mapping[str, str] = field(default_factory=dict)
    """Two results a survey sets against each other at first, each with `less` or `more` wanted."""
    green_in: tuple[str, ...] | None = None
    """Contexts in which a design without any failure exists; None for all of them."""

    @property
    def questions(self) -> tuple[Question, Question]:
        """Both questions in the order of the page."""
        return (self.prediction, self.reflection)

    @property
    def all_metrics(self) -> tuple[Metric, ...]:
        """Every result a page shows, those of the advice last."""
        return self.metrics + (self.advice.metrics if self.advice else ())

    def advised(
        self, context: Context, settings: SimpleNamespace, outcome: SimpleNamespace
    ) -> SimpleNamespace:
        """Return an outcome with the act's advice added, where there is any to give."""
        if self.advice is None or outcome.outside_law:
            return outcome
        return SimpleNamespace(**vars(outcome), **self.advice.give(context, settings, outcome))

    def outside(self, reason: str) -> SimpleNamespace:
        """Return the outcome of a design that a law does not cover: no value, no flag, a reason."""
        nothing = {metric.id: None for metric in self.all_metrics}
        lowered = {flag.id: False for flag in self.flags}
        return SimpleNamespace(**nothing, **lowered, outside_law=reason)

    def names(self) -> Iterable[tuple[str, str]]:
        """Yield `(kind, id)` for everything a page must show."""
        groups = (
            ("control", self.controls),
            ("metric", self.all_metrics),
            ("flag", self.flags),
            ("figure", self.figures),
            ("board", self.boards),
            ("question", self.questions),
        )
        for kind, items in groups:
            for item in items:
                yield kind, f"{self.id}.{item.id}"
