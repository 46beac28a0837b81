"""The one door: a lab, a reader's place and an event in; the new place and what to show out.

The build, the browser's worker and the tests all come through here. Nothing is kept between two
calls, so a worker that dies takes nothing with it.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from mlsys_core import labs
from mlsys_core.acts import OWN
from mlsys_core.errors import LabError, UnknownName
from mlsys_core.lab import Act, Lab
from mlsys_core.metrics import Style
from mlsys_core.place import Answer, FailureTrace, Place, own_place, read_place
from mlsys_core.records import record_of, worth_saving
from mlsys_core.views import act_view, question_view, slot_text

Json = dict[str, Any]

VIEW_PARTS = ("values", "flags", "figures", "tables", "boards", "controls", "outside")
"""What a view says of each opened act, by full id."""


def handle(method: str, payload: str) -> str:
    """Answer one message of the page: JSON text in, JSON text out."""
    if method not in METHODS:
        raise UnknownName("method", method, "the session", METHODS)
    return json.dumps(METHODS[method](json.loads(payload)), allow_nan=False, ensure_ascii=False)


def event(request: Json) -> Json:
    """Apply an event to a place.

    Request: `lab`, `place` (as last returned, or null), `event`, `now` (ISO time), `slots` (a list
    of `name|format`), and `ledger` for labs that read it.
    """
    lab = labs.get(request["lab"])
    ledger = request.get("ledger")
    place, problems = read_place(lab, request.get("place"), request["now"])
    happened = request["event"]
    apply = EVENTS.get(happened["type"])
    if apply is None:
        raise UnknownName("event", happened["type"], "the session", EVENTS)
    touched = apply(place, happened, request["now"])
    place.end_practice()
    acts = [act for act in touched if place.is_open(act)]
    settled = happened["type"] != "set" or bool(happened.get("settled"))
    outcomes = {
        act.id: lab.outcome(act, place.context, place.settings, ledger, advised=settled)
        for act in acts
    }
    by_reader = happened["type"] in ("set", "reset", "use_design", "device")
    for act in acts if place.book is None else ():
        _trace_failures(place, act, outcomes[act.id], request["now"], by_reader)
    view = _view(place, outcomes, request.get("slots", ()), settled=settled, ledger=ledger)
    return {"place": place.to_json(), "view": view, "problems": problems}


def record(request: Json) -> Json:
    """Return the ledger record of a place: `lab`, `place`, `previous`, `now`, `track`, `ledger`."""
    lab = labs.get(request["lab"])
    place, _ = read_place(lab, request.get("place"), request["now"])
    place = own_place().on_record(place) if place.book else place
    if not worth_saving(place):
        return {"record": None}
    made = record_of(
        place,
        request.get("previous"),
        now=request["now"],
        track=request.get("track") or "",
        ledger=request.get("ledger"),
    )
    return {"record": made}


def opened(lab: Lab, slots: Iterable[str] = ()) -> Json:
    """Return the view of a lab at its defaults with every gate open: what the build prints."""
    place = Place.new(lab, now="")
    outcomes = {
        act.id: lab.outcome(act, place.context, place.settings, {}, advised=True)
        for act in lab.acts
    }
    return _view(place, outcomes, slots, settled=True, ledger={}, still=True)


def _view(
    place: Place,
    outcomes: Mapping[str, SimpleNamespace],
    slots: Iterable[str],
    *,
    settled: bool,
    ledger: Any,
    still: bool = False,
) -> Json:
    view: Json = {part: {} for part in VIEW_PARTS}
    for act_id, outcome in outcomes.items():
        act = place.lab.act(act_id)
        for part, items in act_view(place, act, outcome, settled=settled, still=still).items():
            view[part] |= items
    view["context"] = place.context.shown_key
    view["own"] = place.device.name if place.device else None
    view["gates"] = {a.id: "open" if place.is_open(a) else "locked" for a in place.lab.acts}
    view["drafts"] = place.drafts
    view["questions"] = {name: question_view(place, name, ledger) for name in place.answers}
    view["slots"] = _slot_texts(place, slots, dict(outcomes))
    return view


def _slot_texts(
    place: Place, slots: Iterable[str], outcomes: dict[str, SimpleNamespace]
) -> dict[str, str]:
    texts = {}
    for slot in slots:
        name, _, style = slot.partition("|")
        text = slot_text(place, name, Style.parse(style), outcomes)
        if text is not None:
            texts[slot] = text
    return texts


def _trace_failures(
    place: Place, act: Act, outcome: SimpleNamespace, now: str, by_reader: bool
) -> None:
    """Keep count of the failure states met, and whether the reader's hand led there."""
    for flag in act.flags:
        if not flag.is_failure:
            continue
        name, active = f"{act.id}.{flag.id}", bool(getattr(outcome, flag.id))
        trace = place.failures.get(name)
        if active and (trace is None or not trace.active):
            trace = place.failures.setdefault(name, FailureTrace(first_at=now))
            trace.count += 1
            trace.initial = trace.initial or act.id not in place.touched
            trace.student_triggered = trace.student_triggered or by_reader
        if trace:
            trace.active = active


def _open(place: Place, _event: Json, _now: str) -> list[Act]:
    return list(place.lab.acts)


def _set(place: Place, happened: Json, _now: str) -> list[Act]:
    name, lab = happened["control"], place.lab
    if name == "context":
        if happened["value"] == OWN:
            own_place().enter(place)
        else:
            place.switch(lab.context(happened["value"]))
        return list(lab.acts)
    control = lab.control(name)
    place.settings[name] = control.clean(name, happened["value"])
    act = lab.act(name.partition(".")[0])
    if not control.view:
        place.touch(act)
    return [act]


def _device(place: Place, happened: Json, _now: str) -> list[Act]:
    """Set the lab on a device of the reader's own; without one, go back to the book's."""
    own_place().take(place, happened.get("device"))
    return list(place.lab.acts)


def _reset(place: Place, happened: Json, _now: str) -> list[Act]:
    """Bring an act's controls back to their defaults in the present context."""
    act = place.lab.act(happened["act"])
    for control in act.controls:
        place.settings[f"{act.id}.{control.id}"] = control.default_in(place.context.key)
    return [act]


def _draft(place: Place, happened: Json, _now: str) -> list[Act]:
    name = happened["question"]
    place.drafts[name] = place.lab.question(name).option(happened["option"]).key
    return []


def _commit(place: Place, happened: Json, now: str) -> list[Act]:
    name = happened["question"]
    key = place.lab.question(name).option(happened["option"]).key
    act = place.lab.act(name.partition(".")[0])
    if name != f"{act.id}.{act.prediction.id}" and not place.is_open(act):
        raise LabError(f"{name} can't be answered before {act.id}.{act.prediction.id} is locked in")
    place.drafts.pop(name, None)
    at = happened.get("at") or now
    if name == f"{act.id}.{act.prediction.id}":
        place.release(act)
    answer = place.answers.setdefault(name, Answer([], at))
    if place.is_practice(name):
        answer.practice = key
        return [act]
    if not answer.choices:
        answer.locked_at = at
    answer.choices.append(key)
    answer.practice = None
    return [act]


def _use_design(place: Place, happened: Json, _now: str) -> list[Act]:
    """Bring the controls to a design that came with a link, as far as it fits the lab."""
    designs = import_module("mlsys_core.design")
    touched: list[Act] = designs.use(place, designs.read_pairs(place.lab, happened["design"]))
    return touched


def _start_over(place: Place, _event: Json, now: str) -> list[Act]:
    """Forget this place. The ledger keeps the first answers; that is the record's business."""
    fresh = Place.new(place.lab, now)
    vars(place).update(vars(fresh))
    return []


EVENTS: Mapping[str, Callable[[Place, Json, str], list[Act]]] = {
    "open": _open,
    "set": _set,
    "reset": _reset,
    "device": _device,
    "draft": _draft,
    "commit": _commit,
    "use_design": _use_design,
    "start_over": _start_over,
}


def _when_asked(module: str, name: str) -> Callable[[Json], Json]:
    """Return a method whose code is imported when it is first asked for."""

    def method(request: Json) -> Json:
        answer: Json = getattr(import_module(f"mlsys_core.{module}"), name)(request)
        return answer

    return method


METHODS: Mapping[str, Callable[[Json], Json]] = {
    "event": event,
    "record": record,
    "design.write": _when_asked("design", "write"),
    "design.read": _when_asked("design", "read"),
    "explore.sensitivity": _when_asked("explore.sensitivity", "sensitivity"),
    "explore.survey.prospect": _when_asked("explore.survey.doors", "prospect"),
    "explore.survey.begin": _when_asked("explore.survey.doors", "begin"),
    "explore.survey.go": _when_asked("explore.survey.doors", "go"),
    "explore.survey.map": _when_asked("explore.survey.doors", "draw_map"),
    "own.show": _when_asked("own.form", "show"),
    "own.read": _when_asked("own.form", "read"),
    "explore.physics.show": _when_asked("explore.physics.doors", "show"),
    "explore.physics.run": _when_asked("explore.physics.doors", "run"),
    "explore.physics.diff": _when_asked("explore.physics.doors", "diff"),
    "explore.physics.script": _when_asked("explore.physics.doors", "script"),
    "ledger.read": _when_asked("ledger.door", "read"),
    "ledger.merge": _when_asked("ledger.door", "merge"),
    "ledger.import_preview": _when_asked("ledger.door", "import_preview"),
    "ledger.import": _when_asked("ledger.door", "import_"),
    "ledger.overview": _when_asked("ledger.door", "overview_of"),
    "ledger.report": _when_asked("ledger.door", "report_of"),
    "ledger.class_read": _when_asked("ledger.class_door", "class_read"),
    "ledger.class": _when_asked("ledger.class_door", "class_analysis"),
}
