"""What a reader could know before locking a prediction in: never the answer."""

from dataclasses import replace

import pytest

from mlsys_core import labs
from mlsys_core.lab import Lab
from site_hooks.leaks import leaks_in
from tests.proofs.rendered import html_of

V1_12 = labs.get("v1_12")


def leaks(before: str, after: str) -> list[str]:
    return leaks_in(V1_12, html_of("v1_12", before, after))


@pytest.mark.parametrize("lab_id", labs.ids())
def test_no_page_gives_an_answer_away(lab_id: str) -> None:
    assert leaks_in(labs.get(lab_id), html_of(lab_id)) == []


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (
            "I profiled the run.",
            "I profiled the run: {{ claim.runtime_rounded_h }}.",
            "act1.prediction: '16.3 h' gives the answer away before the lock",
        ),
        (
            "I profiled the run.",
            "I profiled the run: {{ scenario.act1.runtime_h }}.",
            "act1.prediction: '16.33 h' gives the answer away before the lock",
        ),
        (
            "I profiled the run.",
            "I profiled the run: {{ scenario.act1.theoretical_speedup }}.",
            "act1.prediction: '6.12×' gives the answer away before the lock",
        ),
        (
            "I profiled the run.",
            "I profiled the run and know the *ceiling*.",
            "act1.prediction: 'ceiling' gives the answer away before the lock",
        ),
        (
            "A benchmark can be perfectly repeatable",
            "Cache-friendly tests can be perfectly repeatable",
            "act2.prediction: 'cache-friendly' gives the answer away before the lock",
        ),
        (
            "### What the law says",
            "### What a different bottleneck says",
            "act2.prediction: 'different bottleneck' gives the answer away before the lock",
        ),
    ],
)
def test_an_answer_in_view_before_the_lock_is_found(before: str, after: str, message: str) -> None:
    found = leaks(before, after)
    assert [leak.partition(", in ")[0] for leak in found] == [message]


def test_what_stands_behind_the_gate_may_tell() -> None:
    assert leaks("### What the law says", "### {{ scenario.act1.runtime_h }}, the ceiling") == []


def test_an_answer_read_aloud_is_found() -> None:
    html = html_of("v1_12").replace("<h1", '<h1 aria-label="It takes 16.3&nbsp;h"', 1)
    [leak] = leaks_in(V1_12, html)
    assert leak == (
        "act1.prediction: '16.3 h' gives the answer away before the lock, in 'It takes 16.3 h'"
    )


def test_an_answer_in_the_description_of_the_page_is_found() -> None:
    [leak] = leaks_in(V1_12, html_of("v1_12"), headings=("It will take 16.3 h",))
    assert "'16.3 h'" in leak


def test_an_answer_drawn_into_a_chart_before_the_lock_is_found() -> None:
    html = html_of("v1_12").replace("One job, two machines", "One job of 16.3 h", 1)
    assert any("'16.3 h'" in leak for leak in leaks_in(V1_12, html))


def test_the_words_of_a_reflection_may_not_stand_before_it() -> None:
    first, second = V1_12.acts
    telling = replace(second.reflection, gives_away=("your cooling",))
    lab: Lab = replace(V1_12, acts=(first, replace(second, reflection=telling)))
    after_it = html_of("v1_12")
    assert leaks_in(lab, after_it) == []
    before_it = html_of("v1_12", "### What the committee had built", "### Mind your cooling")
    [leak] = leaks_in(lab, before_it)
    assert leak.startswith("act2.reflection: 'your cooling' gives the answer away")
