"""What a law makes of a figure of lab V2-17, wherever no calibration has a part in it."""

import pytest

from tests.physics.capstone import BASE_T, Design

DEFAULT = Design()
F1 = Design(
    billions=14, weight=0.45, parallel="3d", rho=0.65, zones=3, interval_min=60, deferred=0.5
)
F2 = Design(billions=12, weight=0.40, rho=0.45, zones=4, interval_min=60, deferred=0.5)
R1 = Design(billions=22, weight=0.50, parallel="3d", rho=0.40, zones=3, interval_min=60)


@pytest.mark.parametrize(
    ("billions", "parallel", "milliseconds"),
    [
        (30, "tp_dp", 76.400),
        (14, "3d", 25.082),
        (12, "tp_dp", 34.251),
        (7, "dp", 58.098),
        (70, "3d", 94.945),
        (1, "dp", 8.29978),
    ],
)
def test_one_image_takes_this_long(billions: float, parallel: str, milliseconds: float) -> None:
    """Check 2."""
    service_s = Design(billions=billions, parallel=parallel).service_s
    assert 1000 * service_s == pytest.approx(milliseconds, rel=2e-5)


def test_the_inherited_plan_spends_its_time_on_decoding() -> None:
    """Check 2: 17.472 + 44.776 + 14.152."""
    parts_ms = [1000 * part for part in DEFAULT.service_parts_s()]
    assert parts_ms == pytest.approx([17.472, 44.776, 14.152, 0.0], rel=5e-5)


def test_the_inherited_plan() -> None:
    """Check 4 and the text on the defaults."""
    assert DEFAULT.gpus_serving == 4248
    assert DEFAULT.training_gpu_h == pytest.approx(22568.3, rel=1e-5)
    assert DEFAULT.training_gpu_h / 24 == pytest.approx(940.3, rel=1e-4)
    assert DEFAULT.goodput == pytest.approx(0.72651, rel=1e-5)
    assert DEFAULT.best_interval_min == pytest.approx(92.5, rel=1e-3)
    assert DEFAULT.gpus_training == pytest.approx(1294.3, rel=1e-4)
    assert DEFAULT.serving_kwh == pytest.approx(48_209, rel=1e-5)
    assert DEFAULT.training_kwh == pytest.approx(39_606, rel=1e-4)
    assert DEFAULT.co2_t("fleet") == pytest.approx(BASE_T, rel=1e-6)
    assert DEFAULT.cut("renewable") == pytest.approx(0.896, rel=1e-3)
    assert 1000 * DEFAULT.p99_s("fleet") == pytest.approx(395.28, rel=1e-4)


def test_the_margins_of_the_inherited_plan() -> None:
    """Check 11, in percent of each budget."""
    assert (0.2 - DEFAULT.p99_s("fleet")) / 0.2 == pytest.approx(-0.9764, rel=1e-4)
    assert (0.10 - (1 - DEFAULT.goodput)) / 0.10 == pytest.approx(-1.7349, rel=1e-4)
    gpus = DEFAULT.gpus_serving + DEFAULT.gpus_training
    assert (10_000 - gpus) / 10_000 == pytest.approx(0.4458, rel=1e-3)
    free_gb = 64 - 2 * DEFAULT.billions / DEFAULT.tensor
    assert free_gb / 64 == pytest.approx(0.7656, rel=1e-3)


def test_the_design_that_is_green_in_both_contexts() -> None:
    """Checks 5 and 11."""
    assert F1.gpus_serving == 1632
    assert F1.gpus_training == pytest.approx(1214.4, rel=1e-4)
    assert F1.serving_kwh == pytest.approx(20_544, rel=1e-4)
    assert F1.training_kwh == pytest.approx(18_580, rel=1e-4)
    assert F1.co2_t("fleet") == pytest.approx(15.7093, rel=1e-5)
    assert F1.cut("fleet") == pytest.approx(0.58621, rel=1e-5)
    assert F1.uptime == pytest.approx(0.999542, rel=1e-6)
    assert F1.goodput == pytest.approx(0.96751, rel=1e-5)
    assert F1.best_interval_min == pytest.approx(67.5, rel=1e-3)
    assert (0.2 - F1.p99_s("fleet")) / 0.2 == pytest.approx(0.4007, rel=1e-3)


def test_the_designs_that_are_green_in_one_context_only() -> None:
    """Check 5 and the examples."""
    assert F2.cut("fleet") == pytest.approx(0.66594, rel=1e-5)
    assert F2.uptime == pytest.approx(0.999368, rel=1e-6)
    assert 1000 * F2.p99_s("fleet") == pytest.approx(172.8, rel=1e-3)
    assert 1000 * F2.p99_s("renewable") == pytest.approx(212.8, rel=1e-3)
    assert R1.cut("renewable") == pytest.approx(0.91197, rel=1e-5)
    assert R1.cut("fleet") == pytest.approx(0.15054, rel=1e-4)


def test_three_changes_bring_the_inherited_plan_home() -> None:
    """Check 11."""
    three = Design(billions=9, weight=0.40, interval_min=10)
    assert 1000 * three.p99_s("fleet") == pytest.approx(152.18, rel=1e-4)
    assert three.cut("fleet") == pytest.approx(0.67604, rel=1e-5)
    assert three.goodput == pytest.approx(0.92249, rel=1e-5)


@pytest.mark.parametrize(
    ("deferred", "cut"),
    [(0.0, 0.375), (0.5, 0.413)],
)
def test_deferring_half_of_the_training_decides_over_carbon(deferred: float, cut: float) -> None:
    """Examples, `phi`."""
    design = Design(
        billions=18, weight=0.45, parallel="3d", rho=0.65, interval_min=60, deferred=deferred
    )
    assert design.cut("fleet") == pytest.approx(cut, rel=2e-3)


@pytest.mark.parametrize(("interval_min", "goodput"), [(50, 0.919), (120, 0.886)])
def test_too_long_an_interval_loses_a_deferred_job(interval_min: float, goodput: float) -> None:
    """Examples, `T above`."""
    design = Design(
        billions=30,
        weight=0.5,
        parallel="3d",
        rho=0.40,
        zones=3,
        interval_min=interval_min,
        deferred=1.0,
    )
    assert design.goodput == pytest.approx(goodput, rel=1e-3)


@pytest.mark.parametrize(("deferred", "gpus"), [(1.0, 11_797), (0.0, 8_754)])
def test_deferring_all_training_breaks_the_budget(deferred: float, gpus: float) -> None:
    """Examples, `budget`."""
    design = Design(
        billions=30, weight=0.5, parallel="3d", rho=0.35, interval_min=60, deferred=deferred
    )
    assert design.gpus_serving + design.gpus_training == pytest.approx(gpus, rel=1e-4)


@pytest.mark.parametrize(
    ("design", "milliseconds"),
    [
        (Design(billions=70, parallel="3d", rho=0.3), 230),
        (Design(billions=1, parallel="3d", rho=0.3, zones=3), 30),
        (Design(billions=14, parallel="dp", rho=0.65), 829),
    ],
)
def test_each_extreme_has_this_latency(design: Design, milliseconds: float) -> None:
    """Reveal of Act II, table of extremes."""
    assert 1000 * design.p99_s("fleet") == pytest.approx(milliseconds, rel=0.01)


def test_a_dp_fleet_is_up_99_989_percent() -> None:
    """Reveal of Act II, table of extremes."""
    assert 100 * Design(parallel="dp").uptime == pytest.approx(99.989, rel=1e-6)
