"""A damaged ledger gives up what can be read, says what is wrong, and raises nothing else."""

import json
import random
from copy import deepcopy

import pytest

from mlsys_core.ledger import NotALedger, empty, merged, read_text
from mlsys_core.ledger.overview import overview
from mlsys_core.ledger.plain import canonical
from mlsys_core.ledger.preview import preview
from mlsys_core.ledger.report import is_unedited, report
from mlsys_core.sample_ledger import sample_ledger
from mlsys_core.session import handle
from tests.ledger.made import full_ledger

MUTANTS = 10_000
SCRIPT = "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\">"


@pytest.fixture(scope="module")
def ledger():
    return full_ledger()


def test_of_a_text_cut_off_everything_before_the_cut_is_read(ledger):
    labs = list(ledger["labs"])
    text = json.dumps(ledger)
    cut = text.index(f'"{labs[-1]}":')
    reading = read_text(text[: cut + 900])
    assert reading.damaged
    assert list(reading.document["labs"]) == labs
    for lab in labs[:-1]:
        assert reading.document["labs"][lab] == ledger["labs"][lab]
    assert reading.document["labs"][labs[-1]]["status"] == "complete"


def test_records_behind_the_damage_are_read_too(ledger):
    labs = list(ledger["labs"])
    text = json.dumps(ledger)
    at = text.index(f'"{labs[0]}":') + 200
    reading = read_text(text[:at] + "\x00\x00" + text[at + 2 :])
    assert set(reading.document["labs"]) == set(labs)
    assert reading.document["labs"][labs[1]] == ledger["labs"][labs[1]]
    assert "damaged at line 1" in str(reading.problems[0])


def test_a_field_of_the_wrong_kind_is_named_and_kept(ledger):
    spoilt = json.loads(json.dumps(ledger))
    spoilt["labs"]["v1_12"]["failures"] = "none"
    spoilt["labs"]["v1_12"]["act1"]["correct"] = "yes"
    reading = read_text(json.dumps(spoilt))
    assert [str(problem) for problem in reading.problems] == [
        "labs.v1_12.failures: 'none' does not fit; it takes a list",
        "labs.v1_12.act1.correct: 'yes' does not fit; it takes true or false",
    ]
    kept = reading.document["labs"]["v1_12"]["unreadable"]
    assert kept == {"failures": "none", "act1.correct": "yes"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "this is empty"),
        ("[]", "a list"),
        ("null", "null"),
        ('{"name": "x"}', "an object"),
        ("hello", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ('{"a":' * 100_000, "no JSON"),
    ],
)
def test_what_is_no_ledger_is_refused_with_a_reason(text, told):
    with pytest.raises(NotALedger, match=told):
        read_text(text)


def test_a_record_nested_without_end_costs_that_value_only():
    deep = "[" * 5000 + "]" * 5000
    reading = read_text(
        '{"schema":2,"labs":{"v1_04":{"rev":1},"v1_12":{"extra":' + deep + ',"rev":2}}}'
    )
    assert reading.document["labs"]["v1_04"]["rev"] == 1
    assert reading.problems


def test_a_ledger_of_a_newer_site_is_read_as_far_as_it_goes_and_said_to_be_newer():
    reading = read_text('{"schema": 7, "labs": {"v1_04": {"rev": 2, "mood": "calm"}}}')
    assert "newer" in str(reading.problems[0])
    assert reading.document["labs"]["v1_04"]["mood"] == "calm"


@pytest.mark.thorough
def test_ten_thousand_mutated_ledgers_do_no_harm(ledger):
    rng = random.Random(6)  # noqa: S311 (the same mutants every time)
    texts = [json.dumps(small(ledger)), json.dumps(small(sample_ledger()))]
    current = small(ledger)
    for index in range(MUTANTS):
        text = mutated(texts[index % 2], rng)
        through_everything(text, current, thorough=index % 20 == 0)


def small(ledger):
    """Return the ledger with two labs, without their histories: small enough for many rounds."""
    labs = dict(list(ledger["labs"].items())[:2])
    return {"schema": 2, "labs": {lab: labs[lab] | {"history": None} for lab in labs}}


def through_everything(text, current, *, thorough):
    before = text.encode("utf-16", "surrogatepass")
    answer = json.loads(handle("ledger.read", json.dumps({"text": text})))
    if answer["document"] is None:
        assert answer["problems"]
        return
    document = answer["document"]
    both = merged(document, current)
    assert canonical(both) == canonical(merged(current, document))
    assert set(both["labs"]) >= set(current["labs"]) - set(document.get("resets") or ())
    if thorough:
        assert canonical(read_text(json.dumps(document)).document) == canonical(document)
        assert_harmless(report(both, name=SCRIPT, now="2026-03-01"))
        overview(both)
        preview(current, document, "merge", "2026-03-01T10:00:00Z")
        preview(current, document, "replace", "2026-03-01T10:00:00Z")
        answer = handle("ledger.class_read", json.dumps({"files": [{"name": "x", "text": text}]}))
        handle("ledger.class", answer)
        record = next(iter(document["labs"].values()), None)
        asked = {"lab": "v1_12", "place": None, "previous": record, "now": "2026-03-01T10:00:00Z"}
        handle("record", json.dumps(asked))
    assert text.encode("utf-16", "surrogatepass") == before


def assert_harmless(markdown):
    assert "<script" not in markdown.replace("\\<", "")
    assert is_unedited(markdown) is True


def mutated(text, rng):
    """Damage a text as disks, networks, editors and pranksters do."""
    kind = rng.randrange(7)
    at = rng.randrange(len(text))
    if kind == 0:
        return text[:at]
    if kind == 1:
        return text[:at] + chr(ord(text[at]) ^ (1 << rng.randrange(8))) + text[at + 1 :]
    if kind == 2:
        return text[:at] + text[at + rng.randrange(1, 40) :]
    if kind == 3:
        return (
            text[:at]
            + rng.choice(["\\ud800", "NaN", "1e999", "9" * 5000, "[" * 2000, '"', "\x00"])
            + text[at:]
        )
    document = json.loads(text)
    if kind == 4:
        return json.dumps(scripted(document))
    for _ in range(rng.randrange(1, 4)):
        replace_somewhere(document, rng)
    return json.dumps(document)


ODD: list[object] = [
    *(None, True, -1, 1.5, 1e308, 10**400, "", "x" * 3000, SCRIPT, [], {}, [[]], {"a": {"b": []}}),
    *("\ud83d", "2026-13-45T99:99", "9999-12-31T23:59:59+00:00", ["a"], {"__proto__": 1}),
]


def replace_somewhere(value, rng):
    while True:
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not keys:
            return
        key = rng.choice(keys)
        inside = value[key]
        if not isinstance(inside, dict | list) or not inside or rng.random() < 0.25:
            value[key] = deepcopy(rng.choice(ODD))
            return
        value = inside


def scripted(value):
    """Return a value with a script in every text, keys included."""
    if isinstance(value, str):
        return value + SCRIPT
    if isinstance(value, list):
        return [scripted(item) for item in value]
    if isinstance(value, dict):
        return {key: scripted(item) for key, item in value.items()} | {SCRIPT: SCRIPT}
    return value


def test_an_empty_ledger_can_be_reported_and_drawn():
    assert "Labs recorded | 0" in report(empty())
    assert overview(empty())["revisit"] == []
