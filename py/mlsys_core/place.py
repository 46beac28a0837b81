"""Where a reader is in a lab: context, settings, answers, and the failures met so far.

A place is what the browser keeps between visits. Reading one back never fails: what no longer fits
the lab (a control that has gone, a value out of range) falls back to its default and is reported.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

from mlsys_core.acts import OWN
from mlsys_core.controls import Value
from mlsys_core.errors import LabError
from mlsys_core.lab import Act, Context, Lab, act_settings

if TYPE_CHECKING:
    from mlsys_core.own.device import Device


@dataclass
class Answer:
    """The answers given to one question, first to latest, and one given for practice."""

    choices: list[str]
    locked_at: str
    """When the first answer was committed."""
    practice: str | None = None
    """The latest answer given on a ledger that is not the reader's; it never goes on record."""

    @property
    def first(self) -> str | None:
        """The answer that goes on record; None while there was practice only."""
        return self.choices[0] if self.choices else None

    @property
    def latest(self) -> str:
        """The answer whose feedback is shown."""
        return self.practice or self.choices[-1]


@dataclass
class FailureTrace:
    """How often a failure state was met, and by whose doing."""

    count: int = 0
    first_at: str | None = None
    initial: bool = False
    """Was it active before any control was touched?"""
    student_triggered: bool = False
    """Did it become active by a change the reader made after the lock?"""
    active: bool = False


@dataclass
class Place:
    """One reader's state in one lab."""

    lab: Lab
    context: Context
    settings: dict[str, Value]
    started_at: str
    answers: dict[str, Answer] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)
    """Options picked but not committed."""
    failures: dict[str, FailureTrace] = field(default_factory=dict)
    touched: list[str] = field(default_factory=list)
    """Acts in which a control was moved."""
    held: dict[str, Value] = field(default_factory=dict)
    """Settings from a link for acts that are still locked; they come into force as an act opens."""
    device: "Device | None" = None
    """The reader's own device, at hand as a context or in use."""
    book: tuple[Context, dict[str, Value]] | None = None
    """Context and settings of the book's side as they were left, while that device is in use."""

    @classmethod
    def new(cls, lab: Lab, now: str) -> "Place":
        """Return the place of a reader who has just opened the lab."""
        context = lab.context()
        return cls(lab, context, lab.settings(context, {}), started_at=now)

    def is_open(self, act: Act) -> bool:
        """Whether the act's prediction is locked in, so that its instruments may be used."""
        return f"{act.id}.{act.prediction.id}" in self.answers

    @property
    def acts_on_record(self) -> list[Act]:
        """The acts whose prediction was locked in for good."""
        predictions = ((act, f"{act.id}.{act.prediction.id}") for act in self.lab.acts)
        return [act for act, name in predictions if self.first_answer(name) is not None]

    def first_answer(self, question: str) -> str | None:
        """Return the answer to a question that goes on record, None where there is none."""
        answer = self.answers.get(question)
        return answer.first if answer else None

    def stand_in(self, question: str) -> Any:
        """Return the ledger a question is practised on just now, None where it counts."""
        act = self.lab.act(question.partition(".")[0])
        asks = self.lab.question(question).stand_in
        return asks(act_settings(act, self.settings)) if asks else None

    def is_practice(self, question: str) -> bool:
        """Whether an answer given now is practice: on another's ledger, or the reader's device."""
        return self.context.device is not None or self.stand_in(question) is not None

    def end_practice(self) -> None:
        """Drop every practice answer that would count by now, without a trace."""
        for name, answer in list(self.answers.items()):
            if answer.practice and not self.is_practice(name):
                answer.practice = None
                if not answer.choices:
                    del self.answers[name]

    def touch(self, act: Act) -> None:
        """Note that a control of this act was moved."""
        if act.id not in self.touched:
            self.touched.append(act.id)

    def switch(self, context: Context) -> None:
        """Move to another context; controls that have a default per context start anew there."""
        self.context = context
        if context.device is None:
            self.book = None
        for act in self.lab.acts:
            for control in act.controls:
                if control.varies_by_context:
                    name = f"{act.id}.{control.id}"
                    self.settings[name] = control.default_in(context.key)
                    self.held.pop(name, None)
            if self.is_open(act):
                self.touch(act)

    def release(self, act: Act) -> None:
        """Let the settings that were held for an act come into force, now that it is open."""
        for control in act.controls:
            name = f"{act.id}.{control.id}"
            if name in self.held:
                self.settings[name] = self.held.pop(name)
                self.touch(act)

    def to_json(self) -> dict[str, Any]:
        """Return the place as plain data."""
        own: dict[str, Any] = own_place().as_json(self) if self.device else {}
        return own | {
            "lab": self.lab.id,
            "version": self.lab.version,
            "context": self.context.shown_key,
            "settings": self.settings,
            "started_at": self.started_at,
            "answers": {name: vars(answer) for name, answer in self.answers.items()},
            "drafts": self.drafts,
            "failures": {name: vars(trace) for name, trace in self.failures.items()},
            "touched": self.touched,
            "held": self.held,
        }


def read_place(lab: Lab, kept: Any, now: str) -> tuple[Place, list[str]]:
    """Return the place kept by a browser, and what of it could not be used."""
    place = Place.new(lab, now)
    if kept is None:
        return place, []
    if not isinstance(kept, Mapping):
        return place, [f"{lab.id}: the saved place is not an object; the lab starts afresh"]
    problems: list[str] = []
    read_context(place, kept, problems)
    read_settings(place, kept, problems)
    if kept.get("device") is not None or kept.get("context") == OWN:
        try:
            own_place().read_device(place, kept, problems)
        except ImportError as missing:  # it is fetched when needed, and there is no connection
            problems.append(f"your own device is left out for now ({missing})")
            read_settings(place, kept.get("book"), problems)
    _read_answers(place, kept, problems)
    _read_failures(place, kept)
    if isinstance(kept.get("started_at"), str):
        place.started_at = kept["started_at"]
    place.touched = [act.id for act in lab.acts if act.id in _list(kept, "touched")]
    return place, problems


def own_place() -> Any:
    """Return the module about places on a reader's device; few readers need it fetched."""
    return import_module("mlsys_core.own.place")


def read_context(place: Place, kept: Any, problems: list[str]) -> None:
    """Take up a kept context, with all controls at their defaults there."""
    key = kept.get("context") if isinstance(kept, Mapping) else None
    try:
        if key != OWN:
            place.context = place.lab.context(key)
    except LabError as error:
        problems.append(str(error))
    place.settings = place.lab.settings(place.context, {})


def read_settings(place: Place, kept: Any, problems: list[str]) -> None:
    """Take up the kept settings that the controls still allow."""
    for part, settings in (("settings", place.settings), ("held", place.held)):
        for name, value in _mapping(kept, part).items():
            try:
                settings[name] = place.lab.control(name).clean(name, value)
            except LabError as error:
                problems.append(str(error))


def _read_answers(place: Place, kept: Mapping[str, Any], problems: list[str]) -> None:
    for name, answer in _mapping(kept, "answers").items():
        try:
            question = place.lab.question(name)
            choices = [question.option(key).key for key in _list(answer, "choices")]
            practice = question.option(answer["practice"]).key if answer.get("practice") else None
        except LabError as error:
            problems.append(str(error))
            continue
        if choices or practice:
            at = answer.get("locked_at")
            locked_at = at if isinstance(at, str) else place.started_at
            place.answers[name] = Answer(choices, locked_at, practice)
    for name, key in _mapping(kept, "drafts").items():
        try:
            place.drafts[name] = place.lab.question(name).option(key).key
        except LabError as error:
            problems.append(str(error))


def _read_failures(place: Place, kept: Mapping[str, Any]) -> None:
    known = {f"{act.id}.{flag.id}" for act in place.lab.acts for flag in act.flags}
    for name, trace in _mapping(kept, "failures").items():
        if name in known and isinstance(trace, Mapping):
            count, first_at = trace.get("count"), trace.get("first_at")
            place.failures[name] = FailureTrace(
                count=count if isinstance(count, int) and count > 0 else 1,
                first_at=first_at if isinstance(first_at, str) else None,
                initial=trace.get("initial") is True,
                student_triggered=trace.get("student_triggered") is True,
                active=trace.get("active") is True,
            )


def _mapping(kept: Any, name: str) -> Mapping[str, Any]:
    found = kept.get(name) if isinstance(kept, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _list(kept: Any, name: str) -> list[Any]:
    found = kept.get(name) if isinstance(kept, Mapping) else None
    return found if isinstance(found, list) else []
