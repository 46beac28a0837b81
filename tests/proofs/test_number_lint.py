"""A figure typed into a lab page is found with its line; what is no figure is left alone."""

import pytest

from mlsys_core.labs import get
from site_hooks.number_lint import typed_numbers

LAB = get("v1_12")


def found(text: str) -> list[tuple[int, str]]:
    return [(line, message.partition("' is typed")[0][1:]) for line, message in
            typed_numbers(LAB, text)]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The order is for 64 GPUs.", "64 GPUs"),
        ("One of them, 1 GPU, waits.", "1 GPU"),
        ("**64** processors", "64 processors"),
        ("it is 64× the hardware", "64×"),
        ("about 6.1x faster", "6.1x"),
        ("15 % of the run, in sequence", "15 %"),
        ("15% of the run", "15%"),
        ("a job of 100&nbsp;h", "100&nbsp;h"),
        ("it costs $1,045.50 a night", "$1,045.50"),
        ("it moves 80 GB/s", "80 GB"),
        ("it holds 80\nGB", "80 GB"),
        ("a 10-fold gain", "10-fold"),
        ("$$S = 15\\%$$", "15\\\\%"),
        ("it takes $80\\,\\text{GB}$ of memory", "80\\\\,\\\\text{G"),
    ],
)
def test_a_typed_figure_is_found(text: str, figure: str) -> None:
    assert found(f"# Title\n\n{text}\n") == [(3, figure)]


@pytest.mark.parametrize(
    "text",
    [
        "The order is for {{ given.gpus }}.",
        "An H100 computes in FP16; Lab 13 is about P99, V1-12 about Amdahl (1967).",
        "In the 1990s nobody asked.",
        "Where F is 0 the benchmark says nothing; 1 means all.",
        "$$F = 1 - \\frac{2}{3} \\times N$$",
        "see [the table](../reference/64-GPUs.md) and `64 GPUs`",
        "/// control | act2.bench_batch\nBatch\n///",
        "Sixty-four GPUs",
    ],
)
def test_what_is_no_typed_figure_passes(text: str) -> None:
    assert found(text) == []


def test_the_message_says_what_to_write_instead() -> None:
    [(line, message)] = typed_numbers(LAB, "# Title\n\nfor 64 GPUs\n")
    assert line == 3
    assert message == (
        "'64 GPUs' is typed by hand; print it with a slot: {{ claim.… }} for a computed figure,"
        " {{ given.… }} for a figure of the story"
    )


def test_a_unit_that_only_this_lab_has_counts_as_one() -> None:
    assert found("at 7 GPU-h each") == [(1, "7 GPU-h")]
