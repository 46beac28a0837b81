"""A survey says what the proof says, and what looking at every design would say."""

import itertools
import math
from types import SimpleNamespace
from typing import Any

import pytest

from mlsys_core import labs
from mlsys_core.errors import LabError
from mlsys_core.explore.asked import asked
from mlsys_core.explore.survey.distance import is_ordered
from mlsys_core.proofs import prove
from tests.explore.opened import Json, ask, opened

CONTEXTS = [("v1_12", "cloud"), ("v1_12", "edge"), ("v1_09", "cloud"), ("v1_09", "edge")]


def survey(request: Json, goals: Json | None = None) -> Json:
    """Prepare and walk a survey to its end, as the page does."""
    prospect = ask("explore.survey.prospect", request)
    results = {result["id"]: result for result in prospect["results"]}
    first, second = prospect["front"]
    ask("explore.survey.begin",
        request | (goals or {"across": results[first], "up": results[second]}))  # fmt: skip
    while True:
        answer = ask("explore.survey.go", request)
        if "findings" in answer:
            findings: Json = answer["findings"]
            return findings


def every_design(request: Json) -> list[tuple[SimpleNamespace, SimpleNamespace]]:
    """Evaluate every design of an act one at a time, without NumPy."""
    here = asked(request)
    names = [control.id for control in here.axes]
    found = []
    for values in itertools.product(*(control.values() for control in here.axes)):
        settings = dict(here.settings)
        settings |= {f"{here.act.id}.{n}": v for n, v in zip(names, values, strict=True)}
        outcome = here.lab.outcome(here.act, here.context, settings, here.ledger)
        found.append((SimpleNamespace(**dict(zip(names, values, strict=True))), outcome))
    return found


@pytest.mark.parametrize(("lab_id", "context"), CONTEXTS)
def test_the_shares_are_those_of_the_proof(lab_id: str, context: str) -> None:
    [space] = [s for s in prove(labs.get(lab_id)).spaces if (s.act, s.context) == ("act2", context)]
    tally = survey(opened(lab_id, "act2", context))["tally"]
    assert tally["worst"] == space.worst
    assert tally["raised"] == space.raised
    assert (tally["designs"], tally["tried"], tally["outside"], tally["seed"]) == (
        space.designs,
        space.tried,
        space.outside,
        space.seed,
    )


def test_each_design_is_decided_by_one_state() -> None:
    tally = survey(opened("v1_12", "act2"))["tally"]
    assert sum(tally["binding"].values()) == tally["tried"]
    assert (
        tally["binding"]["batch_mismatch"] + tally["binding"]["rank_wrong"]
        == (tally["worst"]["danger"])
    )


def test_a_sample_lies_within_three_standard_errors_of_the_count_of_all() -> None:
    """V2-17 has 1.18 billion designs; what is promised of them was counted on every one."""
    request = opened("v2_17", "act2")
    tally = survey(request)["tally"]
    act = labs.get("v2_17").act("act2")
    assert (tally["tried"], tally["seed"]) == (1_000_000, 20_240_229)
    promises = [p for p in act.grid_counts if p.context == "fleet" and p.count is not None]
    assert len(promises) > 5
    for promise in promises:
        assert promise.count is not None
        share = promise.count / tally["designs"]
        error = math.sqrt(share * (1 - share) / tally["tried"])
        found = tally["raised"][promise.flag] / tally["tried"]
        assert abs(found - share) <= 3 * max(error, 1e-6), promise.flag


def test_no_all_green_design_is_nearer_than_the_one_named() -> None:
    request = opened("v1_12", "act2", bench_type="micro", mem_divergence=90)
    here = asked(request)

    def steps(design: SimpleNamespace) -> int:
        total = 0
        for control in here.axes:
            mine, other = getattr(here.design, control.id), getattr(design, control.id)
            values = control.values()
            away = abs(values.index(mine) - values.index(other))
            total += away if is_ordered(control) else int(mine != other)
        return total

    green = [design for design, outcome in every_design(request) if outcome.valid_benchmark]
    nearest = survey(request)["nearest"]
    assert nearest["steps"] == min(map(steps, green))
    assert nearest["steps"] == sum(move["steps"] or 1 for move in nearest["moves"])
    changed = {f"act2.{name}": value for name, value in nearest["settings"].items()}
    assert labs.get("v1_12").evaluate("cloud", **changed).flags == ("act2.valid_benchmark",)


def test_a_reader_whose_design_is_green_has_nothing_to_move() -> None:
    request = opened("v1_12", "act2")
    green = survey(request)["nearest"]["settings"]
    nearest = survey(opened("v1_12", "act2", **green))["nearest"]
    assert (nearest["steps"], nearest["moves"]) == (0, [])


def test_the_front_holds_exactly_the_designs_that_none_beats() -> None:
    request = opened("v1_09", "act2")
    more, less = {"id": "accuracy_pct", "better": "more"}, {"id": "spend_k_usd", "better": "less"}
    findings = survey(request, {"across": more, "up": less})
    points = [
        (round(outcome.accuracy_pct, 7), round(outcome.spend_k_usd, 8))
        for _, outcome in every_design(request)
        if outcome.spend_k_usd is not None and math.isfinite(outcome.spend_k_usd)
    ]
    standing = {
        (x, y)
        for x, y in points
        if not any((a >= x and b <= y) and (a, b) != (x, y) for a, b in points)
    }
    line = findings["front"]["figure"]["data"][0]
    assert line["x"] == pytest.approx([x for x, _ in sorted(standing)], rel=1e-8)
    assert line["y"] == pytest.approx([y for _, y in sorted(standing)], rel=1e-8)
    assert findings["front"]["count"] == len(standing)


def test_a_lab_may_say_which_two_results_are_its_tradeoff() -> None:
    prospect = ask("explore.survey.prospect", opened("v1_09", "act2"))
    assert prospect["front"] == ["accuracy_pct", "spend_k_usd"]
    wanted = {result["id"]: result["better"] for result in prospect["results"]}
    assert (wanted["accuracy_pct"], wanted["spend_k_usd"]) == ("more", "less")
    assert survey(opened("v1_09", "act2"))["front"]["count"] > 5


def test_the_map_says_of_each_cell_what_the_lab_says() -> None:
    request = opened("v1_12", "act2", bench_type="replay")
    drawn = ask("explore.survey.map", request | {"across": "prod_batch", "up": "bench_batch"})
    lab = labs.get("v1_12")
    for trace in drawn["figure"]["data"]:
        if trace["meta"]["kind"] != "cells":
            continue
        flag = trace["name"].partition(" (")[0].replace(" ", "_")
        for row, base, length in zip(trace["y"], trace["base"], trace["x"], strict=True):
            bench = int(row.split()[0])
            for column in range(round(base + 0.5), round(base + 0.5 + length)):
                changed = {"bench_type": "replay", "bench_batch": bench, "prod_batch": 2**column}
                outcome = lab.at("act2", "cloud", **changed)
                assert getattr(outcome, flag), (row, column)


def test_a_map_of_one_control_against_itself_is_refused() -> None:
    request = opened("v1_12", "act2") | {"across": "soak", "up": "soak"}
    with pytest.raises(LabError, match="two different controls"):
        ask("explore.survey.map", request)


@pytest.mark.parametrize("method", ["prospect", "begin", "map"])
def test_nothing_is_surveyed_before_the_prediction_is_locked_in(method: str) -> None:
    request: dict[str, Any] = {"lab": "v1_12", "act": "act2", "place": None}
    with pytest.raises(LabError, match="before its prediction is locked in"):
        ask(f"explore.survey.{method}", request)


@pytest.mark.parametrize("lab_id", labs.ids())
def test_plotly_takes_what_a_survey_draws(lab_id: str) -> None:
    graph_objects = pytest.importorskip("plotly.graph_objects")
    request = opened(lab_id, "act2")
    prospect = ask("explore.survey.prospect", request)
    across, up = prospect["map"]
    figures = [ask("explore.survey.map", request | {"across": across, "up": up})["figure"]]
    if prospect["count"] <= 1_000_000:
        findings = survey(request)
        figures += [findings["shares"]["figure"], findings["front"]["figure"]]
    for figure in figures:
        graph_objects.Figure(figure)
