"""The figures of V1-09, as its specification lists them."""

from itertools import product
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from mlsys_core import session
from mlsys_core.lab import Evaluation
from mlsys_core.labs import get
from mlsys_core.labs.v1_09 import labelling, ordering, stated
from mlsys_core.labs.v1_09.sites import CLOUD, EDGE
from mlsys_core.physics import pareto

LAB = get("v1_09")
SITES = {"cloud": CLOUD, "edge": EDGE}
CLOSE = 1e-3


def act1(
    method: str,
    images: int = 1_000_000,
    reliability: int = 80,
    scorer: str = "model",
    context: str = "cloud",
) -> Evaluation:
    settings = {
        "act1.method": method,
        "act1.dataset_size": images,
        "act1.reliability": reliability,
        "act1.scorer": scorer,
    }
    return LAB.evaluate(context, **settings)


def act2(
    strategy: str, budget_k: float, model: str = "medium", context: str = "cloud"
) -> Evaluation:
    settings = {"act2.strategy": strategy, "act2.budget_k": budget_k, "act2.model": model}
    return LAB.evaluate(context, **settings)


def flags_of(act: str, result: Evaluation) -> list[str]:
    return [name for name in result.flags if name.startswith(act)]


def test_the_lab_opens_on_random_order_and_on_the_plan_to_spend_it_all() -> None:
    result = LAB.evaluate()
    assert result.values["act1.net_speedup"] == 1.0
    assert result.values["act2.spend_k_usd"] == 50
    assert result.flags == ("act2.dominated",)


def test_a_random_run_takes_six_weeks() -> None:
    values = act1("random").values
    assert values["act1.baseline_steps"] == values["act1.steps"] == 50_000
    assert values["act1.total_h"] == pytest.approx(1008)
    assert values["act1.total_weeks"] == pytest.approx(6.0)
    assert values["act1.scoring_h"] == values["act1.scoring_cost_usd"] == 0
    assert values["act1.net_saving_usd"] == 0


def test_the_paced_order_keeps_most_of_its_gain_after_scoring() -> None:
    result = act1("curriculum")
    values = result.values
    assert values["act1.gross_speedup"] == pytest.approx(2.60)
    assert values["act1.steps"] == pytest.approx(19_230.8, rel=CLOSE)
    assert values["act1.scoring_h"] == pytest.approx(26.250, rel=CLOSE)
    assert values["act1.training_h"] == pytest.approx(387.692, rel=CLOSE)
    assert values["act1.total_h"] == pytest.approx(413.942, rel=CLOSE)
    assert values["act1.total_weeks"] == pytest.approx(2.4639, rel=CLOSE)
    assert values["act1.net_speedup"] == pytest.approx(2.4351, rel=CLOSE)
    assert values["act1.scoring_cost_usd"] == pytest.approx(65.625)
    assert values["act1.compute_saved_usd"] == pytest.approx(1550.77, rel=CLOSE)
    assert flags_of("act1", result) == ["act1.net_gain"]


@pytest.mark.parametrize(
    ("method", "gross", "hours", "net", "flags"),
    [
        ("easy_first", 1.32, 789.886, 1.2761, []),
        ("hard_first", 0.70, 1466.25, 0.6875, ["act1.blindspot"]),
    ],
)
def test_simpler_orders_gain_little_or_lose(
    method: str, gross: float, hours: float, net: float, flags: list[str]
) -> None:
    result = act1(method)
    assert result.values["act1.gross_speedup"] == pytest.approx(gross)
    assert result.values["act1.total_h"] == pytest.approx(hours, rel=CLOSE)
    assert result.values["act1.net_speedup"] == pytest.approx(net, rel=CLOSE)
    assert flags_of("act1", result) == flags


def test_people_as_scorers_are_nearly_as_fast_and_cost_a_fortune() -> None:
    result = act1("curriculum", scorer="human")
    assert result.values["act1.total_h"] == pytest.approx(427.692, rel=CLOSE)
    assert result.values["act1.net_speedup"] == pytest.approx(2.3568, rel=CLOSE)
    assert result.values["act1.scoring_cost_usd"] == pytest.approx(30_000)
    assert result.values["act1.net_saving_usd"] == pytest.approx(-28_449.23, rel=CLOSE)
    assert flags_of("act1", result) == ["act1.blindspot"]


def test_ordering_is_worth_more_on_a_small_dataset() -> None:
    small = act1("curriculum", images=10_000).values
    assert small["act1.baseline_steps"] == pytest.approx(1990.54, rel=CLOSE)
    assert small["act1.baseline_h"] == pytest.approx(40.129, rel=CLOSE)
    assert small["act1.net_speedup"] == pytest.approx(2.5565, rel=CLOSE)
    large = act1("curriculum", images=10_000_000).values
    assert large["act1.baseline_steps"] == pytest.approx(250_593.6, rel=CLOSE)
    assert large["act1.net_speedup"] == pytest.approx(2.2906, rel=CLOSE)


def test_the_pilot_of_the_message_is_what_the_law_gives() -> None:
    assert act1("random", images=10_000).values["act1.steps"] == pytest.approx(1990.54, rel=CLOSE)
    paced = act1("curriculum", images=10_000).values
    assert paced["act1.steps"] == pytest.approx(765.59, rel=CLOSE)


def test_the_edge_gains_less_since_scoring_is_as_slow_as_training() -> None:
    values = act1("curriculum", context="edge").values
    assert values["act1.baseline_h"] == pytest.approx(29.63, rel=CLOSE)
    assert values["act1.net_speedup"] == pytest.approx(2.16, rel=CLOSE)


@pytest.mark.parametrize("method", ["easy_first", "hard_first", "curriculum"])
def test_scores_that_are_noise_make_every_order_a_random_one_that_costs_extra(method: str) -> None:
    values = act1(method, reliability=0).values
    assert values["act1.gross_speedup"] == 1.0
    assert values["act1.net_speedup"] < 1.0


@pytest.mark.parametrize(("reliability", "flags"), [(5, ["act1.blindspot"]), (10, [])])
def test_scores_must_be_a_little_better_than_noise_to_pay_for_themselves(
    reliability: int, flags: list[str]
) -> None:
    result = act1("easy_first", reliability=reliability)
    pays = result.values["act1.compute_saved_usd"] > result.values["act1.scoring_cost_usd"]
    assert pays == (not flags)
    assert flags_of("act1", result) == flags


def test_a_six_week_job_is_believable_on_one_h100() -> None:
    assert stated.job_utilisation() == pytest.approx(0.1972, rel=CLOSE)


@pytest.mark.parametrize("method", ["random", "hard_first", "curriculum"])
def test_each_bar_is_as_long_as_its_order_takes(method: str) -> None:
    training, scoring, line = act1(method).figures["act1.wall_clock"]["data"]
    for index, key in enumerate(ordering.ORDER_NAMES):
        hours = act1(key).values
        assert training["y"][index] == pytest.approx(hours["act1.training_h"])
        assert scoring["y"][index] == pytest.approx(hours["act1.scoring_h"])
        assert scoring["text"][index] == f"{hours['act1.net_speedup']:.2f}×"
    chosen = list(ordering.ORDER_NAMES).index(method)
    assert [width > 0 for width in training["marker"]["line"]["width"]] == [
        index == chosen for index in range(4)
    ]
    assert line["y"] == pytest.approx([1008] * 4)


def test_spending_it_all_at_random_buys_what_active_choice_gets_for_half() -> None:
    result = act2("random", 50)
    assert result.values["act2.spend_k_usd"] == 50
    assert result.values["act2.accuracy_pct"] == pytest.approx(84.159, rel=CLOSE)
    assert result.values["act2.cheapest_k_usd"] == pytest.approx(27.027, rel=CLOSE)
    assert result.values["act2.overpay_ratio"] == pytest.approx(1.85)
    assert result.flags == ("act2.dominated",)


def test_the_whole_pool_is_the_same_plan_as_random_labels_for_all_of_it() -> None:
    whole, at_random = act2("full_budget", 50), act2("random", 50)
    assert whole.flags == at_random.flags
    apart = {"act2.min_budget_k_usd"}
    assert {n for n, v in whole.values.items() if v != at_random.values[n]} == apart


def test_a_cap_a_thousand_short_of_the_pool_does_not_buy_the_pool() -> None:
    result = act2("full_budget", 49)
    assert result.flags == ("act2.pool_unaffordable",)
    assert result.values["act2.rest_k_usd"] == pytest.approx(1)
    assert result.values["act2.unlabelled"] == pytest.approx(20_000)
    assert act2("full_budget", 50).flags == ("act2.dominated",)
    assert act2("active_uncertainty", 49).flags == ("act2.frontier_plan",)


def test_a_fifth_of_the_pool_chosen_well_lies_on_the_frontier() -> None:
    result = act2("active_uncertainty", 10)
    assert result.values["act2.labels"] == pytest.approx(200_000)
    assert result.values["act2.effective_k_usd"] == pytest.approx(18.5)
    assert result.values["act2.accuracy_pct"] == pytest.approx(79.352, rel=1e-5)
    assert result.values["act2.overpay_ratio"] == pytest.approx(1.0)
    assert result.values["act2.saving_k_usd"] == 0
    assert result.values["act2.frontier"] == "on"
    assert result.flags == ("act2.frontier_plan",)


def test_the_same_money_at_random_buys_less_and_by_diversity_nearly_as_much() -> None:
    assert act2("random", 10).values["act2.accuracy_pct"] == pytest.approx(76.490, rel=1e-5)
    diversity = act2("active_diversity", 10)
    assert diversity.values["act2.accuracy_pct"] == pytest.approx(78.952, rel=1e-5)
    assert diversity.values["act2.overpay_ratio"] == pytest.approx(1.0882, rel=CLOSE)
    assert diversity.values["act2.frontier"] == "near"
    assert diversity.flags == ("act2.frontier_plan",)


@pytest.mark.parametrize(
    ("strategy", "spend"), [("active_uncertainty", 27.027), ("active_diversity", 29.412)]
)
def test_active_choice_stops_spending_when_the_pool_is_worth_no_more(
    strategy: str, spend: float
) -> None:
    values = act2(strategy, 50).values
    assert values["act2.spend_k_usd"] == pytest.approx(spend, rel=CLOSE)
    assert values["act2.labels"] == pytest.approx(1000 * spend / 0.05, rel=CLOSE)
    assert values["act2.accuracy_pct"] == pytest.approx(84.159, rel=CLOSE)


LEAST = {
    ("cloud", "small"): (10.714, 5.791, 6.302),
    ("cloud", "medium"): (7.166, 3.874, 4.215),
    ("cloud", "large"): (13.577, 7.339, 7.986),
    ("edge", "small"): (2.990, 1.616, 1.759),
    ("edge", "medium"): (2.004, 1.083, 1.179),
    ("edge", "large"): (6.442, 3.482, 3.789),
}


@pytest.mark.parametrize(("context", "model"), LEAST)
def test_the_least_budget_for_the_bar_is_the_one_that_just_clears_it(
    context: str, model: str
) -> None:
    site = SITES[context]
    for strategy, least in zip(
        ("random", "active_uncertainty", "active_diversity"), LEAST[context, model], strict=True
    ):
        values = act2(strategy, 1, model, context).values
        needed = values["act2.min_budget_k_usd"]
        assert needed == pytest.approx(least, rel=CLOSE)
        uncertainty = values["act2.min_budget_uncertainty_k_usd"]
        assert uncertainty == pytest.approx(LEAST[context, model][1], rel=CLOSE)
        settings = SimpleNamespace(strategy=strategy, budget_k=needed, model=model)
        exactly = labelling.labelling(site, settings)
        assert exactly.values["accuracy_pct"] == pytest.approx(exactly.values["bar_pct"])
        assert not exactly.flags["accuracy_short"]
    assert act2("full_budget", 1, model, context).values["act2.min_budget_k_usd"] == 50


@pytest.mark.parametrize("context", ["cloud", "edge"])
def test_the_medium_model_clears_the_bar_for_the_least(context: str) -> None:
    least = {model: LEAST[context, model][0] for model in labelling.MODELS}
    assert min(least, key=lambda model: least[model]) == "medium"


@pytest.mark.parametrize(
    ("strategy", "budget_k", "margin"),
    [
        ("active_uncertainty", 1, 3.246),
        ("active_uncertainty", 10, 0.474),
        ("active_uncertainty", 27, 0.182),
        ("random", 50, 0.098),
    ],
)
def test_the_last_thousand_dollars_buy_less_and_less(
    strategy: str, budget_k: int, margin: float
) -> None:
    values = act2(strategy, budget_k).values
    assert round(values["act2.marginal_pp_per_k_usd"], 3) == margin


STATES = ("pool_unaffordable", "accuracy_short", "dominated", "frontier_plan")


@pytest.mark.parametrize(
    ("context", "counts"), [("cloud", (147, 62, 183, 328)), ("edge", (147, 20, 203, 350))]
)
def test_every_plan_is_in_exactly_one_state_as_counted(
    context: str, counts: tuple[int, ...]
) -> None:
    plans = list(product(labelling.MODELS, labelling.LABEL_EFFICIENCY, range(1, 61)))
    model, strategy, budget_k = (np.array(column) for column in zip(*plans, strict=True))
    settings = SimpleNamespace(model=model, strategy=strategy, budget_k=budget_k)
    flags = labelling.labelling(SITES[context], settings).flags
    assert tuple(int(np.sum(flags[state])) for state in STATES) == counts
    assert np.all(np.sum([flags[state] for state in STATES], axis=0) == 1)


def test_no_learning_curve_runs_past_what_it_was_fitted_to() -> None:
    for model, full_pool in (("small", 81.68), ("medium", 84.16), ("large", 84.58)):
        values = act2("full_budget", 60, model).values
        assert values["act2.accuracy_pct"] == pytest.approx(full_pool, abs=0.005)
        assert values["act2.accuracy_pct"] < 85


@pytest.mark.parametrize("model", list(labelling.MODELS))
def test_on_the_frontier_means_that_no_plan_of_the_bench_is_better(model: str) -> None:
    bench = product(labelling.LABEL_EFFICIENCY, range(1, 61))
    plans = [act2(strategy, budget_k, model).values for strategy, budget_k in bench]
    # Plans that differ by rounding dust are the same plan.
    costs = [round(plan["act2.spend_k_usd"], 9) for plan in plans]
    losses = [-round(plan["act2.accuracy_pct"], 9) for plan in plans]
    for plan, undominated in zip(plans, pareto.front(costs, losses), strict=True):
        assert undominated == (plan["act2.frontier"] == "on")


def test_the_star_stands_where_the_money_is_spent_not_where_the_cap_is() -> None:
    figure = act2("active_uncertainty", 60).figures["act2.pareto"]
    star = next(trace for trace in figure["data"] if trace["name"] == "Your plan")
    assert star["x"] == [pytest.approx(27.027, rel=CLOSE)]
    assert star["meta"]["on"] == "Uncertainty"
    ends = {t["name"]: t["x"][-1] for t in figure["data"] if t["meta"]["kind"] == "curve"}
    assert ends["Random"] == 50
    assert ends["Diversity"] == pytest.approx(29.41, rel=CLOSE)
    assert ends["Frontier"] == ends["Uncertainty"] == pytest.approx(27.03, rel=CLOSE)


@pytest.mark.parametrize(
    ("question", "key"),
    [("act1.prediction", "c"), ("act1.reflection", "c"),
     ("act2.prediction", "c"), ("act2.reflection", "b")],
)  # fmt: skip
def test_the_right_answers_are_those_of_the_physics(question: str, key: str) -> None:
    assert LAB.question(question).right_key(LAB) == key


def test_only_one_plan_of_the_prediction_is_viable_and_unbeaten() -> None:
    assert labelling.unbeaten(LAB) == {"a": False, "b": False, "c": True, "d": False}


def recorded(*events: dict[str, Any]) -> dict[str, Any]:
    now, place = "2026-01-01T00:00:00Z", None
    for event in events:
        place = session.event({"lab": "v1_09", "place": place, "event": event, "now": now})["place"]
    asked = {"lab": "v1_09", "place": place, "previous": None, "now": now, "track": ""}
    record: dict[str, Any] = session.record(asked)["record"]
    return record


def answered(question: str, option: str) -> dict[str, Any]:
    return {"type": "commit", "question": question, "option": option}


def moved(control: str, value: object) -> dict[str, Any]:
    return {"type": "set", "control": control, "value": value, "settled": True}


def test_the_ledger_keeps_what_was_chosen_and_what_came_of_it() -> None:
    record = recorded(
        answered("act1.prediction", "d"),
        moved("act1.method", "curriculum"),
        answered("act2.prediction", "c"),
        moved("act2.strategy", "active_uncertainty"),
        moved("act2.budget_k", 10),
    )
    assert record["context"] == "cloud"
    assert record["design"]["selection_strategy"] == "active_uncertainty"
    assert record["design"]["annotation_budget_k"] == 10.0
    assert record["design"]["act2_decision"] == "active_uncertainty"
    assert record["metrics"]["act1_net_speedup"] == pytest.approx(2.4351, rel=CLOSE)
    assert record["metrics"]["act2_result"] == pytest.approx(79.352, rel=CLOSE)
    assert record["metrics"]["act2_overpay"] == pytest.approx(1.0)
    assert record["metrics"]["pareto_optimal"] is True
    assert record["act1"]["choice"] == "d"
    assert record["act1"]["correct"] is False
    assert record["act1"]["predicted"] == 10
    assert record["act1"]["actual"] == pytest.approx(2.4351, rel=CLOSE)
    assert record["act2"]["choice"] == "c"
    assert record["act2"]["correct"] is True
    assert record["act2"]["predicted"] is None
    assert record["constraint_hit"] is False  # the plan on the desk was the CTO's, and was changed
    assert record["final_ok"] is True
    [failure] = record["failures"]
    assert (failure["id"], failure["domain"], failure["initial"]) == (
        "act2.dominated",
        "energy_cost",
        True,
    )


def test_scores_that_cost_more_than_they_save_warn_without_going_on_record_as_a_failure() -> None:
    record = recorded(
        answered("act1.prediction", "c"),
        answered("act2.prediction", "c"),
        moved("act2.strategy", "active_uncertainty"),
        moved("act1.method", "hard_first"),
    )
    assert "act1.blindspot" in LAB.evaluate(**{"act1.method": "hard_first"}).flags
    assert LAB.act("act1").flags[0].severity == "warn"
    assert [failure["id"] for failure in record["failures"]] == ["act2.dominated"]
    assert record["final_ok"] is True


def test_a_design_of_an_act_still_locked_is_not_on_record() -> None:
    record = recorded(answered("act1.prediction", "c"))
    assert "selection_strategy" not in record["design"]
    assert "act2_result" not in record["metrics"]
    assert record["metrics"]["act1_net_speedup"] == 1.0
    assert record["final_ok"] is None


def test_scoring_that_eats_the_gain_takes_twenty_passes_for_a_net_of_1_1044() -> None:
    """A run of 38.4 passes at 2.6 times the speed: 1 / (1 / 2.6 + 20 / 38.4)."""
    assert ordering.passes_per_run() == pytest.approx(38.4)
    assert ordering.net_after(ordering.MANY_PASSES) == pytest.approx(1.104425, rel=1e-5)


def test_the_hardest_tenth_alone_would_be_ten_times_as_fast() -> None:
    option = LAB.question("act1.prediction").option("d")
    assert option.reasoning is not None
    assert option.reasoning() == pytest.approx(10, rel=1e-9)
    assert option.predicted == 10


def test_fifty_labelers_score_a_million_images_in_forty_hours_to_the_minute() -> None:
    assert act1("curriculum", scorer="human").values["act1.scoring_h"] == pytest.approx(40)
