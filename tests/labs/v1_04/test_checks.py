"""The figures of V1-04, as its specification lists them."""

from collections.abc import Mapping
from itertools import product
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from mlsys_core import session
from mlsys_core.claims import Claim, stated_equals_computed
from mlsys_core.lab import Evaluation
from mlsys_core.labs import get
from mlsys_core.labs.v1_04 import feeding, gravity
from mlsys_core.labs.v1_04.sites import CLOUD, EDGE, SITES

LAB = get("v1_04")
CLOSE = 1e-3


def fed(context: str, dataset_tb: float, storage: str, workers: int, gpus: int) -> SimpleNamespace:
    settings = {"dataset_tb": dataset_tb, "storage": storage, "workers": workers, "gpus": gpus}
    return LAB.at("act1", context, **settings)


def moved(context: str = "cloud", /, **controls: object) -> tuple[SimpleNamespace, tuple[str, ...]]:
    result: Evaluation = LAB.evaluate(context, **{f"act2.{k}": v for k, v in controls.items()})
    return result.run.act2, tuple(flag.removeprefix("act2.") for flag in result.flags)


# Act I


@pytest.mark.parametrize(
    ("storage", "mb_per_s"), [("hdd", 60.0), ("ssd", 521.327), ("nvme", 3271.028), ("ram", 50_000)]
)
def test_shuffled_reading_costs_a_disk_more_than_it_costs_flash(
    storage: str, mb_per_s: float
) -> None:
    assert feeding.device_bytes_per_s(storage) / 1e6 == pytest.approx(mb_per_s, rel=1e-5)


def test_the_leads_gpu_is_busy_less_than_a_quarter_of_the_time() -> None:
    values = LAB.evaluate().values
    expected = {
        "gpu_utilization_pct": 22.965,
        "gpu_ms_per_step": 25.6,
        "read_ms_per_step": 111.474,
        "decode_ms_per_step": 32.0,
        "step_ms": 111.474,
        "stall_ms_per_step": 85.874,
        "storage_bandwidth_mb_per_s": 63.154,
        "cache_hit_pct": 5.0,
        "storage_images_per_s": 574.126,
        "decode_images_per_s": 2000,
        "needed_images_per_s": 2500,
        "images_per_s": 574.126,
        "dataset_images_m": 90.909,
        "epoch_h": 43.984,
        "epochs_in_72_h": 1.637,
    }
    for name, value in expected.items():
        assert values[f"act1.{name}"] == pytest.approx(value, rel=CLOSE), name
    assert values["act1.bottleneck"] == "storage"


@pytest.mark.parametrize(
    ("storage", "workers", "utilisation", "slowest", "epoch_h"),
    [
        ("nvme", 8, 80.0, "cpu", 12.626),
        ("nvme", 10, 100.0, "gpu", 10.101),
        ("nvme", 4, 40.0, "cpu", None),
        ("ssd", 8, 80.0, "cpu", None),
        ("ram", 8, 80.0, "cpu", None),
        ("hdd", 32, 22.965, "storage", None),
        ("hdd", 3, 22.965, "storage", None),
        ("hdd", 2, 20.0, "cpu", None),
        ("hdd", 1, 10.0, "cpu", None),
    ],
)
def test_the_slowest_stage_moves_on_once_it_is_fixed(
    storage: str, workers: int, utilisation: float, slowest: str, epoch_h: float | None
) -> None:
    found = fed("cloud", 10, storage, workers, 1)
    assert found.gpu_utilization_pct == pytest.approx(utilisation, rel=CLOSE)
    assert found.bottleneck == slowest
    if epoch_h:
        assert found.epoch_h == pytest.approx(epoch_h, rel=CLOSE)


def test_flash_reads_far_more_than_one_gpu_takes() -> None:
    assert fed("cloud", 10, "nvme", 8, 1).storage_images_per_s == pytest.approx(31194.3, rel=CLOSE)
    assert fed("cloud", 10, "ssd", 8, 1).storage_images_per_s == pytest.approx(4986.04, rel=CLOSE)


@pytest.mark.parametrize(
    ("dataset_tb", "hits", "utilisation", "epoch_h"),
    [
        (0.1, 100, 80.0, None),
        (0.5, 100, 80.0, 0.63),
        (1, 50, 43.584, 2.318),
        (2, 25, 29.1, 6.9),
        (10, 5, 22.965, 43.984),
        (100, 0.5, 21.9, 460.7),
    ],
)
def test_a_dataset_that_fits_the_cache_makes_a_slow_disk_fast(
    dataset_tb: float, hits: float, utilisation: float, epoch_h: float | None
) -> None:
    found = fed("cloud", dataset_tb, "hdd", 8, 1)
    assert found.cache_hit_pct == pytest.approx(hits)
    assert found.gpu_utilization_pct == pytest.approx(utilisation, rel=2e-3)
    if epoch_h:
        assert found.epoch_h == pytest.approx(epoch_h, rel=1e-2)


@pytest.mark.parametrize(("gpus", "utilisation"), [(2, 11.483), (4, 5.741)])
def test_more_gpus_share_the_same_disk(gpus: int, utilisation: float) -> None:
    found = fed("cloud", 10, "hdd", 8, gpus)
    assert found.gpu_utilization_pct == pytest.approx(utilisation, rel=CLOSE)
    assert found.images_per_s == pytest.approx(574.126, rel=CLOSE)


def test_at_the_edge_the_same_disk_is_fast_enough() -> None:
    found = fed("edge", 10, "hdd", 8, 1)
    assert found.gpu_utilization_pct == 100
    assert found.storage_images_per_s == pytest.approx(545.9, rel=CLOSE)
    assert fed("edge", 10, "hdd", 1, 1).gpu_utilization_pct == pytest.approx(50.0)


def act1_grid() -> SimpleNamespace:
    points = product(*(control.values() for control in feeding.ACT1.controls))
    columns = zip(*points, strict=True)
    names = (control.id for control in feeding.ACT1.controls)
    return SimpleNamespace(**{name: np.array(c) for name, c in zip(names, columns, strict=True)})


@pytest.mark.parametrize(("gpus", "healthy"), [(1, 825), (2, 561), (4, 27)])
def test_a_healthy_server_exists_for_every_number_of_gpus(gpus: int, healthy: int) -> None:
    grid = act1_grid()
    found = feeding.feeding(CLOUD, grid).values
    good = (found["gpu_utilization_pct"] >= 80 - 1e-9) & (grid.gpus == gpus)
    assert int(good.sum()) == healthy
    assert int((grid.gpus == gpus).sum()) == 10 * 4 * 32


def test_four_gpus_are_healthy_with_all_workers_only() -> None:
    grid = act1_grid()
    found = feeding.feeding(CLOUD, grid).values
    good = (found["gpu_utilization_pct"] >= 80 - 1e-9) & (grid.gpus == 4)
    assert set(grid.workers[good]) == {32}


def test_utilisation_never_exceeds_the_whole() -> None:
    for site in SITES:
        found = feeding.feeding(site, act1_grid()).values
        assert found["gpu_utilization_pct"].max() <= 100
        assert found["stall_ms_per_step"].min() >= 0


@pytest.mark.parametrize(
    ("design", "word"),
    [
        ({}, "Starved"),
        ({"act1.dataset_tb": 0.5, "act1.workers": 6}, "Degraded"),
        ({"act1.storage": "ssd"}, "Healthy"),
    ],
)
def test_the_verdict_on_utilisation_has_a_word(design: dict[str, object], word: str) -> None:
    run = LAB.evaluate(**design).run
    metric = LAB.metric("act1.gpu_utilization_pct")
    band = metric.band(run.act1.gpu_utilization_pct, run.outcomes["act1"])
    assert band is not None
    assert band.word == word


def test_storage_is_marked_idle_once_the_cache_holds_everything() -> None:
    idle = LAB.control("act1.storage").inactive
    assert idle is not None
    assert idle("cloud", SimpleNamespace(dataset_tb=0.5))
    assert not idle("cloud", SimpleNamespace(dataset_tb=1))
    assert not idle("edge", SimpleNamespace(dataset_tb=0.1))


# Act II


def test_the_copy_is_in_time_and_costs_more_than_it_saves() -> None:
    found, flags = moved()
    assert found.transfer_s == pytest.approx(4000)
    assert found.transfer_h * 60 == pytest.approx(66.67, rel=CLOSE)
    assert found.budget_used_pct == pytest.approx(18.52, rel=CLOSE)
    assert found.egress_usd == pytest.approx(1000)
    assert found.move_total_usd == pytest.approx(1120.00)
    assert found.stay_total_usd == pytest.approx(196.80)
    assert found.move_minus_stay_usd == pytest.approx(923.20)
    assert found.cost_break_even_gb == pytest.approx(3840)
    assert found.break_even_runs == pytest.approx(13.0208, rel=1e-5)
    assert found.time_break_even_gb == pytest.approx(270_000)
    assert found.verdict == "compute"
    assert found.rules_fired == "cost"
    assert flags == ("cost_trap",)


@pytest.mark.parametrize(
    ("controls", "dearer_usd", "verdict", "flag"),
    [
        ({"runs": 13}, 1.60, "compute", "cost_trap"),
        ({"runs": 14}, -75.20, "data", "data_travels"),
        ({"dataset_gb": 2000}, -36.80, "data", "data_travels"),
        ({"dataset_gb": 5000}, 23.20, "compute", "cost_trap"),
    ],
)
def test_fourteen_runs_or_a_small_dataset_let_the_data_travel(
    controls: dict[str, object], dearer_usd: float, verdict: str, flag: str
) -> None:
    found, flags = moved(**controls)
    assert found.move_minus_stay_usd == pytest.approx(dearer_usd, rel=CLOSE)
    assert (found.verdict, flags) == (verdict, (flag,))


def test_a_large_dataset_misses_the_budget_until_the_work_is_longer() -> None:
    late, flags = moved(dataset_gb=500_000)
    assert late.transfer_h == pytest.approx(11.111, rel=CLOSE)
    assert "time_trap" in flags
    in_time, flags = moved(dataset_gb=500_000, hours=12)
    assert in_time.budget_used_pct == pytest.approx(92.59, rel=CLOSE)
    assert "time_trap" not in flags
    assert moved(dataset_gb=200_000)[0].budget_used_pct == pytest.approx(74.07, rel=CLOSE)


def test_the_edge_starts_too_slow_and_a_small_dataset_gets_through_barely() -> None:
    late, flags = moved("edge")
    assert late.transfer_h == pytest.approx(111.111, rel=CLOSE)
    assert late.budget_used_pct == pytest.approx(1851.9, rel=CLOSE)
    assert flags == ("time_trap",)
    barely, flags = moved("edge", dataset_gb=2000)
    assert barely.transfer_h == pytest.approx(4.444, rel=CLOSE)
    assert barely.budget_used_pct == pytest.approx(74.07, rel=CLOSE)
    assert (barely.verdict, flags) == ("data", ("slow_transfer",))


def test_a_tariff_at_the_edge_can_never_be_earned_back() -> None:
    found, flags = moved("edge", tariff=0.02)
    assert found.move_minus_stay_usd == pytest.approx(1000)
    assert flags == ("time_trap", "cost_trap")
    assert found.rules_fired == "both"
    assert found.cost_break_even_gb == 0
    values = LAB.evaluate("edge", **{"act2.tariff": 0.02}).values
    assert values["act2.break_even_runs"] is None
    assert LAB.metric("act2.cost_break_even_gb").text(0.0) == "0\xa0GB"


def test_a_free_copy_pays_at_any_size() -> None:
    values = LAB.evaluate(**{"act2.tariff": 0}).values
    assert values["act2.cost_break_even_gb"] is None
    assert values["act2.break_even_runs"] == 0


def test_a_copy_in_use_of_all_its_time_is_not_late() -> None:
    exactly, flags = moved(dataset_gb=500_000, link_eff=100, hours=10, runs=1, link="100g")
    assert exactly.budget_used_pct > 100
    assert "time_trap" in flags
    even = gravity.gravity(
        EDGE,
        SimpleNamespace(dataset_gb=2700, link="1g", link_eff=100, tariff=0, hours=6, runs=1),
    )
    assert even.values["budget_used_pct"] == pytest.approx(100)
    assert even.flags["slow_transfer"]
    assert not even.flags["time_trap"]


def one_run(context: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Every size, link and length of one run, at the context's tariff and full line rate."""
    place = {"cloud": CLOUD, "edge": EDGE}[context]
    points = product(gravity.SIZES_GB, ("1g", "10g", "100g"), range(1, 73))
    sizes, links, hours = (np.array(column) for column in zip(*points, strict=True))
    settings = SimpleNamespace(
        dataset_gb=sizes, link=links, hours=hours, link_eff=100, runs=1, tariff=place.tariff
    )
    outcome = gravity.gravity(place, settings)
    return outcome.values, outcome.flags


@pytest.mark.parametrize(
    ("context", "danger", "warn", "success"), [("cloud", 712, 634, 2110), ("edge", 712, 176, 2568)]
)
def test_the_designs_of_one_run_divide_as_counted(
    context: str, danger: int, warn: int, success: int
) -> None:
    _, flags = one_run(context)
    dangerous = flags["time_trap"]
    warned = ~dangerous & (flags["cost_trap"] | flags["slow_transfer"])
    assert len(dangerous) == 16 * 3 * 72
    counts = tuple(int(np.sum(part)) for part in (dangerous, warned, flags["data_travels"]))
    assert counts == (danger, warn, success)
    assert not np.any(flags["data_travels"] & (dangerous | warned))


def test_the_clouds_warnings_are_mostly_about_money() -> None:
    _, flags = one_run("cloud")
    assert int(np.sum(flags["cost_trap"] & ~flags["time_trap"])) == 566
    assert int(np.sum(flags["slow_transfer"])) == 68


@pytest.mark.parametrize("context", ["cloud", "edge"])
def test_one_verdict_follows_from_both_rules(context: str) -> None:
    values, flags = one_run(context)
    trapped = flags["time_trap"] | flags["cost_trap"]
    assert np.array_equal(values["verdict"] == "compute", trapped)
    words = np.select(
        [flags["time_trap"] & flags["cost_trap"], flags["time_trap"], flags["cost_trap"]],
        ["both", "time", "cost"],
        "none",
    )
    assert np.array_equal(values["rules_fired"], words)


@pytest.mark.parametrize(
    ("start", "way_out"),
    [
        (("edge", {}), {"dataset_gb": 1000}),
        (("edge", {}), {"link": "100g"}),
        (("edge", {}), {"runs": 60}),
        (("cloud", {"dataset_gb": 500_000, "runs": 1, "tariff": 0}), {"hours": 24}),
        (("cloud", {"link_eff": 10, "tariff": 0}), {"link_eff": 100}),
        (("cloud", {}), {"runs": 14}),
        (("cloud", {}), {"tariff": 0}),
        (("cloud", {}), {"dataset_gb": 2000}),
        (("edge", {"dataset_gb": 2000}), {"dataset_gb": 1000}),
    ],
)
def test_each_failure_is_left_by_the_way_out_it_names(
    start: tuple[str, dict[str, object]], way_out: dict[str, object]
) -> None:
    context, design = start
    assert "data_travels" not in moved(context, **design)[1]
    assert moved(context, **(design | way_out))[1] == ("data_travels",)


# Figures


def test_the_dots_are_the_three_rates_and_the_filled_one_is_the_slowest() -> None:
    line, dots = LAB.evaluate().figures["act1.stages"]["data"]
    assert dots["y"] == ["Read", "Decode", "GPU"]
    assert dots["x"] == pytest.approx([574.126, 2000, 2500], rel=CLOSE)
    assert dots["marker"]["symbol"] == ["circle", "circle-open", "circle-open"]
    assert dots["text"] == ["574, slowest", "2,000", "2,500 needed"]
    assert set(line["x"]) == {2500}


def test_the_bar_of_a_step_adds_up_to_the_step() -> None:
    computes, waits = LAB.evaluate().figures["act1.step_time"]["data"]
    assert computes["x"][0] + waits["x"][0] == pytest.approx(111.474, rel=CLOSE)


@pytest.mark.parametrize("link", ["1g", "10g", "100g"])
def test_the_dataset_is_marked_on_the_line_of_its_own_link(link: str) -> None:
    result = LAB.evaluate(**{"act2.link": link, "act2.link_eff": 70})
    traces = {trace["name"]: trace for trace in result.figures["act2.transfer_vs_size"]["data"]}
    mark = traces["Your dataset"]
    line = traces[mark["meta"]["on"]]
    assert mark["meta"]["on"] == gravity.LINK_NAMES[link]
    assert line["y"][line["x"].index(mark["x"][0])] == mark["y"][0]
    assert len({traces[name]["line"]["dash"] for name in gravity.LINK_NAMES.values()}) == 3


def test_the_limit_of_the_bill_is_drawn_where_it_lies_in_the_picture() -> None:
    def names(context: str, **controls: object) -> list[str]:
        figure = LAB.evaluate(context, **controls).figures["act2.transfer_vs_size"]
        return [trace["name"] for trace in figure["data"]]

    assert "Copy pays up to here" in names("cloud")
    assert "Copy pays up to here" not in names("cloud", **{"act2.tariff": 0})
    assert "Copy pays up to here" not in names("edge", **{"act2.tariff": 0.02})


# What is said


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("act1.prediction", "b"),
        ("act1.reflection", "c"),
        ("act2.prediction", "b"),
        ("act2.reflection", "b"),
    ],
)
def test_the_right_answer_is_the_one_the_physics_picks(question: str, key: str) -> None:
    assert LAB.question(question).right_key(LAB) == key


def test_the_options_of_the_copy_are_in_minutes() -> None:
    question = LAB.question("act2.prediction")
    assert question.actual is not None
    assert [option.predicted for option in question.options] == [8.333, 66.67, 666.7, 6667]
    assert question.actual(LAB) == pytest.approx(66.67, rel=CLOSE)


@pytest.mark.parametrize("claim", LAB.claims, ids=lambda claim: claim.id)
def test_a_figure_on_the_page_is_the_computed_one(claim: Claim) -> None:
    assert stated_equals_computed(claim, claim.of(LAB))


@pytest.mark.parametrize(
    ("hours", "text"),
    [
        (0.8 / 3600, "0.8\xa0s"),
        (0.5, "30\xa0min"),
        (1.1111, "1.111\xa0h"),
        (111.11, "4.63\xa0days"),
    ],
)
def test_a_copy_is_shown_in_the_unit_that_reads_best(hours: float, text: str) -> None:
    assert LAB.metric("act2.transfer_h").text(hours) == text


def test_a_size_is_chosen_in_the_unit_that_reads_best() -> None:
    opened = session.opened(LAB)
    assert opened["controls"]["act2.dataset_gb"]["text"] == "50\xa0TB"
    assert opened["controls"]["act2.dataset_gb"]["value"] == "50000"


# The ledger


def recorded(*events: dict[str, object]) -> dict[str, Any]:
    place = None
    for happened in events:
        request = {"lab": "v1_04", "place": place, "event": happened, "now": "2026-01-01T00:00:00Z"}
        place = session.event(request)["place"]
    asked = {"lab": "v1_04", "place": place, "previous": None, "now": "2026-01-01T00:00:00Z"}
    record: dict[str, Any] = session.record(asked)["record"]
    return record


def commit(question: str, option: str) -> dict[str, object]:
    return {"type": "commit", "question": question, "option": option}


def test_the_record_keeps_where_the_reader_started_and_ended() -> None:
    record = recorded(
        commit("act1.prediction", "a"),
        commit("act1.reflection", "c"),
        commit("act2.prediction", "b"),
        commit("act2.reflection", "b"),
        {"type": "set", "control": "act1.storage", "value": "nvme"},
        {"type": "set", "control": "act2.runs", "value": 14},
    )
    assert record["status"] == "complete"
    assert record["context"] == "cloud"
    assert record["design"]["storage_type_chosen"] == "nvme"
    assert record["design"]["act2.runs"] == 14
    assert record["metrics"]["gpu_util_at_start"] == 23.0
    assert record["metrics"]["gpu_util_final"] == 80.0
    assert record["metrics"]["data_gravity_triggered"] is False
    assert record["metrics"]["time_trap"] is False
    assert record["metrics"]["cost_trap"] is False
    assert record["metrics"]["verdict"] == "data"
    assert record["act1"]["correct"] is False
    assert record["act1"]["reflection_correct"] is True
    assert record["act1"]["predicted"] is None
    assert record["act2"]["correct"] is True
    assert record["act2"]["actual"] == pytest.approx(66.67, rel=CLOSE)
    assert record["final_ok"] is True


def test_a_move_that_does_not_pay_is_a_constraint_hit() -> None:
    record = recorded(commit("act1.prediction", "b"), commit("act2.prediction", "a"))
    assert record["metrics"]["data_gravity_triggered"] is True
    assert record["metrics"]["verdict"] == "compute"
    assert record["constraint_hit"] is True
    assert [f["id"] for f in record["failures"]] == ["act2.cost_trap"]
    assert record["failures"][0]["domain"] == "energy_cost"


def test_what_was_not_seen_yet_is_unknown_in_the_record() -> None:
    record = recorded(commit("act1.prediction", "b"))
    assert record["design"]["storage_type_chosen"] == "hdd"
    assert "verdict" not in record["metrics"]
    assert "data_gravity_triggered" not in record["metrics"]


@pytest.mark.parametrize(("usd", "traps"), [(0.01, set()), (0.01005, {"cost_trap"})])
def test_a_copy_may_cost_a_cent_more_and_not_half_a_percent_beyond(
    usd: float, traps: set[str]
) -> None:
    """At the edge nothing is billed, so a tariff of its own is all that a copy costs."""
    settings = vars(LAB.run(EDGE, LAB.settings(EDGE, {})).settings["act2"])
    ten_gb = SimpleNamespace(**(settings | {"dataset_gb": 10, "tariff": usd / 10}))
    outcome = gravity.gravity(EDGE, ten_gb)
    assert outcome.values["move_minus_stay_usd"] == pytest.approx(usd)
    assert {flag for flag in ("time_trap", "cost_trap") if outcome.flags[flag]} == traps
