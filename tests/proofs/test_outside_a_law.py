"""Where a law does not cover a design, a reader gets the reason and never a number."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from mlsys_core import session
from mlsys_core.controls import Slider
from mlsys_core.lab import Lab
from mlsys_core.labs import get
from mlsys_core.place import Answer, Place
from mlsys_core.proofs import prove
from mlsys_core.records import record_of
from mlsys_core.space.batch import Evaluator
from mlsys_core.views import act_view
from tests.proofs.rendered import html_of

REASON = "The serial share must be from 0 to 1; this design makes it 1.2."


def beyond_the_law() -> Lab:
    """V1-12 with a slider that lets the serial share go past the whole."""
    lab = get("v1_12")
    first, second = lab.acts
    controls = tuple(
        Slider(id="serial_pct", minimum=0, maximum=120, step=1, default=15)
        if control.id == "serial_pct"
        else control
        for control in first.controls
    )
    return replace(lab, acts=(replace(first, controls=controls, monotone=()), second))


LAB = beyond_the_law()


def at(serial_pct: float) -> tuple[Place, SimpleNamespace]:
    place = Place.new(LAB, now="")
    place.settings["act1.serial_pct"] = serial_pct
    return place, LAB.outcome(LAB.acts[0], place.context, place.settings)


def test_there_is_no_number_and_no_chart_outside_the_range() -> None:
    evaluated = LAB.evaluate(**{"act1.serial_pct": 120})
    assert {evaluated.values[f"act1.{metric.id}"] for metric in LAB.acts[0].metrics} == {None}
    assert [name for name in evaluated.figures if name.startswith("act1.")] == []
    assert evaluated.values["act2.fidelity"] is not None


def test_the_page_is_told_why() -> None:
    place, outcome = at(120)
    view = act_view(place, LAB.acts[0], outcome, settled=True)
    assert view["outside"] == {"act1": REASON}
    assert view["figures"] == view["tables"] == {}
    assert {shown["text"] for shown in view["values"].values()} == {"–", "∞"}
    assert {shown["how"] for shown in view["values"].values()} == {"–"}


def test_back_within_the_range_the_reason_goes() -> None:
    place, outcome = at(15)
    assert act_view(place, LAB.acts[0], outcome, settled=True)["outside"] == {"act1": ""}


def test_every_instrument_has_room_for_the_reason() -> None:
    html = html_of("v1_12")
    for act in LAB.acts:
        assert f'data-outside="{act.id}" hidden="hidden" role="status"' in html


def test_the_record_leaves_out_what_no_law_covers() -> None:
    place, _ = at(120)
    place.answers["act1.prediction"] = Answer(["c"], "2024-02-29T00:00:00Z")
    record: dict[str, Any] = record_of(place, None, now="2024-02-29T00:00:00Z", track="")
    assert record["design"]["act1.serial_pct"] == 120
    assert record["metrics"] == {}


def test_the_proof_counts_the_designs_outside() -> None:
    [cloud, *_] = prove(LAB).spaces
    assert cloud.designs == 121 * 11 * 7
    assert cloud.outside == 20 * 11 * 7


def test_designs_that_a_law_refuses_leave_the_others_of_their_chunk_computed() -> None:
    evaluator = Evaluator(LAB.acts[0], LAB.context())
    [chunk] = evaluator.grid.chunks(10_000)
    batch = evaluator(evaluator.grid.columns(chunk))
    assert batch.inside.sum() == len(batch.values["runtime_h"]) == 101 * 11 * 7
    assert batch.settings["serial_pct"].max() == 100


def test_the_session_answers_as_ever(monkeypatch: Any) -> None:
    monkeypatch.setattr("mlsys_core.labs.get", lambda _: LAB)
    request = {"lab": "v1_12", "place": None, "now": "", "slots": ["act1.runtime_h|"]}
    locked = request | {"event": {"type": "commit", "question": "act1.prediction", "option": "c"}}
    place = session.event(locked)["place"]
    moved = {"type": "set", "control": "act1.serial_pct", "value": "120", "settled": True}
    view = session.event(request | {"place": place, "event": moved})["view"]
    assert view["outside"] == {"act1": REASON}
    assert view["slots"] == {"act1.runtime_h|": "–"}
