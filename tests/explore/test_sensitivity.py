"""The tornado says what the lab itself says when a control is moved one step."""

from typing import Any

import pytest

from mlsys_core import labs
from mlsys_core.errors import LabError
from tests.explore.opened import ask, opened

ACTS = [(lab_id, act.id) for lab_id in labs.ids() for act in labs.get(lab_id).acts]


def test_nothing_is_said_before_the_prediction_is_locked_in() -> None:
    request = {"lab": "v1_12", "act": "act2", "place": None}
    with pytest.raises(LabError, match="before its prediction is locked in"):
        ask("explore.sensitivity", request)


def test_another_act_being_open_opens_nothing_here() -> None:
    request = opened("v1_12", "act1") | {"act": "act2"}
    with pytest.raises(LabError, match="v1_12 act2"):
        ask("explore.sensitivity", request)


def test_the_bars_are_the_differences_that_moving_the_control_makes() -> None:
    lab = labs.get("v1_12")
    request = opened("v1_12", "act1", serial_pct=20, num_proc=128)
    answer = ask("explore.sensitivity", request | {"metric": "actual_speedup"})

    def at(**changed: Any) -> float:
        settings = {"serial_pct": 20, "num_proc": 128} | changed
        return float(lab.at("act1", "cloud", **settings).actual_speedup)

    down, up = answer["figure"]["data"]
    bars = {name: (d, u) for name, d, u in zip(down["y"], down["x"], up["x"], strict=True)}
    assert bars["serial pct"] == pytest.approx((at(serial_pct=19) - at(), at(serial_pct=21) - at()))
    assert bars["num proc"] == pytest.approx((at(num_proc=64) - at(), at(num_proc=256) - at()))
    assert bars["efficiency"] == pytest.approx((at(efficiency=85) - at(), at(efficiency=95) - at()))


def test_the_longest_bar_is_on_top() -> None:
    answer = ask("explore.sensitivity", opened("v1_12", "act2") | {"metric": "fidelity"})
    down, up = answer["figure"]["data"]
    reach = [max(abs(d or 0), abs(u or 0)) for d, u in zip(down["x"], up["x"], strict=True)]
    assert reach == sorted(reach, reverse=True)
    assert reach[0] > 0


def test_at_the_end_of_a_slider_there_is_one_bar() -> None:
    request = opened("v1_12", "act1", serial_pct=50)
    down, up = ask("explore.sensitivity", request)["figure"]["data"]
    row = up["y"].index("serial pct")
    assert (down["x"][row] is None, up["x"][row] is None) == (False, True)


def test_a_step_that_turns_a_state_says_so() -> None:
    request = opened("v1_12", "act2", bench_batch=64, prod_batch=4)
    rows = ask("explore.sensitivity", request)["effects"]["rows"]
    turned = {row[0]: row[-1] for row in rows}
    assert turned["Your design"] == "batch mismatch"
    assert (
        turned["bench batch: 32\N{NO-BREAK SPACE}samples"]
        == "leaves batch mismatch, enters rank wrong"
    )


@pytest.mark.parametrize(("lab_id", "act_id"), ACTS)
def test_every_act_can_be_asked_and_plotly_takes_the_tornado(lab_id: str, act_id: str) -> None:
    graph_objects = pytest.importorskip("plotly.graph_objects")
    answer = ask("explore.sensitivity", opened(lab_id, act_id))
    if "figure" in answer:
        graph_objects.Figure(answer["figure"])
        assert len(answer["table"]["rows"]) >= 1
    widths = {len(row) for row in answer["effects"]["rows"]}
    assert widths == {len(answer["effects"]["columns"])}
