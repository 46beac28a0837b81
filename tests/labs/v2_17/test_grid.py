"""The design space of V2-17, counted again: some model sizes always, all of them when asked to.

`make slow` counts every design, over a billion in each context; the counts that the page prints are
those of `counted.py`.
"""

from types import SimpleNamespace

import numpy as np
import pytest

from mlsys_core.labs.v2_17.counted import (
    APPROVED_IN_BOTH,
    COUNTED,
    DESIGNS,
    FIT_THE_GPUS,
    PASS_BOTH_GATES,
)
from mlsys_core.labs.v2_17.design import FLEET, RENEWABLE, REQUIREMENTS, plan
from mlsys_core.labs.v2_17.search import CONTROLS

FLEETS = {"fleet": FLEET, "renewable": RENEWABLE}
SIZE, *REST = CONTROLS
SHAPE = tuple(len(control.values()) for control in REST)


def axes() -> dict[str, np.ndarray]:
    """Return each control's settings along an axis of its own: NumPy multiplies them out."""
    found = {}
    for place, control in enumerate(REST):
        shape = [1] * len(REST)
        shape[place] = -1
        found[control.id] = np.array(control.values()).reshape(shape)
    return found


AXES = axes()


class Counts:
    """What the designs with models of one size come to in one context."""

    def __init__(self, context: str, size: int) -> None:
        judged = plan(FLEETS[context], SimpleNamespace(model_size_b=size, **AXES))
        passes = {n: np.broadcast_to(np.asarray(p), SHAPE) for n, p in judged.passes.items()}
        six = np.zeros(SHAPE, dtype=np.int8)
        for name in REQUIREMENTS:
            six += passes[name]
        gates = passes["gpu_budget"] & passes["memory"]
        nearly = (six == 5) & gates
        self.met = [int(np.count_nonzero(six == n)) for n in range(7)]
        self.approved = (six == 6) & gates
        self.six_without_gates = self.met[6] - int(np.count_nonzero(self.approved))
        self.fit = int(np.count_nonzero(passes["gpu_budget"]))
        self.gates = int(np.count_nonzero(gates))
        self.passing = {n: int(np.count_nonzero(passes[n])) for n in REQUIREMENTS}
        self.alone = {n: int(np.count_nonzero(nearly & ~passes[n])) for n in REQUIREMENTS}
        places = np.nonzero(self.approved)
        used = np.broadcast_to(judged.gpus, SHAPE)[places]
        self.gpus = [float(used.min()), float(used.max())] if len(used) else []
        self.found = {
            control.id: [control.values()[i] for i in np.unique(place)]
            for control, place in zip(REST, places, strict=True)
        }
        at = [control.id for control in REST].index("parallelism_strategy")
        self.by_strategy = np.bincount(places[at], minlength=3).tolist()


def test_the_space_is_what_the_controls_can_make() -> None:
    assert np.prod([len(control.values()) for control in CONTROLS]) == DESIGNS


@pytest.mark.parametrize("context", COUNTED)
def test_the_sizes_add_up_to_the_whole(context):
    counted = COUNTED[context]
    assert sum(counted.approved_by_size.values()) == counted.approved
    assert sum(counted.approved_by_strategy.values()) == counted.approved
    assert sum(counted.met) == DESIGNS
    assert counted.met[6] == counted.approved + counted.six_without_gates
    sizes = counted.approved_range["model_size_b"]
    assert (min(counted.approved_by_size), max(counted.approved_by_size)) == sizes


@pytest.mark.parametrize(
    ("context", "size"),
    [("fleet", 8), ("fleet", 9), ("fleet", 14), ("fleet", 25), ("renewable", 22),
     ("renewable", 43)],
)  # fmt: skip
def test_the_designs_of_a_size_are_approved_as_often_as_counted(context, size):
    counts = Counts(context, size)
    wanted = COUNTED[context].approved_by_size.get(size, 0)
    assert np.count_nonzero(counts.approved) == wanted


@pytest.mark.parametrize(
    ("context", "shares"),
    [
        ("fleet", (67.6, 21.6, 46.2, 57.1, 33.8, 35.2)),
        ("renewable", (67.6, 16.0, 46.2, 57.1, 100.0, 35.2)),
    ],
)
def test_the_shares_that_pass_are_those_of_the_specification(context, shares):
    passing = COUNTED[context].passing
    found = [100 * passing[name] / DESIGNS for name in REQUIREMENTS]
    assert found == pytest.approx(shares, abs=0.05)


@pytest.mark.parametrize(
    ("context", "shares"),
    [("fleet", (0, 9.4, 40.1, 32.9, 14.9, 2.7, 0.036)),
     ("renewable", (0, 0.01, 15.6, 51.4, 28.4, 4.5, 0.126))],
)  # fmt: skip
def test_most_designs_meet_two_or_three_of_six(context, shares):
    found = [100 * count / DESIGNS for count in COUNTED[context].met]
    assert found == pytest.approx(shares, abs=0.05)


@pytest.mark.parametrize("context", COUNTED)
def test_the_best_of_each_requirement_lies_outside_what_is_approved(context):
    """Accuracy, robustness and privacy need an ε, P99 and carbon a size, uptime a split."""
    counted = COUNTED[context]
    lowest, highest = counted.approved_range["dp_epsilon"]
    assert 0.1 < lowest < highest < 10
    assert counted.approved_range["model_size_b"][0] > 1
    assert counted.approved_by_strategy["dp"] == 0


@pytest.mark.slow
def test_every_design_counted_anew_gives_the_counts_that_the_page_prints():
    whole = {context: [] for context in COUNTED}
    both = 0
    for size in SIZE.values():
        here = {context: Counts(context, size) for context in COUNTED}
        both += int(np.count_nonzero(here["fleet"].approved & here["renewable"].approved))
        for context, counts in here.items():
            counts.approved = int(np.count_nonzero(counts.approved))
            whole[context].append(counts)
    assert both == APPROVED_IN_BOTH
    for context, sizes in whole.items():
        compare(context, sizes)


def compare(context: str, sizes: list[Counts]) -> None:
    """Hold one context's counts against what is stated of it."""
    stated = COUNTED[context]
    by_size = {size: c.approved for size, c in zip(SIZE.values(), sizes, strict=True)}
    assert {size: n for size, n in by_size.items() if n} == stated.approved_by_size
    assert tuple(sum(column) for column in zip(*(c.met for c in sizes), strict=True)) == stated.met
    assert sum(c.six_without_gates for c in sizes) == stated.six_without_gates
    assert sum(c.fit for c in sizes) == FIT_THE_GPUS
    assert sum(c.gates for c in sizes) == PASS_BOTH_GATES
    for name in REQUIREMENTS:
        assert sum(c.passing[name] for c in sizes) == stated.passing[name]
        assert sum(c.alone[name] for c in sizes) == stated.failing_alone[name]
    for (first, last), count in stated.carbon_by_size.items():
        assert sum(c.passing["carbon"] for c in sizes[first - 1 : last]) == count
    gpus = [value for c in sizes for value in c.gpus]
    assert (min(gpus), max(gpus)) == pytest.approx(stated.approved_gpus)
    strategies = [sum(column) for column in zip(*(c.by_strategy for c in sizes), strict=True)]
    assert dict(zip(("dp", "tp_dp", "3d"), strategies, strict=True)) == stated.approved_by_strategy
    for name, extent in stated.approved_range.items():
        if name != "model_size_b":
            found = [value for c in sizes for value in c.found[name]]
            assert (min(found), max(found)) == extent
