"""A lab as data: contexts, acts, controls, metrics, flags, figures, questions, claims.

A lab module composes these; it holds no prose and no HTML. `Lab.evaluate` is the one way in for
anybody outside the project: names carry their act, as in `act1.serial_pct`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeVar

from mlsys_core import course
from mlsys_core.acts import Act, Advice, Context, Figure, Flag, Outcome
from mlsys_core.best import fewest_failures
from mlsys_core.boards import BoardView
from mlsys_core.claims import Claim, Given
from mlsys_core.controls import Control, Value
from mlsys_core.display import plain
from mlsys_core.errors import BrokenLab, LabError, UnknownName
from mlsys_core.metrics import Metric
from mlsys_core.physics.ranges import OutOfRange
from mlsys_core.questions import Question

if TYPE_CHECKING:
    from mlsys_core.own.device import DeviceContext

__all__ = [
    "Act",
    "Advice",
    "Context",
    "Evaluation",
    "Figure",
    "Flag",
    "Lab",
    "LedgerFields",
    "Outcome",
    "Run",
    "act_settings",
]


@dataclass(frozen=True, kw_only=True)
class LedgerFields:
    """A lab's own fields in its ledger record, beside the common ones; each takes a `Run`."""

    design: Mapping[str, Callable[["Run"], Any]] = field(default_factory=dict)
    metrics: Mapping[str, Callable[["Run"], Any]] = field(default_factory=dict)
    extra: Mapping[str, Callable[["Run"], Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Run:
    """A whole design evaluated: settings, values and flags of both acts, in one context."""

    context: Context
    settings: Mapping[str, SimpleNamespace]
    outcomes: Mapping[str, SimpleNamespace]
    ledger: Any = None
    complete: bool | None = None
    """Whether every question is answered; unknown outside a reader's place."""

    def __getattr__(self, act_id: str) -> SimpleNamespace:
        """Let `run.act1.runtime_h` read a value and `run.act1.serial_pct` a control."""
        if act_id not in self.outcomes:
            raise AttributeError(act_id)
        return SimpleNamespace(**vars(self.settings[act_id]), **vars(self.outcomes[act_id]))


@dataclass(frozen=True, kw_only=True)
class Lab:
    """A whole lab. Its title, number and domains stand in the course manifest under the same id."""

    id: str
    version: int
    contexts: tuple[Context, ...]
    acts: tuple[Act, ...]
    claims: tuple[Claim, ...] = ()
    givens: Mapping[str, Given] = field(default_factory=dict)
    record: LedgerFields = field(default_factory=LedgerFields)
    better: Callable[["Lab", Run], list[float]] = fewest_failures
    """What the lab calls a better attempt: numbers, larger is better, the first counts most."""
    trial_ledgers: Mapping[str, Any] = field(default_factory=lambda: {"empty": {}})
    """Ledgers, by a name, with which the proof tries the acts that read the reader's other labs."""
    device_context: str = ""
    """The module whose `OWN_DEVICE` makes a context of a reader's device; none without devices."""

    def __post_init__(self) -> None:
        """Refuse a lab whose names collide or whose failures the manifest does not declare."""
        course.entry(self.id)
        names = [name for act in self.acts for _, name in act.names()]
        names += [f"claim.{claim.id}" for claim in self.claims]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise BrokenLab(f"{self.id}: these ids are used twice: {', '.join(twice)}")

    @property
    def entry(self) -> course.Entry:
        """The lab's line in the course manifest."""
        return course.entry(self.id)

    @property
    def reads_ledger(self) -> bool:
        """Whether any act looks at the reader's other labs."""
        return any(act.reads_ledger for act in self.acts)

    def context(self, key: object = None) -> Context:
        """Return a context by key; the first one is the default."""
        if key is None:
            return self.contexts[0]
        for context in self.contexts:
            if context.key == key:
                return context
        raise UnknownName("context", key, self.id, (c.key for c in self.contexts))

    @property
    def own_device(self) -> "DeviceContext":
        """How a reader's own device becomes a context of this lab."""
        if not self.device_context:
            raise LabError(f"{self.id} takes no device: its contexts are none")
        return import_module(self.device_context).OWN_DEVICE  # type: ignore[no-any-return]

    @cached_property
    def _controls(self) -> dict[str, tuple[Act, Control]]:
        return {f"{act.id}.{c.id}": (act, c) for act in self.acts for c in act.controls}

    @cached_property
    def _questions(self) -> dict[str, tuple[Act, Question]]:
        return {f"{act.id}.{q.id}": (act, q) for act in self.acts for q in act.questions}

    @cached_property
    def _metrics(self) -> dict[str, Metric]:
        return {f"{act.id}.{m.id}": m for act in self.acts for m in act.all_metrics}

    @cached_property
    def _claims(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self.claims}

    def act(self, act_id: str) -> Act:
        """Return an act by id."""
        return _find("act", act_id, self.id, {act.id: act for act in self.acts})

    def control(self, name: str) -> Control:
        """Return a control by its full id."""
        return _find("control", name, self.id, self._controls)[1]

    def question(self, name: str) -> Question:
        """Return a question by its full id."""
        return _find("question", name, self.id, self._questions)[1]

    def metric(self, name: str) -> Metric:
        """Return a metric by its full id."""
        return _find("metric", name, self.id, self._metrics)

    def claim(self, claim_id: str) -> Claim:
        """Return a claim by id."""
        return _find("claim", claim_id, self.id, self._claims)

    def given(self, given_id: str) -> Given:
        """Return a scenario figure by id."""
        return _find("given", given_id, self.id, self.givens)

    def names(self) -> Iterable[tuple[str, str]]:
        """Yield `(kind, full id)` for everything the lab's page must show."""
        for act in self.acts:
            yield from act.names()

    def settings(self, context: Context, changed: Mapping[str, object]) -> dict[str, Value]:
        """Return every control's value: its default in this context unless changed, validated."""
        for name in changed:
            self.control(name)
        return {
            name: (
                control.clean(name, changed[name])
                if name in changed
                else control.default_in(context.key)
            )
            for name, (_, control) in self._controls.items()
        }

    def outcome(
        self,
        act: Act,
        context: Context,
        settings: Mapping[str, Any],
        ledger: Any = None,
        *,
        advised: bool = False,
    ) -> SimpleNamespace:
        """Evaluate one act; return its values and flags side by side in one namespace.

        `outside_law` says why there are none, where a law does not cover the design. With `advised`
        the act's advice is among the values, and the settings must be those of one design.
        """
        own = act_settings(act, settings)
        inputs = (context, own, ledger) if act.reads_ledger else (context, own)
        try:
            result = act.evaluate(*inputs)
        except OutOfRange as beyond:
            return act.outside(beyond.reason)
        outcome = SimpleNamespace(**result.values, **result.flags, outside_law="")
        return act.advised(context, own, outcome) if advised else outcome

    def at(self, act_id: str, context: object = None, **changed: object) -> SimpleNamespace:
        """Return one act's outcome at the scenario with some controls changed (ids without act)."""
        act, place = self.act(act_id), self.context(context)
        settings = self.settings(place, {f"{act_id}.{k}": v for k, v in changed.items()})
        return self.outcome(act, place, settings)

    def run(self, context: Context, settings: Mapping[str, Any], ledger: Any = None) -> Run:
        """Evaluate every act of a design, without advice."""
        outcomes = {act.id: self.outcome(act, context, settings, ledger) for act in self.acts}
        return Run(context, {a.id: act_settings(a, settings) for a in self.acts}, outcomes, ledger)

    def evaluate(
        self, context: object = None, ledger: Any = None, **controls: object
    ) -> "Evaluation":
        """Evaluate a design; what is left out takes its default. Bad input raises `ValueError`."""
        place = self.context(context)
        return Evaluation(self, self.run(place, self.settings(place, controls), ledger))


@dataclass(frozen=True)
class Evaluation:
    """What `Lab.evaluate` returns: values, raised flags and figures by full id."""

    lab: Lab
    run: Run

    @cached_property
    def outcomes(self) -> dict[str, SimpleNamespace]:
        """Every act's outcome, advice included: a search is made only for who asks."""
        run = self.run
        return {
            act.id: act.advised(run.context, run.settings[act.id], run.outcomes[act.id])
            for act in self.lab.acts
        }

    @cached_property
    def values(self) -> dict[str, Any]:
        """Every metric; None where there is no finite number."""
        return {
            f"{act.id}.{metric.id}": plain(getattr(self.outcomes[act.id], metric.id))
            for act in self.lab.acts
            for metric in act.all_metrics
        }

    @cached_property
    def flags(self) -> tuple[str, ...]:
        """The names of the raised flags."""
        return tuple(
            f"{act.id}.{flag.id}"
            for act in self.lab.acts
            for flag in act.flags
            if getattr(self.run.outcomes[act.id], flag.id)
        )

    @cached_property
    def figures(self) -> dict[str, dict[str, Any]]:
        """Every chart as a Plotly figure; an act outside its laws' range has none."""
        return {
            f"{act.id}.{figure.id}": figure.draw(
                self.run.context, self.run.settings[act.id], self.outcomes[act.id]
            )
            for act in self.lab.acts
            if not self.outcomes[act.id].outside_law
            for figure in act.figures
        }

    @cached_property
    def boards(self) -> dict[str, BoardView]:
        """Every board as plain data."""
        return {
            f"{act.id}.{board.id}": board.view(self.outcomes[act.id])
            for act in self.lab.acts
            if not self.outcomes[act.id].outside_law
            for board in act.boards
        }


def act_settings(act: Act, settings: Mapping[str, Any]) -> SimpleNamespace:
    """Return an act's own settings under their short ids."""
    return SimpleNamespace(**{c.id: settings[f"{act.id}.{c.id}"] for c in act.controls})


Item = TypeVar("Item")


def _find(kind: str, name: str, lab_id: str, known: Mapping[str, Item]) -> Item:
    if name not in known:
        raise UnknownName(kind, name, lab_id, known)
    return known[name]
