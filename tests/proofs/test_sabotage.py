"""Whoever breaks a lab by one slip is told what was stated, what is computed, and where."""

from dataclasses import replace

import pytest

from mlsys_core.controls import Value
from mlsys_core.labs import get
from tests.proofs.sabotage import caught, sabotaged

pytestmark = pytest.mark.thorough

V1_12 = "labs.v1_12"

SLIPS = {
    "a ruled answer key is flipped": (
        'ruled=("b", "only a systematic',
        'ruled=("c", "only a systematic',
        "answer: act2.prediction: stated b, computed c (ruled: only a systematic",
    ),
    "a computed answer key is flipped": (
        "hours < serial_h - 1e-9",
        "hours >= serial_h - 1e-9",
        "answer: act1.reflection: stated a key, computed BrokenLab: exactly one option should hold",
    ),
    "the formula behind the right option is another law": (
        "Option(key=\"c\", predicted=16.33,",
        "Option(key=\"c\", predicted=15.66,",
        "option: act1.prediction.c: stated 15.66 h, computed 16.3281",
    ),
    "a mistaken figure does not follow from its mistake": (
        "predicted=1.8332",
        "predicted=1.85",
        "option: act1.prediction.b: stated 1.85 h, computed 1.83318",
    ),
    "a wrong option has no misconception": (
        'Option(key="a", misconception="a steady reversal taken for timing noise")',
        'Option(key="a")',
        "answer: act2.prediction: stated one option without a misconception, the right one,"
        " computed a, b",
    ),
    "a constant is off by 1 %": (
        "BASELINE_H = 100.0",
        "BASELINE_H = 101.0",
        "claim: ordered_runtime_h: stated 1.56 h, computed 1.578125 h",
    ),
    "an assumed factor is off by 1 %": (
        '"micro": 0.30',
        '"micro": 0.303',
        "given: micro_factor: stated 0.30, computed 0.303",
    ),
    "a factor that nobody prints is off by 1 %": (
        "BATCH_DECADES, BATCH_LIMIT = 0.6, 2.0, 10.0",
        "BATCH_DECADES, BATCH_LIMIT = 0.6, 2.02, 10.0",
        "count: act2 cloud: low_fidelity where bench_type replay: stated 756, computed 726",
    ),
    "a factor of two is dropped": (
        "(VENDOR_A - VENDOR_B_SYNTHETIC) / 2",
        "(VENDOR_A - VENDOR_B_SYNTHETIC)",
        "claim: noise_limit: stated 6.5 points, computed 13.00000 points",
    ),
    "a control is disconnected": (
        "where(c.soak, 1.0, site.cold_factor)",
        "where(False, 1.0, site.cold_factor)",
        "control: act2.soak: stated changes a result, computed nothing moves, whatever the others"
        " are set to",
    ),
    "a context is disconnected": (
        "EDGE = Site(key=\"edge\", serial_pct=25,",
        "EDGE = Site(key=\"edge\", serial_pct=15,",
        "claim: edge_knee: stated 27 processors, computed 51.0000 processors",
    ),
    "a state can't be reached": (
        "VALID_FIDELITY = 0.70",
        "VALID_FIDELITY = 1.70",
        "reachable: act2.valid_benchmark: stated raised by some design, computed cloud 0.00 %,"
        " edge 0.00 %",
    ),
    "a challenge can't be solved": (
        "VALID_FIDELITY = 0.70",
        "VALID_FIDELITY = 1.70",
        "solvable: act2 cloud: stated an all-green design, computed 0 %",
    ),
    "a failure can't be left": (
        '"batch_mismatch": too_far,',
        '"batch_mismatch": ratio > 0,',
        "recoverable: act2.batch_mismatch: stated a design without it in the same context,"
        " computed raised by every design in act2 cloud, act2 edge",
    ),
    "a control starts between its settings": (
        'key="edge", serial_pct=25, bench_batch=16,',
        'key="edge", serial_pct=25, bench_batch=18,',
        "start: act2.bench_batch: stated starts at one of its settings, computed 18 in edge",
    ),
    "a marker is off its curve": (
        'marker("Your design, ideal", c.num_proc, v.theoretical_speedup,',
        'marker("Your design, ideal", c.num_proc, v.actual_speedup,',
        "marker: act1.speedup_curve: stated every marker on its curve, computed marker 'Your"
        " design, ideal' at (64, 6.07048922): 'Ideal processors' has 6.12440191 there",
    ),
    "a marker is off its curve between two samples": (
        '"Your benchmark", v.fidelity, v.predicted_b_score, on=',
        '"Your benchmark", v.fidelity, v.predicted_b_score * 1.001, on=',
        "marker: act2.rank_vs_fidelity: stated every marker on its curve, computed marker 'Your"
        " benchmark' at (0.211903571, 78.4354642): 'Vendor B' runs between"
        " 78.3571071 and 78.3571071 there",
    ),
    "a marker leaves the drawn part of its curve": (
        "counts = log_steps(*PROCESSOR_RANGE)",
        "counts = log_steps(1.0, 32.0)",
        "marker: act1.speedup_curve: stated every marker on its curve, computed marker 'Your"
        " design, ideal' at (64, 6.12440191): 'Ideal processors' is drawn from 1 to 32 only",
    ),
    "a promised direction is wrong": (
        'Monotone(value="actual_speedup", control="efficiency", direction="up")',
        'Monotone(value="actual_speedup", control="efficiency", direction="down")',
        "monotone: act1.actual_speedup down with efficiency, cloud: stated never turns back",
    ),
    "a value does not say how it came about": (
        'Metric(id="rank_agreement", how="+1 if B\'s score beats A\'s, else −1")',
        'Metric(id="rank_agreement")',
        "how: act2.rank_agreement: stated every value says how it came about, computed ''",
    ),
    "a value says it in a figure that is not there": (
        'how="1 / {serial_pct:g} %"',
        'how="1 / {serial:g} %"',
        "view: act1: stated can be shown and sent as JSON, computed KeyError: 'serial'",
    ),
    "one design and an array of designs part": (
        "amdahl.ceiling(serial),",
        "amdahl.ceiling(serial) * (1 + 0.01 * hasattr(serial, 'dtype')),",
        "twins: act1: stated one design alone and in an array give the same, computed"
        " speedup_ceiling is",
    ),
    "an act can't be searched": (
        "maximum(c.bench_batch, c.prod_batch) / ",
        "max(c.bench_batch, c.prod_batch) / ",
        None,
    ),
    "the ledger would get no JSON": (
        '"rank_correct": lambda run: run.act2.rank_prediction == "correct"',
        '"rank_correct": lambda run: {run.act2.rank_prediction}',
        "record: v1_12: stated can be kept as JSON, computed TypeError: Object of type set",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "message"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_caught(before: str, after: str, message: str | None) -> None:
    found = caught(sabotaged(V1_12, before, after))
    if message is None:  # small enough to be searched one design at a time
        assert found == []
    else:
        assert any(line.startswith(f"v1_12 {message}") for line in found), "\n".join(found)


def test_a_challenge_that_starts_solved_is_caught() -> None:
    first, second = get("v1_12").acts
    solved: dict[str, Value] = {"bench_type": "replay", "bench_batch": 4, "mem_divergence": 0}
    controls = tuple(replace(control, default=solved.get(control.id, control.default))
                     for control in second.controls)  # fmt: skip
    easy = replace(get("v1_12"), acts=(first, replace(second, controls=controls)))
    assert "v1_12 challenge: act2 cloud: stated the default is not all green, computed" in "".join(
        line.removesuffix(" valid_benchmark") for line in caught(easy)
    )


def test_without_a_slip_nothing_is_caught() -> None:
    assert caught(sabotaged(V1_12, "BASELINE_H = 100.0", "BASELINE_H = 100.00")) == []


ELSEWHERE = {
    "a factor of two is dropped from a law": (
        ("physics.amdahl", "v1_12"),
        "return 1.0 / (serial_share + (1.0 - serial_share)",
        "return 0.5 / (serial_share + (1.0 - serial_share)",
        "claim: many_speedup: stated 6.63 x, computed 3.314989 x",
    ),
    "gigabytes are taken for gibibytes": (
        ("labs.v1_04.gravity", "v1_04"),
        "dataset_bytes = c.dataset_gb * 1e9",
        "dataset_bytes = c.dataset_gb * 2**30",
        "claim: petabyte_usd: stated 20000 $, computed 21474.8365 $",
    ),
    "bits are taken for bytes": (
        ("hardware.storage", "v1_04"),
        "Constant(12.5e9,",
        "Constant(100e9,",
        "claim: copy_min: stated 67 min, computed 8.3333 min",
    ),
    "a published constant is off by 1 %": (
        ("hardware.accelerators", "v1_09"),
        "989e12",
        "998.89e12",
        "claim: job_utilisation: stated 0.197, computed 0.195",
    ),
}


@pytest.mark.parametrize(("where", "before", "after", "message"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_slip_below_the_lab_is_caught(
    where: tuple[str, str], before: str, after: str, message: str
) -> None:
    module, lab_id = where
    found = caught(sabotaged(module, before, after, lab=lab_id))
    assert any(line.startswith(f"{lab_id} {message}") for line in found), "\n".join(found)
