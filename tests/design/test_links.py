"""A design that travels in a link: whole on the way out, checked and harmless on the way in."""

import json

import pytest

from mlsys_core import session
from mlsys_core.labs import get, ids

NOW = "2026-03-01T10:00:00Z"
ALERT = "<img src=x onerror=alert(1)>"


def ask(method, lab, **more):
    return json.loads(session.handle(method, json.dumps({"lab": lab, "now": NOW} | more)))


def after(lab, place, **event):
    return ask("event", lab, place=place, event=event)["place"]


def opened(lab, *acts, place=None):
    for act in acts:
        place = after(lab, place, type="commit", question=f"{act}.prediction", option="a")
    return place


def moved(lab, place, **controls):
    for name, value in controls.items():
        control = "context" if name == "context" else name.replace("_", ".", 1)
        place = after(lab, place, type="set", control=control, value=value, settled=True)
    return place


def elsewhere(lab_id):
    """A place with every act open, the other context, and every control away from its default."""
    lab = get(lab_id)
    place = opened(lab_id, *(act.id for act in lab.acts))
    place = after(lab_id, place, type="set", control="context", value=lab.contexts[-1].key)
    for act in lab.acts:
        for control in act.controls:
            name = f"{act.id}.{control.id}"
            value = next(v for v in control.values() if v != place["settings"][name])
            place = after(lab_id, place, type="set", control=name, value=value, settled=True)
    return place


@pytest.mark.parametrize("lab_id", ids())
def test_a_design_arrives_as_it_was_sent(lab_id):
    sent = elsewhere(lab_id)
    pairs = ask("design.write", lab_id, place=sent)["pairs"]
    assert all(isinstance(word, str) for pair in pairs for word in pair)
    acts = [act.id for act in get(lab_id).acts]
    here = opened(lab_id, *acts)
    offer = ask("design.read", lab_id, place=here, pairs=pairs)
    assert offer["left_out"] == []
    differs = {name for name, value in here["settings"].items() if sent["settings"][name] != value}
    assert {change["control"] for change in offer["changes"]} == differs != set()
    place = after(lab_id, here, type="use_design", design=pairs)
    assert (place["context"], place["settings"]) == (sent["context"], sent["settings"])
    again = ask("design.read", lab_id, place=place, pairs=pairs)
    assert again == {"context": None, "changes": [], "later": [], "left_out": []}


def test_what_would_change_is_told_in_the_words_of_the_page():
    pairs = [["design", "v1_12"], ["context", "edge"], ["act1.serial_pct", "40"]]
    offer = ask("design.read", "v1_12", place=opened("v1_12", "act1"), pairs=pairs)
    assert offer["context"] == "edge"
    serial = next(c for c in offer["changes"] if c["control"] == "act1.serial_pct")
    assert (serial["from"]["text"], serial["to"]) == ("15\xa0%", {"value": "40", "text": "40\xa0%"})


def test_a_locked_act_says_nothing_of_its_design_and_takes_it_when_it_opens():
    pairs = [["design", "v1_12"], ["act2.bench_batch", "8"], ["act1.num_proc", "8"]]
    here = opened("v1_12", "act1")
    offer = ask("design.read", "v1_12", place=here, pairs=pairs)
    assert [change["control"] for change in offer["changes"]] == ["act1.num_proc"]
    assert offer["later"] == ["act2"]
    place = after("v1_12", here, type="use_design", design=pairs)
    assert place["settings"]["act2.bench_batch"] == here["settings"]["act2.bench_batch"] != 8
    assert ["act2.bench_batch", "8"] in ask("design.write", "v1_12", place=place)["pairs"]
    place = opened("v1_12", "act2", place=place)
    assert place["settings"]["act2.bench_batch"] == 8
    assert place["held"] == {}


def test_what_waits_goes_when_the_reader_moves_elsewhere_or_starts_over():
    lab = get("v1_12")
    varying = {f"act1.{c.id}" for c in lab.act("act1").controls if c.varies_by_context}
    assert "act1.serial_pct" in varying
    pairs = [["design", "v1_12"], ["act1.serial_pct", "40"], ["act1.num_proc", "8"]]
    place = after("v1_12", None, type="use_design", design=pairs)
    assert place["held"] == {"act1.serial_pct": 40, "act1.num_proc": 8}
    assert moved("v1_12", place, context="edge")["held"] == {"act1.num_proc": 8}
    assert after("v1_12", place, type="start_over")["held"] == {}


def test_a_failure_that_a_link_brings_was_not_there_from_the_start():
    flag, pairs = "act2.time_trap", [["design", "v1_04"], ["act2.dataset_gb", "500000"]]
    place = after("v1_04", opened("v1_04", "act2"), type="use_design", design=pairs)
    assert place["failures"][flag]["student_triggered"]
    place = opened("v1_04", "act2", place=after("v1_04", None, type="use_design", design=pairs))
    assert place["failures"][flag]["active"]
    assert not place["failures"][flag]["initial"]


def test_each_wrong_part_is_named_and_the_rest_is_used():
    pairs = [
        ["design", "v1_12"],
        ["context", "moon"],
        ["act1.serial_pct", "15.5"],
        ["act1.num_proc", ALERT],
        ["act9.speed", "1"],
        ["act1.efficiency", "75"],
    ]
    here = opened("v1_12", "act1")
    offer = ask("design.read", "v1_12", place=here, pairs=pairs)
    assert [change["control"] for change in offer["changes"]] == ["act1.efficiency"]
    said = " ".join(offer["left_out"])
    for words in ("context 'moon'", "act1.serial_pct", "in steps of", ALERT, "'act9.speed'"):
        assert words in said
    place = after("v1_12", here, type="use_design", design=pairs)
    assert place["settings"] == here["settings"] | {"act1.efficiency": 75}


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([["design", "v2_11"], ["context", "cloud"]], "it leads to V2-11, and this is V1-12"),
        ([["design", ALERT * 9]], "it leads to no lab ('<img"),
        ([["design", "v1_12"], *[["x", "y"]] * 5000], "it has 5001 parts"),
        ([["design", "v1_12"], ["a" * 9000, "1"]], "a" * 40 + "…"),
        ([["design", "v1_12"], ["act1.num_proc", "9" * 5000]], "act1.num_proc = '9999"),
        ([["design", "v1_12"], *[[f"x{n}", "1"] for n in range(50)]], "and 46 more like these"),
    ],
)
def test_a_link_that_is_no_design_changes_nothing_and_its_message_stays_short(pairs, said):
    here = opened("v1_12", "act1", "act2")
    offer = ask("design.read", "v1_12", place=here, pairs=pairs)
    assert (offer["context"], offer["changes"], offer["later"]) == (None, [], [])
    assert said in " ".join(offer["left_out"])
    assert len(" ".join(offer["left_out"])) < 1000
    assert after("v1_12", here, type="use_design", design=pairs) == here
