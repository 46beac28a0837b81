"""The figures of V1-12, as its specification lists them."""

from itertools import product
from types import SimpleNamespace

import numpy as np
import pytest

from mlsys_core.labs import get
from mlsys_core.labs.v1_12.benchmark import fidelity
from mlsys_core.labs.v1_12.ceiling import share_after_faster_parallel_part
from mlsys_core.labs.v1_12.sites import CLOUD
from mlsys_core.physics import amdahl

LAB = get("v1_12")
CLOSE = 1e-3


def act1(serial_pct: float, processors: int, efficiency: int) -> dict[str, float]:
    settings = {
        "act1.serial_pct": serial_pct,
        "act1.num_proc": processors,
        "act1.efficiency": efficiency,
    }
    return LAB.evaluate(**settings).values


def act2(context: str, bench_type: str, bench: int, prod: int, divergence: int, soak: bool):
    settings = {
        "act2.bench_type": bench_type,
        "act2.bench_batch": bench,
        "act2.prod_batch": prod,
        "act2.mem_divergence": divergence,
        "act2.soak": soak,
    }
    return LAB.evaluate(context, **settings)


def test_sixty_four_gpus_stop_at_six_times():
    values = act1(15, 64, 100)
    assert values["act1.theoretical_speedup"] == pytest.approx(6.1244, rel=CLOSE)
    assert values["act1.runtime_h"] == pytest.approx(16.328, rel=CLOSE)
    assert values["act1.speedup_ceiling"] == pytest.approx(6.6667, rel=CLOSE)
    assert values["act1.scaling_efficiency_pct"] == pytest.approx(9.569, rel=CLOSE)
    assert values["act1.ceiling_share_pct"] == pytest.approx(91.87, rel=CLOSE)
    assert values["act1.gpu_hours"] == pytest.approx(1045, rel=CLOSE)


def test_real_processors_are_worth_a_little_less():
    values = act1(15, 64, 90)
    assert values["act1.effective_processors"] == pytest.approx(57.7)
    assert values["act1.actual_speedup"] == pytest.approx(6.0705, rel=CLOSE)
    assert values["act1.actual_runtime_h"] == pytest.approx(16.473, rel=CLOSE)


@pytest.mark.parametrize("efficiency", [70, 90])
def test_one_processor_is_never_slower_than_itself(efficiency):
    assert act1(15, 1, efficiency)["act1.actual_speedup"] == 1.0


def test_the_edge_starts_with_a_quarter_serial():
    values = LAB.evaluate("edge").values
    assert values["act1.theoretical_speedup"] == pytest.approx(3.8209, rel=CLOSE)
    assert values["act1.runtime_h"] == pytest.approx(26.172, rel=CLOSE)
    assert values["act1.speedup_ceiling"] == pytest.approx(4.0)


def test_less_serial_work_lifts_the_ceiling_and_none_removes_it():
    fixed, none = act1(2, 64, 100), act1(0, 64, 90)
    assert fixed["act1.theoretical_speedup"] == pytest.approx(28.3186, rel=CLOSE)
    assert fixed["act1.runtime_h"] == pytest.approx(3.531, rel=CLOSE)
    assert fixed["act1.speedup_ceiling"] == pytest.approx(50.0)
    assert none["act1.theoretical_speedup"] == pytest.approx(64.0)
    assert none["act1.actual_speedup"] == pytest.approx(57.7)
    assert none["act1.speedup_ceiling"] is None
    assert none["act1.knee_processors"] is None
    assert none["act1.ceiling_share_pct"] == 0


def test_the_ceiling_is_printed_as_infinite_where_there_is_none():
    assert LAB.metric("act1.speedup_ceiling").text(None) == "∞"


def test_the_figures_of_the_mathematics():
    assert amdahl.gustafson(0.15, 64) == pytest.approx(54.55)
    assert amdahl.serial_for(57.6, 64) == pytest.approx(0.0017637, rel=CLOSE)
    assert amdahl.share_from_gain(1.3, 3) == pytest.approx(0.34615, rel=CLOSE)
    assert amdahl.processors_to_reach(0.15, 0.9) == 51
    assert amdahl.processors_to_reach(0.25, 0.9) == 27
    assert pytest.approx(6.3840, rel=CLOSE) == 1 / (0.15 + 0.425 / 64)
    assert share_after_faster_parallel_part(0.15, 2) == pytest.approx(0.26087, rel=CLOSE)


def test_the_committees_benchmark_ranks_the_wrong_vendor_first():
    result = LAB.evaluate()
    assert result.values["act2.batch_ratio"] == 16
    assert result.values["act2.batch_factor"] == pytest.approx(0.6388, rel=CLOSE)
    assert result.values["act2.memory_factor"] == pytest.approx(0.76)
    assert result.values["act2.fidelity"] == pytest.approx(0.2119, rel=CLOSE)
    assert result.values["act2.predicted_b_score"] == pytest.approx(78.357, rel=CLOSE)
    assert result.values["act2.rank_prediction"] == "wrong"
    assert result.flags == ("act2.batch_mismatch",)


def test_a_matched_suite_is_valid_without_replay():
    result = act2("cloud", "mlperf", 4, 4, 20, True)
    assert result.values["act2.fidelity"] == pytest.approx(0.736)
    assert result.values["act2.predicted_b_score"] == pytest.approx(94.08)
    assert result.flags == ("act2.valid_benchmark",)
    best = act2("cloud", "mlperf", 4, 4, 0, True).values
    assert best["act2.fidelity"] == pytest.approx(0.8)
    assert best["act2.predicted_b_score"] == pytest.approx(96.0)
    assert best["act2.predicted_advantage_pct"] == pytest.approx(12.94, rel=CLOSE)


def test_eight_times_the_batch_is_close_enough_and_still_misleads():
    result = act2("cloud", "mlperf", 32, 4, 60, False)
    assert result.values["act2.fidelity"] == pytest.approx(0.4300, rel=CLOSE)
    assert result.values["act2.predicted_b_score"] == pytest.approx(84.899, rel=1e-5)
    assert result.flags == ("act2.rank_wrong",)


def test_replay_of_production_shows_everything_unless_its_batch_drifts():
    whole = act2("cloud", "replay", 4, 4, 0, True)
    assert whole.values["act2.fidelity"] == 1.0
    assert whole.values["act2.predicted_b_score"] == 102
    assert whole.values["act2.predicted_advantage_pct"] == pytest.approx(20.0)
    drifted = act2("cloud", "replay", 64, 4, 60, False)
    assert drifted.values["act2.fidelity"] == pytest.approx(0.4709, rel=CLOSE)
    assert drifted.values["act2.predicted_b_score"] == pytest.approx(86.127, rel=CLOSE)
    assert drifted.values["act2.rank_prediction"] == "correct"
    assert drifted.flags == ("act2.batch_mismatch",)


@pytest.mark.parametrize(
    ("ratio", "factor", "too_far"),
    [(1, 1.0, False), (10, 0.70, False), (11, None, True), (32, 0.5485, True), (100, 0.40, True),
     (512, 0.40, True)],
)  # fmt: skip
def test_the_batch_factor_falls_over_two_decades(ratio, factor, too_far):
    settings = SimpleNamespace(
        bench_type="matmul", bench_batch=ratio, prod_batch=1, mem_divergence=60, soak=False
    )
    outcome = fidelity(CLOUD, settings)
    if factor is not None:
        assert outcome.values["batch_factor"] == pytest.approx(factor, rel=CLOSE)
    assert outcome.flags["batch_mismatch"] is too_far


GRID = {
    ("cloud", "replay"): (506, 756, 14, 924),
    ("cloud", "mlperf"): (106, 946, 224, 924),
    ("cloud", "matmul"): (0, 20, 1256, 924),
    ("cloud", "micro"): (0, 0, 1276, 924),
    ("edge", "replay"): (324, 864, 88, 924),
    ("edge", "mlperf"): (58, 816, 402, 924),
    ("edge", "matmul"): (0, 10, 1266, 924),
    ("edge", "micro"): (0, 0, 1276, 924),
}


@pytest.mark.parametrize(("context", "bench_type"), GRID)
def test_the_whole_grid_falls_into_the_states_as_counted(context, bench_type):
    batches = [2**i for i in range(10)]
    points = list(product(batches, batches, range(0, 101, 10), (False, True)))
    bench, prod, divergence, soak = (np.array(column) for column in zip(*points, strict=True))
    settings = SimpleNamespace(
        bench_type=bench_type,
        bench_batch=bench,
        prod_batch=prod,
        mem_divergence=divergence,
        soak=soak.astype(bool),
    )
    flags = fidelity(LAB.context(context), settings).flags
    names = ("valid_benchmark", "low_fidelity", "rank_wrong", "batch_mismatch")
    assert tuple(int(np.sum(flags[name])) for name in names) == GRID[context, bench_type]
    assert np.all(np.sum([flags[name] for name in names], axis=0) == 1)


@pytest.mark.parametrize("question", ["act1.prediction", "act1.reflection"])
def test_the_right_answer_is_the_one_the_law_picks(question):
    assert LAB.question(question).right_key(LAB) == "c"


@pytest.mark.parametrize(
    ("controls", "message"),
    [
        (
            {"act1.serial_pct": 60},
            "act1.serial_pct = 60 is not allowed; act1.serial_pct takes 0 to 50 in steps of 1",
        ),
        (
            {"act1.num_proc": 3},
            "act1.num_proc = 3 is not allowed; act1.num_proc takes one of"
            " 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024",
        ),
        (
            {"act2.soak": "maybe"},
            "act2.soak = 'maybe' is not allowed; act2.soak takes true or false",
        ),
        (
            {"act1.serial": 10},
            "v1_12 has no control 'act1.serial'; did you mean 'act1.serial_pct'?",
        ),
    ],
)
def test_a_value_that_is_not_allowed_is_named_with_what_is(controls, message):
    with pytest.raises(ValueError) as error:  # noqa: PT011 - the message is compared whole
        LAB.evaluate(**controls)
    assert str(error.value) == message


def test_an_unknown_context_is_named_with_what_exists():
    with pytest.raises(ValueError, match="v1_12 has no context 'moon'; it has cloud, edge"):
        LAB.evaluate("moon")
