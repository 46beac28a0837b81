"""Ledgers for tests: plausible ones by a strategy, and one as full as a reader's can be."""

from typing import Any

from hypothesis import strategies as st

from mlsys_core import course
from mlsys_core.labs import get, ids
from mlsys_core.session import METHODS

TIMES = st.sampled_from(
    [
        "2026-03-01T10:00:00.000Z",
        "2026-03-01T11:00:00.000Z",
        "2026-03-01T12:00:00.000+01:00",
        "2026-03-02T08:30:00.000Z",
    ]
)
RESETS = st.sampled_from(["2026-03-01T10:30:00.000Z", "2026-03-01T23:00:00.000Z"])
LABS = st.sampled_from(["v1_04", "v1_12", "v2_11"])
OPTIONS = st.sampled_from("abcd")
FLAGS = st.sampled_from(["act2.time_trap", "act2.cost_trap", "act1.starved"])
SCALARS = st.sampled_from([None, True, False, -5, 0, 1, 0.5, "x", "<b>"])


def _some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


ACTS = _some(
    choice=st.one_of(st.none(), OPTIONS),
    correct=st.one_of(st.none(), st.booleans()),
    locked_at=TIMES,
    predicted=st.floats(0, 10),
    reflection=OPTIONS,
    reflection_correct=st.booleans(),
    reflected_at=TIMES,
    note=SCALARS,
)
FAILURES = _some(
    id=FLAGS,
    act=st.sampled_from(["act1", "act2"]),
    domain=st.sampled_from(course.DOMAINS),
    severity=st.sampled_from(["danger", "warn"]),
    count=st.integers(0, 3),
    first_at=TIMES,
    initial=st.booleans(),
    student_triggered=st.booleans(),
    active_at_save=st.booleans(),
)
DESIGNS = st.dictionaries(st.sampled_from(["act1.x", "act2.y"]), SCALARS, max_size=2)
ATTEMPTS = _some(
    rev=st.integers(0, 3),
    saved_at=TIMES,
    status=st.sampled_from(["partial", "complete"]),
    lab_version=st.integers(1, 2),
    design=DESIGNS,
    score=st.lists(st.integers(-2, 2), max_size=3),
)
RECORDS = _some(
    rev=st.integers(0, 3),
    status=st.sampled_from(["partial", "complete"]),
    started_at=TIMES,
    saved_at=TIMES,
    track=st.sampled_from(["", "cloud"]),
    act1=ACTS,
    act2=ACTS,
    design=DESIGNS,
    failures=st.lists(FAILURES, max_size=3),
    constraint_hit=st.one_of(st.none(), st.booleans()),
    final_ok=st.booleans(),
    extra=DESIGNS,
    history=_some(first=ATTEMPTS, best=ATTEMPTS),
    since=RESETS,
    of_a_later_version=SCALARS,
)
JUNK = st.recursive(
    st.one_of(SCALARS, st.floats(), st.text(max_size=3)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2), st.dictionaries(st.text(max_size=2), inner, max_size=2)
    ),
    max_leaves=6,
)
DEVICE_IDS = st.sampled_from(["d1", "d2"])
DEVICES = st.one_of(
    st.fixed_dictionaries(
        {
            "at": TIMES,
            "name": st.sampled_from(["Attic box", "Rack"]),
            "memory_bytes": st.sampled_from([16e9, 80e9]),
            "memory_bytes_per_s": st.just(1e12),
            "flop_per_s": st.sampled_from([1e14, 4e14]),
            "power_w": st.sampled_from([300, 700]),
        },
        optional={"version": st.integers(0, 2), "of_a_later_version": SCALARS},
    ),
    st.fixed_dictionaries({"at": TIMES, "version": st.just(1), "dropped": st.just(True)}),
)
_SPOILT = st.dictionaries(
    st.sampled_from(["act1", "failures", "status", "history", "rev", "since", "lab", "extra"]), JUNK
)
SPOILT_RECORDS = st.one_of(st.tuples(RECORDS, _SPOILT).map(lambda pair: pair[0] | pair[1]), JUNK)


def documents(
    records: st.SearchStrategy[Any] = RECORDS,
    resets: st.SearchStrategy[Any] = RESETS,
    devices: st.SearchStrategy[Any] = DEVICES,
) -> st.SearchStrategy[dict[str, Any]]:
    """Ledgers with a few labs."""
    return st.fixed_dictionaries(
        {"schema": st.just(2), "labs": st.dictionaries(LABS, records, max_size=2)},
        optional={
            "track": st.sampled_from(["", "cloud", "edge"]),
            "resets": st.dictionaries(LABS, resets, max_size=2),
            "devices": st.dictionaries(DEVICE_IDS, devices, max_size=2),
            "of_a_later_version": SCALARS,
        },
    )


def full_ledger(at: str = "2026-03-01T10:00:00.000Z") -> dict[str, Any]:
    """Return a ledger with a true record of every lab that exists, all questions answered."""
    labs = {}
    for lab_id in ids():
        place = None
        for act in get(lab_id).acts:
            for question in act.questions:
                commit = {"type": "commit", "question": f"{act.id}.{question.id}", "option": "a"}
                request = {"lab": lab_id, "place": place, "event": commit, "now": at, "ledger": {}}
                place = METHODS["event"](request)["place"]
        request = {"lab": lab_id, "place": place, "previous": None, "now": at, "ledger": {}}
        labs[lab_id] = METHODS["record"](request)["record"]
    return {"schema": 2, "track": "cloud", "labs": labs}
