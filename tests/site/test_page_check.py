"""A mistake in a lab page stops the build, naming line, mistake and the nearest right name."""

from pathlib import Path

import pytest

from mlsys_core.labs import get
from site_hooks.check import problems_of
from site_hooks.lab_page import LabPage

PAGE = Path(__file__).parents[2] / "docs/labs/vol1/12-speedup-ceiling.md"
TEXT = PAGE.read_text(encoding="utf-8")


def findings(text: str) -> list[tuple[int, str]]:
    page = LabPage("labs/vol1/12-speedup-ceiling.md", get("v1_12"))
    return [(problem.line, problem.message) for problem in problems_of(page, text)]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_the_page_as_it_is_has_no_problems():
    assert findings(TEXT) == []


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        (
            "{{ act2.fidelity }}",
            "{{ act2.fidelitty }}",
            "did you mean 'act2.fidelity'?",
        ),
        (
            "{{ claim.cost_factor }}",
            "{{ claim.cost_facter }}",
            "slot {{ claim.cost_facter }}: v1_12 has no claim 'cost_facter';"
            " did you mean 'cost_factor'?",
        ),
        (
            "{{ given.order }}",
            "{{ given.ordr }}",
            "slot {{ given.ordr }}: v1_12 has no given 'ordr'; did you mean 'order'?",
        ),
        (
            "{{ scenario.act1.runtime_h }}",
            "{{ scenario.act1.runtime_h | .1x }}",
            "no format '.1x'; a slot takes .1 (decimals), 3s (digits), bare",
        ),
        (
            "/// control | act1.serial_pct",
            "/// control | act1.serial_pc",
            "block control: v1_12 has no control 'act1.serial_pc'; did you mean 'act1.serial_pct'?",
        ),
        (
            "/// state | act2.rank_wrong",
            "/// state | act2.rank_wrng",
            "block state: v1_12 has no flag 'act2.rank_wrng'; did you mean 'act2.rank_wrong'?",
        ),
        (
            "/// feedback | act1.prediction.d",
            "/// feedback | act1.prediction.e",
            "prediction = 'e' is not allowed; it takes a, b, c, d",
        ),
        (
            "/// figure | act1.speedup_curve",
            "/// figur | act1.speedup_curve",
            "no block 'figur'; did you mean 'figure'?",
        ),
        (
            "- `act1.gpu_hours` Processor",
            "- `act1.gpu_hour` Processor",
            "block metrics: v1_12 has no metric 'act1.gpu_hour'; did you mean 'act1.gpu_hours'?",
        ),
    ],
)
def test_a_misspelt_name_is_found_where_it_stands(right, wrong, message):
    assert right in TEXT
    found = findings(TEXT.replace(right, wrong, 1))
    line = line_of(TEXT, right)
    assert any(at == line and message in said for at, said in found), found


def test_an_option_too_few_is_found():
    shortened = TEXT.replace("- Buy more GPUs\n", "")
    line = line_of(TEXT, "/// reflection | act1.reflection")
    assert (
        line,
        "block reflection | act1.reflection lists 3 options; the lab has 4: a, b, c, d",
    ) in findings(shortened)


def test_what_the_lab_has_and_the_page_never_shows_is_found():
    start = TEXT.index("/// figure | act2.vendor_scores")
    end = TEXT.index("/// figure | act2.rank_vs_fidelity")
    found = findings(TEXT[:start] + TEXT[end:])
    assert [said for _, said in found] == [
        "figure 'act2.vendor_scores' is never shown on this page; show it once"
    ]


def test_what_the_page_shows_twice_is_found():
    block = "/// state | act2.valid_benchmark\n**Twice.**\n///\n"
    assert [said for _, said in findings(TEXT + "\n" + block)] == [
        "flag 'act2.valid_benchmark' is shown 2 times; show it once"
    ]


def test_a_slot_that_would_end_a_tables_cell_is_refused_and_an_escaped_one_is_not():
    row = "| Speedup | {{ scenario.act1.theoretical_speedup | .1 }} |\n"
    table = "\n| What | How much |\n| --- | --- |\n" + row
    refused = "slot {{ scenario.act1.theoretical_speedup | .1 }}: in a table, write its bar as \\|"
    assert findings(TEXT + table) == [(line_of(TEXT + table, row), refused)]
    assert findings(TEXT + table.replace(" | .1 }", r" \| .1 }")) == []
