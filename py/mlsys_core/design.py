"""A design as a link carries it: written from a place, and read back for what of it can be used.

A link comes from outside. Every name and value of it is checked against the lab; what does not fit
is named and left out, and nothing is changed before the reader says so. The controls of an act that
is still locked wait in the place until its prediction is in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mlsys_core import course, labs
from mlsys_core.controls import Control, Slider, Value, key_of
from mlsys_core.errors import BadValue, LabError
from mlsys_core.lab import Act, Context, Lab
from mlsys_core.place import Place, read_place
from mlsys_core.views import control_text

Json = dict[str, Any]

LAB, CONTEXT = "design", "context"
MOST_PAIRS = 200
"""No lab has nearly as many controls; what is longer was not written by `write`."""
DEVICE_STAYS = "Your own device stays here: the link leads to the book's context in its place."
MOST_TOLD, LONGEST_WORD = 4, 40


@dataclass
class Design:
    """What of a link can be used in its lab, and a sentence for each part that can't."""

    context: Context | None = None
    settings: dict[str, Value] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


def write(request: Mapping[str, Any]) -> Json:
    """Answer `design.write`: what a link to a design consists of, and what stays behind."""
    lab = labs.get(request["lab"])
    place, _ = read_place(lab, request.get("place"), request["now"])
    settings = place.settings | place.held
    named = [[name, key_of(value)] for name, value in settings.items()]
    pairs = [[LAB, lab.id], [CONTEXT, place.context.key], *named]
    return {"pairs": pairs, "stays": DEVICE_STAYS if place.context.device else ""}


def read(request: Mapping[str, Any]) -> Json:
    """Answer `design.read`: what using a link would change here. Nothing is changed by asking.

    `changes` speaks of the acts that are open; of the others only `later` says that they wait.
    """
    lab = labs.get(request["lab"])
    place, _ = read_place(lab, request.get("place"), request["now"])
    design = read_pairs(lab, request["pairs"])
    then = replace(
        place, settings=dict(place.settings), held=dict(place.held), touched=list(place.touched)
    )
    use(then, design)
    moved = then.context.key != place.context.key
    return {
        "context": then.context.key if moved else None,
        "changes": [_change(lab, name, place, then) for name in _changed(place, then)],
        "later": [act.id for act in lab.acts if _waits(act, place, then)],
        "left_out": _told(design.left_out),
    }


def use(place: Place, design: Design) -> list[Act]:
    """Bring a place to a design; what belongs to a locked act is held until it opens."""
    if design.context and design.context.key != place.context.key:
        place.switch(design.context)
    for name, value in design.settings.items():
        act = place.lab.act(name.partition(".")[0])
        if not place.is_open(act):
            place.held[name] = value
            continue
        place.settings[name] = value
        if not place.lab.control(name).view:
            place.touch(act)
    return list(place.lab.acts)


def read_pairs(lab: Lab, pairs: Iterable[Any]) -> Design:
    """Check the names and values of a link, one by one."""
    found = [(str(name), str(value)) for name, value in pairs]
    if len(found) > MOST_PAIRS:
        return Design(left_out=[f"it has {len(found)} parts, more than any design of this lab"])
    own = dict(found).get(LAB, "")
    if own != lab.id:
        return Design(left_out=[f"it leads to {_lab_name(own)}, and this is {_lab_name(lab.id)}"])
    design = Design()
    for name, value in found:
        if name != LAB:
            _take(lab, design, _short(name), _short(value))
    return design


def _take(lab: Lab, design: Design, name: str, value: str) -> None:
    try:
        if name == CONTEXT:
            design.context = lab.context(value)
        else:
            design.settings[name] = _reachable(lab.control(name), name, value)
    except LabError as problem:
        design.left_out.append(str(problem))


def _reachable(control: Control, name: str, text: str) -> Value:
    """Return a value the control can stand at; a slider can't stand between two steps."""
    value = control.clean(name, text)
    if isinstance(control, Slider) and value not in control.values():
        raise BadValue(name, text, f"{name} moves in steps of {key_of(control.step)}")
    return value


def _short(word: str) -> str:
    return word if len(word) <= LONGEST_WORD else f"{word[:LONGEST_WORD]}…"


def _lab_name(lab_id: str) -> str:
    return course.entry(lab_id).label if lab_id in labs.ids() else f"no lab ({_short(lab_id)!r})"


def _told(problems: list[str]) -> list[str]:
    """Return the first problems, and how many more there are."""
    more = len(problems) - MOST_TOLD
    return [*problems[:MOST_TOLD], f"and {more} more like these"] if more > 0 else problems


def _changed(before: Place, after: Place) -> list[str]:
    """Return the controls on show that would stand elsewhere, in the order of the page."""
    lab = before.lab
    shown = [f"{act.id}.{c.id}" for act in lab.acts if before.is_open(act) for c in act.controls]
    return [name for name in shown if before.settings[name] != after.settings[name]]


def _change(lab: Lab, name: str, before: Place, after: Place) -> Json:
    control = lab.control(name)
    ends = {"from": before.settings[name], "to": after.settings[name]}
    views = {
        end: {"value": key_of(value), "text": control_text(control, value)}
        for end, value in ends.items()
    }
    return {"control": name, **views}


def _waits(act: Act, before: Place, after: Place) -> bool:
    """Whether the design has something for an act that is locked, other than it has already."""
    own = {f"{act.id}.{control.id}" for control in act.controls}
    held = {name: value for name, value in after.held.items() if name in own}
    there = before.settings | before.held
    return any(value != there[name] for name, value in held.items())
