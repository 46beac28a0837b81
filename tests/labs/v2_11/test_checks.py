"""The figures of V2-11, as its specification lists them."""

from itertools import product
from types import SimpleNamespace

import numpy as np
import pytest

from mlsys_core.elementwise import all_of
from mlsys_core.labs import get
from mlsys_core.labs.v2_11 import privacy, stated, traffic, training
from mlsys_core.labs.v2_11.schemes import FEDERATED
from mlsys_core.place import Answer, Place
from mlsys_core.records import record_of

LAB = get("v2_11")
CLOSE = 1e-3
PASSED, COLLAPSED = "act2.feasible", "act2.utility_collapse"
OVER, UNPROVEN = "act2.bandwidth_exceeded", "act2.no_formal_guarantee"


def act1(context: str = "federated", **changed):
    return LAB.at("act1", context, **changed)


def act2(context: str = "federated", **changed):
    return LAB.at("act2", context, **changed)


def flags(context: str = "federated", **changed) -> set[str]:
    settings = {f"act2.{name}": value for name, value in changed.items()}
    return {f for f in LAB.evaluate(context, **settings).flags if f.startswith("act2.")}


# Act I


def test_a_hundred_gigabytes_of_text_become_forty_petabytes_of_updates():
    values = LAB.evaluate().values
    assert values["act1.participants"] == pytest.approx(1e6)
    assert values["act1.upload_round_gb"] == pytest.approx(2e6)
    assert values["act1.download_round_gb"] == pytest.approx(2e6)
    assert values["act1.round_gb"] == pytest.approx(4e6)
    assert values["act1.daily_gb"] == pytest.approx(40e6)
    assert values["act1.central_daily_gb"] == pytest.approx(100)
    assert values["act1.traffic_ratio"] == pytest.approx(400_000)
    assert values["act1.break_even_pct"] == pytest.approx(2.5e-6)


@pytest.mark.parametrize(("link", "seconds"), [("lte", 1600), ("wifi", 160)])
def test_one_upload_keeps_the_phone_busy_for_minutes(link, seconds):
    assert act1(link=link).upload_s == pytest.approx(seconds)


def test_an_average_user_moves_twelve_gigabytes_a_month_for_a_speck_of_text():
    values = act1()
    assert values.user_month_gb == pytest.approx(12)
    assert values.central_user_month_mb == pytest.approx(0.03)


@pytest.mark.parametrize(("records", "ratio"), [(10, 1.82), (1000, 0.0182)])
def test_a_production_keyboard_federates_for_less_than_its_text_weighs(records, ratio):
    values = act1(device_pct=0.0065, model_gb=0.0014, keys_per_user=records)
    assert values.participants == pytest.approx(6500)
    assert values.daily_gb == pytest.approx(182)
    assert values.traffic_ratio == pytest.approx(ratio)


@pytest.mark.parametrize(
    ("changed", "ratio"),
    [({"compression": 100}, 202_000), ({"compression": 100, "r_down": 4}, 52_000)],
)
def test_pressing_the_upload_alone_leaves_half_the_traffic(changed, ratio):
    assert act1(**changed).traffic_ratio == pytest.approx(ratio)


def test_the_leanest_federation_sends_a_few_thousandths_of_the_text():
    lean = act1(device_pct=0.001, model_gb=0.0014, compression=100, r_down=4, rounds_per_day=1)
    assert lean.traffic_ratio == pytest.approx(0.0036, abs=5e-5)


@pytest.mark.parametrize("changed", [{}, {"keys_per_user": 5000}, {"r_down": 2, "model_gb": 0.5}])
def test_at_the_break_even_share_both_weigh_the_same(changed):
    share = act1(**changed).break_even_pct
    settings = SimpleNamespace(**vars(traffic_settings(**changed)) | {"device_pct": share})
    assert traffic.traffic(FEDERATED, settings).values["traffic_ratio"] == pytest.approx(1)


def traffic_settings(**changed) -> SimpleNamespace:
    defaults = {c.id: c.default for c in traffic.ACT1.controls}
    return SimpleNamespace(**defaults | changed)


def test_the_switch_decides_whose_traffic_is_headlined_and_who_reads_the_text():
    assert act1().context_daily_gb == pytest.approx(40e6)
    assert act1().server_sees_raw_text == "no"
    assert act1("centralized").context_daily_gb == pytest.approx(100)
    assert act1("centralized").server_sees_raw_text == "yes"


@pytest.mark.parametrize(
    ("original_bits", "index_bits", "ratio"),
    [(16, None, 99.507), (16, 32, 40.0), (32, None, 199.01)],
)
def test_a_hundredth_of_the_entries_in_eight_bits_saves_this_much(original_bits, index_bits, ratio):
    assert traffic.sparse_ratio(original_bits, index_bits) == pytest.approx(ratio, rel=1e-4)


@pytest.mark.parametrize(
    ("changed", "metric", "word"),
    [
        ({}, "daily_gb", "extreme"),
        ({"device_pct": 0.01}, "daily_gb", "heavy"),
        ({"device_pct": 0.001}, "daily_gb", "light"),
        ({}, "traffic_ratio", "costs far more"),
        ({"model_gb": 0.0014, "device_pct": 0.0065}, "traffic_ratio", "costs more"),
        ({"model_gb": 0.0014, "device_pct": 0.001}, "traffic_ratio", "saves traffic"),
        ({}, "upload_s", "too long"),
        ({"link": "wifi"}, "upload_s", "minutes"),
        ({"compression": 100}, "upload_s", "minute"),
        ({}, "user_month_gb", "plan-breaking"),
        ({"device_pct": 0.03}, "user_month_gb", "noticed"),
        ({"device_pct": 0.001}, "user_month_gb", "unnoticed"),
    ],
)
def test_the_verdict_beside_a_figure_says(changed, metric, word):
    outcome = act1(**changed)
    band = LAB.metric(f"act1.{metric}").band(getattr(outcome, metric), outcome)
    assert band is not None
    assert band.word == word


def test_the_prediction_is_judged_by_the_scenario_whatever_the_sliders_say():
    question = LAB.question("act1.prediction")
    assert question.right_key(LAB) == "d"
    assert [o.predicted for o in question.options] == [0.1, 1, 1e3, 4e5]
    assert question.actual(LAB) == pytest.approx(4e5)
    assert question.log10_error(LAB, "c") == pytest.approx(-2.602, rel=CLOSE)


def test_only_sparse_updates_shrink_the_upload_and_can_still_be_averaged():
    assert LAB.question("act1.reflection").right_key(LAB) == "b"


# Act II


def test_the_promise_costs_eight_points_and_a_third_more_than_the_network_allows():
    values = act2()
    assert values.rounds_joined == 1
    assert values.noise_multiplier == pytest.approx(6.51465, rel=1e-5)
    assert values.noise_to_clip == pytest.approx(0.0651465, rel=1e-5)
    assert values.gap_dp_points == pytest.approx(7.0)
    assert values.gap_fl_points == pytest.approx(1.0)
    assert values.gap_comp_points == 0
    assert values.gap_points == pytest.approx(8.0)
    assert values.accuracy_pct == pytest.approx(84.0)
    assert values.daily_pb == pytest.approx(1.33333, rel=1e-5)
    assert (values.guarantee, values.tier) == ("dp", "strong")
    assert flags() == {COLLAPSED, OVER}


def test_the_calibration_makes_the_scenario_lose_what_its_team_measured():
    assert pytest.approx(107.450161, rel=1e-8) == training.KAPPA


@pytest.mark.parametrize(
    ("context", "mechanism", "gap", "guarantee"),
    [
        ("federated", "none", 1.0, "federated_only"),
        ("federated", "dp", 8.0, "dp"),
        ("centralized", "dp", 7.0, "dp"),
        ("centralized", "none", 0.0, "none"),
    ],
)
def test_the_four_ways_of_training_lose_and_promise(context, mechanism, gap, guarantee):
    values = act2(context, mechanism=mechanism)
    assert values.gap_points == pytest.approx(gap)
    assert values.guarantee == guarantee
    assert (values.tier is None) == (mechanism == "none")
    assert (UNPROVEN in flags(context, mechanism=mechanism)) == (mechanism == "none")


def test_collected_text_is_a_trickle_and_leaves_the_federations_controls_without_effect():
    central = act2("centralized")
    assert central.daily_pb == pytest.approx(1e-4)
    assert (central.upload_pb_per_day, central.download_pb_per_day) == (0, 0)
    idle = {c.id for c in privacy.ACT2.controls if c.inactive and c.inactive("centralized", None)}
    assert idle == {"local_epochs", "r_up", "r_down"}
    for control in idle:
        values = LAB.control(f"act2.{control}").values()
        assert {act2("centralized", **{control: v}).gap_points for v in values} == {7.0}


@pytest.mark.parametrize(
    ("epsilon", "tier"), [(0.1, "strong"), (1, "strong"), (1.1, "moderate"), (10, "moderate")]
)
def test_a_guarantee_is_strong_up_to_one(epsilon, tier):
    assert act2(epsilon=epsilon).tier == tier


@pytest.mark.parametrize(
    ("changed", "gap", "raised"),
    [
        ({"epsilon": 1.7}, 5.1509, {COLLAPSED, OVER}),
        ({"epsilon": 1.8}, 4.9248, {OVER}),
        ({"epsilon": 2.0, "r_up": 100}, 5.0403, {COLLAPSED}),
        ({"epsilon": 2.1, "r_up": 100}, 4.8755, {PASSED}),
        ({"epsilon": 2.1, "r_up": 100, "r_down": 4}, 5.1255, {COLLAPSED}),
        ({"epsilon": 2.2, "r_up": 100, "r_down": 4}, 4.9757, {PASSED}),
        ({"mechanism": "none"}, 1.0, {OVER, UNPROVEN}),
        ({"mechanism": "none", "r_up": 2, "r_down": 2}, 1.0753, {UNPROVEN}),
        ({"mechanism": "none", "local_epochs": 20}, 9.0 - 0.875, {COLLAPSED, OVER, UNPROVEN}),
    ],
)
def test_a_design_meets_these_limits(changed, gap, raised):
    assert act2(**changed).gap_points == pytest.approx(gap, rel=1e-4)
    assert flags(**changed) == raised


def test_compressing_the_upload_brings_the_traffic_within_budget():
    assert act2(r_up=100).daily_pb == pytest.approx(0.67333, rel=1e-4)


@pytest.mark.parametrize(
    ("key", "gap", "petabytes", "joined"),
    [("a", 15.875, 0.173333, 1), ("b", 15.0, 0.693333, 4), ("c", 4.8805, 0.866667, 5)],
)
def test_each_offer_comes_to(key, gap, petabytes, joined):
    values = privacy.offered(LAB, key)
    assert values.gap_points == pytest.approx(gap, rel=1e-4)
    assert values.daily_pb == pytest.approx(petabytes, rel=1e-5)
    assert values.rounds_joined == joined
    assert not values.bandwidth_exceeded  # so that traffic gives no answer away


def test_only_the_larger_cohort_closes_the_gap_without_touching_epsilon():
    assert privacy.closes_the_gap(LAB) == {"a": False, "b": False, "c": True, "d": False}
    assert LAB.question("act2.prediction").right_key(LAB) == "c"


def test_a_smaller_cohort_on_offer_would_leave_nothing_but_epsilon(monkeypatch):
    """The key is computed from the offers, so another offer is another key."""
    monkeypatch.setitem(privacy.OFFERS, "c", privacy.Offer(part_frac=0.5))
    assert LAB.question("act2.prediction").right_key(LAB) == "d"


@pytest.mark.parametrize("rounds", [10, 100, 500])
def test_about_four_local_epochs_are_best_for_any_number_of_rounds(rounds):
    losses = {e: act2(local_epochs=e, agg_rounds=rounds).gap_fl_points for e in range(1, 21)}
    assert min(losses, key=losses.get) == 4


def test_no_loss_exceeds_what_there_is_to_lose():
    drowned = act2(epsilon=0.1, part_frac=0.1, agg_rounds=500)
    assert drowned.gap_dp_points > 92
    assert (drowned.gap_points, drowned.accuracy_pct) == (92, 0)


@pytest.mark.parametrize(
    ("changed", "metric", "word"),
    [
        ({}, "gap_points", "beyond 5"),
        ({"epsilon": 0.1}, "gap_points", "far beyond"),
        ({"epsilon": 1.8}, "gap_points", "within 5"),
        ({}, "gap_dp_points", "noisy"),
        ({"epsilon": 0.9}, "gap_dp_points", "drowned"),
        ({"epsilon": 3}, "gap_dp_points", "quiet"),
        ({}, "daily_pb", "over budget"),
        ({"r_up": 100}, "daily_pb", "within budget"),
        ({"r_up": 100, "r_down": 4}, "daily_pb", "light"),
        ({"mechanism": "none"}, "noise_multiplier", "if noise were added"),
    ],
)
def test_the_verdict_in_act_two_says(changed, metric, word):
    outcome = act2(**changed)
    band = LAB.metric(f"act2.{metric}").band(getattr(outcome, metric), outcome)
    assert band is not None
    assert band.word == word


def test_exactly_one_petabyte_a_day_is_over_budget_and_says_so_in_figures():
    design = {"part_frac": 0.5, "agg_rounds": 150}
    assert act2(**design).daily_pb == pytest.approx(1.0, rel=1e-12)
    assert OVER in flags(**design)


def test_many_small_promises_are_worth_more_than_few_large_ones():
    assert stated.composed(0.1, 1000) == pytest.approx(25.6914, rel=1e-5)
    assert stated.composed(1, 100) == pytest.approx(219.8134, rel=1e-5)


# The whole design space of Act II


def columns() -> dict[str, np.ndarray]:
    """Every setting of every control but ε, each along an axis of its own."""
    ids = ("local_epochs", "part_frac", "agg_rounds", "r_up", "r_down")
    axes = [np.array(LAB.control(f"act2.{name}").values(), dtype=float) for name in ids]
    return dict(zip(ids, np.meshgrid(*axes, indexing="ij", sparse=True), strict=True))


def at_epsilon(epsilon: float, axes: dict[str, np.ndarray]) -> SimpleNamespace:
    """One slice of the grid: 294,000 designs with noise, evaluated by the code of the page."""
    settings = SimpleNamespace(epsilon=epsilon, mechanism="dp", **axes)
    outcome = training.training(FEDERATED, settings)
    collapsed, over = (outcome.flags[n] for n in ("utility_collapse", "bandwidth_exceeded"))
    return SimpleNamespace(
        danger=collapsed,
        warn=all_of(~collapsed, over),
        success=outcome.flags["feasible"],
    )


def counted(part: np.ndarray) -> int:
    return int(np.count_nonzero(part))


def test_the_grid_divides_into_these_severities():
    axes = columns()
    counts, low_epsilon, uncompressed_download = {"danger": 0, "warn": 0, "success": 0}, 0, 0
    total = 0
    for epsilon in LAB.control("act2.epsilon").values():
        here = at_epsilon(epsilon, axes)
        total += here.success.size
        for severity in counts:
            counts[severity] += counted(getattr(here, severity))
        if epsilon <= 1:
            low_epsilon += counted(here.success)
            uncompressed_download += counted(here.success[..., 0])
            assert counted(here.success[..., :2, :]) == 0  # all of them compress uploads 5x or more
        if epsilon == 1:
            assert counted(here.success) == 330
        if epsilon < 0.7:
            assert counted(here.success) == 0
    assert total == 29_400_000
    assert counts == {"danger": 14_905_322, "warn": 12_175_007, "success": 2_319_671}
    assert (low_epsilon, uncompressed_download) == (547, 0)


@pytest.mark.parametrize("epsilon", [0.6, 0.7, 1.0])
def test_the_count_on_the_page_is_the_count_of_the_grid(epsilon):
    assert privacy.passing_designs(epsilon) == counted(at_epsilon(epsilon, columns()).success)


def test_an_array_of_mechanisms_gives_what_each_gives_alone():
    """Half of the space has no noise; arrays must not mix the two halves up."""
    designs = list(product(("none", "dp"), (0.5, 1, 3), (0.3, 5), (1, 100), (1, 4)))
    names = ("mechanism", "epsilon", "part_frac", "r_up", "r_down")
    settings = SimpleNamespace(
        **{n: np.array(c) for n, c in zip(names, zip(*designs, strict=True), strict=True)},
        local_epochs=7,
        agg_rounds=300,
    )
    together = training.training(FEDERATED, settings)
    for index, design in enumerate(designs):
        one = SimpleNamespace(
            **dict(zip(names, design, strict=True)), local_epochs=7, agg_rounds=300
        )
        alone = training.training(FEDERATED, one)
        for name in ("gap_points", "daily_pb"):
            assert together.values[name][index] == pytest.approx(alone.values[name], rel=1e-12)
        for name in ("guarantee", "tier"):
            assert together.values[name][index] == alone.values[name]
        for name, raised in alone.flags.items():
            assert bool(together.flags[name][index]) == raised


# The ledger


def record(**changed) -> dict[str, object]:
    place = Place.new(LAB, now="2026-01-01T00:00:00Z")
    place.settings |= changed
    for name in ("act1.prediction", "act2.prediction"):
        place.answers[name] = Answer(["a"], "2026-01-01T00:00:00Z")
    return record_of(place, None, now="2026-01-01T00:00:00Z", track="")


def test_the_ledger_keeps_both_designs_apart():
    kept = record(**{"act2.part_frac": 5, "act2.r_up": 100, "act1.model_gb": 0.2})
    assert kept["design"]["mechanism"] == "dp"
    assert kept["design"]["dp_epsilon"] == 1
    assert kept["design"]["delta"] == 1e-9
    assert kept["design"]["local_epochs"] == 5
    assert kept["design"]["part_frac_pct"] == 5
    assert kept["design"]["agg_rounds"] == 100
    assert (kept["design"]["r_up"], kept["design"]["r_down"]) == (100, 1)
    for control in traffic.ACT1.controls:
        assert kept["design"][f"a1_{control.id}"] == kept["design"][f"act1.{control.id}"]
    assert kept["design"]["a1_model_gb"] == 0.2


def test_the_ledger_keeps_what_each_act_came_to():
    kept = record()["metrics"]
    assert kept["a1_ratio"] == pytest.approx(4e5)
    assert kept["a1_daily_gb"] == pytest.approx(40e6)
    assert kept["a2_daily_pb"] == pytest.approx(1.33333, rel=1e-5)
    assert kept["gap_points"] == pytest.approx(8)
    assert kept["accuracy_pct"] == pytest.approx(84)
    assert kept["accuracy_ratio"] == pytest.approx(84 / 92)
    assert kept["z"] == pytest.approx(6.51465, rel=1e-5)
    assert kept["k"] == 1
    assert (kept["guarantee"], kept["tier"]) == ("dp", "strong")
    assert (kept["within_5"], kept["within_1pb"]) == (False, False)


def test_without_noise_there_is_no_delta_and_no_tier_on_record():
    kept = record(**{"act2.mechanism": "none"})
    assert kept["design"]["delta"] is None
    assert kept["metrics"]["tier"] is None
    assert kept["metrics"]["guarantee"] == "federated_only"
    assert kept["metrics"]["within_5"] is True


def test_ten_million_phones_send_a_day_which_makes_the_ratio_four_hundred_thousand():
    assert pytest.approx(1e7) == traffic.SENDERS_A_DAY
    whole = traffic.ratio_if_each_moved(traffic.ONE_PHONE_BYTES)
    assert whole == pytest.approx(act1().traffic_ratio, rel=1e-12)
    assert whole == pytest.approx(400_000, rel=1e-9)


@pytest.mark.parametrize(("ratio", "does"), [(90.0, True), (89.95, False)])
def test_a_lever_delivers_from_nine_tenths_of_a_hundred_on(monkeypatch, ratio, does):
    monkeypatch.setattr(traffic, "sparse_ratio", lambda *_: ratio)
    assert traffic.lever_delivers(LAB)["b"] is does
