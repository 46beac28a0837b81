"""What a page shows of a place: values, flags, figures, questions, each as text ready to print."""

from collections.abc import Mapping
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from mlsys_core.controls import Choice, Control, Slider, Switch, Value, key_of
from mlsys_core.display import NOTHING, SPECIAL, decimals, plain, with_unit
from mlsys_core.lab import Act, act_settings
from mlsys_core.metrics import Metric, Style
from mlsys_core.place import Place
from mlsys_core.questions import verdict
from mlsys_core.tables import table_of


def act_view(
    place: Place, act: Act, outcome: SimpleNamespace, *, settled: bool, still: bool = False
) -> dict[str, Any]:
    """Return everything an opened act shows. Tables and what must wait come when settled.

    A design outside a law's range has no values and no figures; `outside` says why.
    """
    settings = act_settings(act, place.settings)
    words = how_words(place, act, settings, outcome)
    values = {
        f"{act.id}.{metric.id}": value_view(metric, outcome, words)
        for metric in act.all_metrics
        if hasattr(outcome, metric.id)
    }
    figures = {
        f"{act.id}.{figure.id}": figure.draw(place.context, settings, outcome)
        for figure in act.figures
        if not outcome.outside_law
        and (still or not figure.still)
        and (settled or not figure.when_settled)
    }
    if place.context.device:
        for drawn in figures.values():
            import_module("mlsys_core.own.device").marked(drawn, place.context)
    tables = {name: vars(table_of(figure)) for name, figure in figures.items()} if settled else {}
    boards = {
        f"{act.id}.{board.id}": board.view(outcome)
        for board in act.boards
        if not outcome.outside_law
    }
    return {
        "outside": {act.id: outcome.outside_law},
        "values": values,
        "tables": tables,
        "flags": {f"{act.id}.{flag.id}": bool(getattr(outcome, flag.id)) for flag in act.flags},
        "figures": figures,
        "boards": boards,
        "controls": {
            f"{act.id}.{control.id}": control_view(place, act, control) for control in act.controls
        },
    }


def value_view(
    metric: Metric, outcome: SimpleNamespace, words: Mapping[str, Any]
) -> dict[str, Any]:
    """Return one result: number, text, verdict, and how it came about."""
    value = plain(getattr(outcome, metric.id))
    band = metric.band(value, outcome)
    view: dict[str, Any] = {"value": value, "text": metric.text(value)}
    if band:
        view |= {"tone": band.tone, "word": band.word}
    if outcome.outside_law:
        view["how"] = NOTHING
    elif metric.how:
        view["how"] = metric.how.format_map(words)
    return view


def how_words(
    place: Place, act: Act, settings: SimpleNamespace, outcome: SimpleNamespace
) -> dict[str, Any]:
    """Return what a `how` text may name: givens, the context's figures, settings and results."""
    results = {name: plain(value) for name, value in vars(outcome).items()}
    words: dict[str, Any] = {
        **{name: given.value for name, given in place.lab.givens.items()},
        **vars(place.context),
        **vars(settings),
        **results,
        **{
            metric.id: _Result(metric, results[metric.id])
            for metric in act.all_metrics
            if results.get(metric.id) is not None
        },
    }
    return {name: _Blank() if value is None else value for name, value in words.items()}


class _Result:
    """A result in a `how` text: `{x:.2f}` formats its number, `{x:shown}` is what its card says."""

    def __init__(self, metric: Metric, value: Any) -> None:
        self.metric, self.value = metric, value

    def __format__(self, spec: str) -> str:
        return self.metric.text(self.value) if spec == "shown" else format(self.value, spec)


class _Blank:
    """Stands for "no value" in a `how` text, whatever number format was asked for."""

    def __format__(self, spec: str) -> str:
        return NOTHING


def control_view(place: Place, act: Act, control: Control) -> dict[str, Any]:
    """Return a control's position, its text, and whether it has no effect just now."""
    value = place.settings[f"{act.id}.{control.id}"]
    idle = control.inactive is not None and control.inactive(
        place.context.key, act_settings(act, place.settings)
    )
    return {"value": key_of(value), "text": control_text(control, value), "inactive": idle}


def control_text(control: Control, value: Value, style: Style | None = None) -> str:
    """Return a setting as text; a key stays a key, since its label belongs to the page."""
    if isinstance(control, Switch):
        return "on" if value else "off"
    if isinstance(value, str) or not isinstance(control, Slider | Choice):
        return str(value)
    bare = style is not None and style.bare
    if control.form and not bare:
        return SPECIAL[control.form](value, 3)
    text = number_text(value)
    return text if bare else with_unit(text, control.unit)


def number_text(value: float) -> str:
    """Return a setting's number with thousands separated and no decimals it does not need."""
    places = len(key_of(value).partition(".")[2])
    return decimals(value, places)


def question_view(place: Place, name: str, ledger: Any) -> dict[str, Any]:
    """Return what is said of an answered question. Practice is judged by its own ledger."""
    lab, answer, question = place.lab, place.answers[name], place.lab.question(name)
    stand_in = place.stand_in(name)
    right = question.right_key(lab, ledger if stand_in is None else stand_in)
    view: dict[str, Any] = {
        "choice": answer.latest,
        "first": answer.first,
        "first_correct": verdict(answer.first, question.right_key(lab, ledger)),
        "attempts": len(answer.choices),
        "right": right,
        "correct": verdict(answer.latest, right),
        "practice": answer.practice is not None,
    }
    predicted = question.option(answer.latest).predicted
    if predicted is not None and question.actual is not None:
        actual = question.actual(lab)
        view |= {"predicted": predicted, "actual": actual, "off": off_text(predicted, actual)}
    return view


def off_text(predicted: float, actual: float) -> str:
    """Say how far a prediction was off, as a factor.

    >>> off_text(1.5625, 16.328), off_text(50, 16.328), off_text(16.33, 16.328)
    ('10.4× too low', '3.1× too high', 'on the mark')
    """
    factor = max(predicted / actual, actual / predicted)
    if factor < 1.05:
        return "on the mark"
    places = 0 if factor >= 100 else 1
    return f"{decimals(factor, places)}× too {'low' if predicted < actual else 'high'}"


def slot_text(
    place: Place, name: str, style: Style, outcomes: dict[str, SimpleNamespace]
) -> str | None:
    """Return a live slot's text, or None where its act is still locked."""
    act_id, _, item_id = name.partition(".")
    if act_id not in outcomes:
        return None
    for control in place.lab.act(act_id).controls:
        if control.id == item_id:
            return control_text(control, place.settings[name], style)
    if not hasattr(outcomes[act_id], item_id):
        return None
    return place.lab.metric(name).text(plain(getattr(outcomes[act_id], item_id)), style)
