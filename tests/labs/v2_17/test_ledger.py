"""What Act I of V2-17 says of ledgers: full, empty, lopsided, damaged; and what it records."""

import json
import random
from typing import Any

import pytest

from mlsys_core import archaeology, course, session
from mlsys_core.archaeology import Rate
from mlsys_core.labs import ids
from mlsys_core.sample_ledger import sample_ledger
from tests.labs.v2_17.designs import LAB

NOW = "2026-01-01T00:00:00Z"
SAMPLE = sample_ledger()


def values(ledger: Any = None, **settings: Any) -> dict[str, Any]:
    changed = {f"act1.{name}": value for name, value in settings.items()}
    return LAB.evaluate(ledger=ledger, **changed).values


def only(lab_ids) -> dict[str, Any]:
    return {"schema": 2, "labs": {key: SAMPLE["labs"][key] for key in lab_ids}}


def record(lab_id: str, *hits: str) -> dict[str, Any]:
    failures = [{"domain": d, "student_triggered": True, "active_at_save": False} for d in hits]
    return {
        "lab": lab_id,
        "status": "complete",
        "failures": failures,
        "constraint_hit": bool(hits),
        "final_ok": True,
        "act1": {"correct": True},
        "act2": {"correct": True},
    }


# The sample


@pytest.mark.parametrize("look", [{"ledger": SAMPLE}, {"source": "sample"}])
def test_the_sample_reads_as_it_was_written(look):
    found = values(**look)
    assert (found["act1.labs_recorded"], found["act1.labs_hit"]) == (32, 22)
    assert found["act1.vol1_accuracy_pct"] == 75
    assert found["act1.vol2_accuracy_pct"] == pytest.approx(100 * 23 / 32)
    assert found["act1.group_a_pct"] == pytest.approx(100 * 7 / 12)
    assert found["act1.group_b_pct"] == 60
    assert found["act1.group_c_pct"] == 50
    assert found["act1.lead_points"] == pytest.approx(60 - 200 / 3)
    assert found["act1.answer"] == "d"


@pytest.mark.parametrize(
    ("domain", "hits", "right"),
    [
        ("memory", (7, 12), (10, 14)),
        ("compute", (2, 3), (8, 10)),
        ("serving", (3, 7), (4, 8)),
        ("scale", (1, 2), (3, 4)),
        ("network", (2, 5), (6, 8)),
        ("reliability", (2, 3), (5, 6)),
        ("trust", (3, 7), (5, 8)),
        ("energy_cost", (5, 10), (4, 4)),
    ],
)
def test_each_domain_of_the_sample_counts_its_labs_and_predictions(domain, hits, right):
    found = values(SAMPLE)
    assert found[f"act1.hit_rate_{domain}_pct"] == pytest.approx(100 * hits[0] / hits[1])
    assert found[f"act1.accuracy_{domain}_pct"] == pytest.approx(100 * right[0] / right[1])


@pytest.mark.parametrize(
    ("settings", "leads", "pct"),
    [
        ({"min_labs": 1}, "compute,reliability", 66.7),
        ({"min_labs": 2}, "compute,reliability", 66.7),
        ({"min_labs": 4}, "memory", 58.3),
        ({"measure": "accuracy"}, "serving", 50),
    ],
)
def test_who_leads_depends_on_what_is_asked_and_ties_are_all_named(settings, leads, pct):
    found = values(SAMPLE, **settings)
    assert found["act1.leading_domain"] == leads
    assert found["act1.leading_domain_pct"] == pytest.approx(pct, abs=0.05)


def test_filters_change_what_is_shown_and_never_the_answer():
    both, first = values(SAMPLE), values(SAMPLE, volume="vol1")
    assert both["act1.hit_rate_network_pct"] == 40
    assert first["act1.hit_rate_network_pct"] is None
    same = ("answer", "lead_points", "group_b_pct", "labs_recorded", "most_hit_domain")
    assert [both[f"act1.{n}"] for n in same] == [first[f"act1.{n}"] for n in same]


# Too little to say


@pytest.mark.parametrize("ledger", [None, {}, {"schema": 2, "labs": {}}, {"labs": None}, [], "x"])
def test_an_empty_ledger_has_no_rates_no_verdict_and_nothing_in_red(ledger):
    found = values(ledger)
    rates = [name for name in found if name.startswith("act1.") and name.endswith("_pct")]
    assert [found[name] for name in rates] == [None] * len(rates)
    assert (found["act1.answer"], found["act1.leading_domain"]) == (None, None)
    assert (found["act1.labs_recorded"], found["act1.labs_missing"]) == (0, 12)
    assert {found[f"act1.missing_{group}"] for group in "abc"} == {2}
    view = Reader(ledger).answers("act1.prediction", "a")
    assert [v for n, v in view["values"].items() if v.get("tone") == "bad"] == []
    assert view["questions"]["act1.prediction"]["correct"] is None


def test_memory_labs_alone_say_nothing_of_the_other_families():
    memory = [entry.id for entry in course.LABS if "memory" in entry.domains]
    found = values(only(lab for lab in memory if lab != "v2_17"))
    assert found["act1.labs_recorded"] == 12
    assert (found["act1.answer"], found["act1.missing_b"], found["act1.missing_c"]) == (None, 1, 0)


def test_volume_one_alone_can_never_be_answered():
    first = [entry.id for entry in course.LABS if entry.volume == 1]
    found = values(only(first))
    assert (found["act1.labs_recorded"], found["act1.answer"]) == (16, None)
    assert found["act1.missing_b"] == 2


def test_four_labs_are_too_few_and_the_page_says_whose_gap_it_is():
    found = values(only(["v1_04", "v1_09", "v1_12", "v2_11"]))
    assert found["act1.answer"] is None
    assert [found[f"act1.missing_{group}"] for group in "abc"] == [1, 1, 0]
    published = [lab for lab in ids() if lab != "v2_17"]
    whose = "ledger" if archaeology.enough_published(published) else "course"
    assert found["act1.evidence"] == whose
    assert found["act1.labs_published"] == len(published)


def test_the_whole_course_would_be_enough_to_publish():
    prior = [entry.id for entry in course.LABS if entry.id != "v2_17"]
    assert archaeology.enough_published(prior)
    assert not archaeology.enough_published(prior[:11])


# The rule


def ledger_with(rates: dict[str, float], dice: random.Random, keep: float = 1.0) -> dict[str, Any]:
    labs = {}
    for entry in archaeology.PRIOR_LABS:
        if dice.random() < keep:
            hits = [d for d in entry.domains if dice.random() < rates.get(d, 0.5)]
            labs[entry.id] = record(entry.id, *hits)
    return {"schema": 2, "labs": labs}


@pytest.mark.parametrize(
    ("family", "domains"), [("a", ["memory"]), ("b", ["scale", "network"]), ("c", ["energy_cost"])]
)
def test_a_family_that_stands_out_is_the_answer(family, domains):
    labs = {e.id: record(e.id, *[d for d in domains if d in e.domains])
            for e in archaeology.PRIOR_LABS}  # fmt: skip
    found = values({"schema": 2, "labs": labs})
    assert (found["act1.answer"], found["act1.lead_points"]) == (family, 100)
    assert LAB.question("act1.prediction").right_key(LAB, {"labs": labs}) == family


def test_a_lead_of_just_twenty_points_is_enough_and_a_hair_less_is_not():
    rates = {
        "a": Rate(6, 10),
        "b": Rate(2, 5),
        "c": Rate(4, 10),
    }
    verdict = archaeology.Verdict(rates, {}, recorded=20)
    assert verdict.answer == "a"
    closer = archaeology.Verdict(rates | {"c": Rate(41, 100)}, {}, recorded=20)
    assert closer.answer == "d"


def test_two_hits_are_too_few_to_stand_out():
    rates = {"a": Rate(2, 2), "b": Rate(0, 5), "c": Rate(0, 10)}
    assert archaeology.Verdict(rates, {}, recorded=17).answer == "d"


def test_a_domain_outside_the_families_is_a_rival_if_it_has_two_labs():
    groups = {
        "a": Rate(6, 10),
        "b": Rate(0, 5),
        "c": Rate(0, 9),
    }
    one, two = Rate(1, 1), Rate(2, 2)
    assert archaeology.Verdict(groups, {"trust": one}, recorded=20).answer == "a"
    assert archaeology.Verdict(groups, {"trust": two}, recorded=20).answer == "d"


def test_chance_alone_rarely_crowns_a_family_and_a_real_one_is_mostly_found():
    dice = random.Random(17)  # noqa: S311 - repeatable, not secret
    equal = [archaeology.verdict_on(ledger_with({}, dice)).answer for _ in range(2000)]
    assert equal.count("d") / 2000 == pytest.approx(0.919, abs=0.03)
    for family, domains in archaeology.GROUPS.items():
        rates = {d: 0.95 if d in domains else 0.30 for d in course.DOMAINS}
        found = [archaeology.verdict_on(ledger_with(rates, dice)).answer for _ in range(1000)]
        assert found.count(family) / 1000 == pytest.approx(0.87, abs=0.06)


@pytest.mark.parametrize(("keep", "insufficient"), [(1 / 2, 0.22), (1 / 3, 0.75)])
def test_a_ledger_half_kept_is_often_too_short(keep, insufficient):
    dice = random.Random(18)  # noqa: S311 - repeatable, not secret
    found = [archaeology.verdict_on(ledger_with({}, dice, keep)).answer for _ in range(2000)]
    assert found.count(None) / 2000 == pytest.approx(insufficient, abs=0.04)


# What a record does not say


def test_a_lab_counts_once_in_a_family_however_many_of_its_domains_it_hit():
    labs = {"v2_02": record("v2_02", "scale", "network")}
    assert values({"labs": labs})["act1.group_b_pct"] == 100
    groups = archaeology.verdict_on({"labs": labs}).groups
    assert (groups["b"].hits, groups["b"].known) == (1, 1)


@pytest.mark.parametrize(
    "unsure",
    [{}, {"failures": [], "constraint_hit": None}, {"failures": "none"}, {"constraint_hit": True}],
)
def test_what_a_record_does_not_say_is_left_out_and_never_taken_for_no(unsure):
    found = values({"labs": {"v1_08": unsure}})
    assert found["act1.labs_recorded"] == 1
    assert found["act1.hit_rate_memory_pct"] is None
    assert found["act1.accuracy_memory_pct"] is None


def test_a_lab_without_any_failure_is_clear():
    found = values({"labs": {"v1_08": record("v1_08")}})
    assert found["act1.hit_rate_memory_pct"] == 0
    assert found["act1.leading_domain"] is None


def test_a_failure_met_at_the_default_but_not_by_the_readers_hand_is_no_hit():
    initial = record("v1_08") | {
        "failures": [{"domain": "memory", "initial": True, "student_triggered": False,
                      "active_at_save": False}],
    }  # fmt: skip
    assert values({"labs": {"v1_08": initial}})["act1.hit_rate_memory_pct"] == 0


def test_junk_in_a_ledger_neither_counts_nor_breaks():
    broken = {"failures": [None, 7, {"domain": []}], "act1": [1], "act2": {"correct": "yes"}}
    junk = {name: record(name) for name in ("v9_99", "v1_00", "v2_17")}
    junk |= {"v1_08": 3, "v1_10": record("v1_10") | broken}
    found = values({"labs": junk})
    assert found["act1.labs_recorded"] == 1
    assert found["act1.overall_accuracy_pct"] is None


# The journey


def cells(ledger: Any) -> dict[str, tuple[str, str]]:
    board = LAB.evaluate(ledger=ledger).boards["act1.journey"]
    return {c["id"]: (c["key"], c["sign"]) for row in board["rows"] for c in row["cells"]}


def test_the_journey_has_all_thirty_three_labs_in_two_rows():
    rows = LAB.evaluate().boards["act1.journey"]["rows"]
    assert [len(row["cells"]) for row in rows] == [16, 17]
    assert [row["title"] for row in rows] == ["Volume I", "Volume II"]


def test_the_journey_tells_none_clear_hit_and_still_open_apart_by_word_and_sign():
    labs = {
        "v1_08": record("v1_08"),
        "v1_10": record("v1_10", "memory"),
        "v1_11": record("v1_11", "memory") | {"final_ok": False},
        "v1_12": {"constraint_hit": None},
    }
    found = cells({"labs": labs})
    assert found["v1_01"] == ("none", "–")
    assert found["v1_08"] == ("clear", "✓")
    assert found["v1_10"] == ("hit", "!")
    assert found["v1_11"] == ("open", "✗")
    assert found["v1_12"] == ("begun", "…")
    assert found["v2_17"] == ("here", "○")


def test_the_sample_shows_three_labs_still_open():
    found = cells(SAMPLE)
    assert [lab for lab, (key, _) in found.items() if key == "open"] == ["v1_07", "v2_07", "v2_15"]


# Practice, and the record


class Reader:
    """Plays a reader through the session's one door."""

    def __init__(self, ledger: Any) -> None:
        self.ledger, self.place, self.kept = ledger, None, None

    def does(self, type_: str, **event: Any) -> Any:
        request = {"lab": "v2_17", "place": self.place, "event": {"type": type_, **event},
                   "now": NOW, "slots": [], "ledger": self.ledger}  # fmt: skip
        answer = json.loads(session.handle("event", json.dumps(request)))
        self.place = answer["place"]
        return answer["view"]

    def answers(self, question: str, option: str) -> Any:
        return self.does("commit", question=question, option=option, at=NOW)

    def looks_at(self, source: str) -> Any:
        return self.does("set", control="act1.source", value=source, settled=True)

    def saved(self) -> Any:
        request = {"lab": "v2_17", "place": self.place, "previous": self.kept, "now": NOW,
                   "track": "", "ledger": self.ledger}  # fmt: skip
        self.kept = json.loads(session.handle("record", json.dumps(request)))["record"]
        return self.kept


def test_an_answer_on_the_sample_is_judged_by_the_sample_and_leaves_no_trace():
    reader = Reader({})
    reader.answers("act1.prediction", "a")
    reader.looks_at("sample")
    said = reader.answers("act1.prediction", "d")["questions"]["act1.prediction"]
    assert (said["practice"], said["choice"], said["correct"]) == (True, "d", True)
    assert (said["first"], said["first_correct"]) == ("a", None)
    kept = reader.saved()
    assert (kept["act1"]["choice"], kept["act1"]["correct"]) == ("a", None)
    assert kept["metrics"]["act1.labs_recorded"] == 0
    assert kept["extra"]["ledger_answer"] is None
    back = reader.looks_at("mine")["questions"]["act1.prediction"]
    assert (back["practice"], back["choice"], back["attempts"]) == (False, "a", 1)


def test_a_first_answer_on_the_sample_opens_the_act_and_is_forgotten_with_it():
    reader = Reader({})
    reader.looks_at("sample")
    assert reader.answers("act1.prediction", "d")["gates"]["act1"] == "open"
    assert reader.saved() is None
    assert reader.looks_at("mine")["gates"]["act1"] == "locked"


def test_starting_the_act_over_drops_practice_too():
    reader = Reader({})
    reader.answers("act1.prediction", "b")
    reader.looks_at("sample")
    reader.answers("act1.prediction", "d")
    view = reader.does("reset", act="act1")
    assert view["controls"]["act1.source"]["value"] == "mine"
    assert view["questions"]["act1.prediction"]["choice"] == "b"


def test_an_answer_without_evidence_is_scored_when_the_ledger_can_judge_it():
    reader = Reader({})
    reader.answers("act1.prediction", "d")
    assert reader.saved()["act1"]["correct"] is None
    reader.ledger = SAMPLE
    assert reader.saved()["act1"]["correct"] is True
    reader.ledger = {}
    assert reader.saved()["act1"]["correct"] is True


def test_saving_five_times_leaves_one_record_that_changed_as_often_as_its_content():
    reader = Reader({})
    reader.answers("act2.prediction", "b")
    for _ in range(5):
        reader.saved()
    assert reader.kept["rev"] == 1
    for size in (20, 20, 25, 30):
        reader.does("set", control="act2.model_size_b", value=size, settled=True)
        reader.saved()
    assert reader.kept["rev"] <= 5


def test_the_record_holds_the_design_its_results_and_what_the_ledger_said():
    reader = Reader(SAMPLE)
    for question, option in (("act1.prediction", "d"), ("act1.reflection", "b"),
                             ("act2.prediction", "b"), ("act2.reflection", "b")):  # fmt: skip
        reader.answers(question, option)
    for name, value in (("model_size_b", 9), ("adv_train_weight", 0.4),
                        ("checkpoint_interval_min", 10)):  # fmt: skip
        reader.does("set", control=f"act2.{name}", value=value, settled=True)
    kept = reader.saved()
    assert (kept["status"], kept["context"]) == ("complete", "fleet")
    assert (kept["act1"]["correct"], kept["act2"]["correct"]) == (True, True)
    assert (kept["act2"]["predicted"], kept["act2"]["actual"]) == (None, None)
    assert "act2.map_axis" not in kept["design"]
    assert kept["design"]["act2.model_size_b"] == 9
    assert kept["design"]["act2_decision"] == "tp_dp"
    metrics = kept["metrics"]
    assert metrics["acc"] == pytest.approx(0.9502, abs=6e-6)
    assert metrics["p99_ms"] == pytest.approx(152.18, abs=6e-3)
    assert (metrics["n_met"], metrics["act2_result"]) == (6, "approved")
    met = ("accuracy", "latency", "dp", "adversarial", "carbon", "fault_tolerance", "gpu_budget",
           "memory", "constraints_all")  # fmt: skip
    assert all(metrics[f"{name}_met"] is True for name in met)
    others = ("rob", "cut", "t_co2_day", "uptime", "goodput", "t_star_min", "gpus_serve",
              "gpus_train")  # fmt: skip
    assert all(isinstance(metrics[name], float) for name in others)
    assert kept["extra"] == {
        "ledger_answer": "D",
        "group_a_pct": pytest.approx(100 * 7 / 12),
        "group_b_pct": 60,
        "group_c_pct": 50,
        "labs_recorded": 32,
        "curriculum_complete": True,
    }
    assert (kept["constraint_hit"], kept["final_ok"]) == (False, True)
    initial = {f["id"]: f["initial"] for f in kept["failures"]}
    assert initial["act2.p99_slo"] is True


def test_the_curriculum_is_complete_only_with_all_labs_and_this_one_done():
    reader = Reader(only(["v1_12"]))
    reader.answers("act1.prediction", "a")
    assert reader.saved()["extra"]["curriculum_complete"] is False
