"""Where a curve runs between its samples, and what a chart's table has to hold."""

import math
from collections.abc import Callable
from typing import Any

import pytest

from mlsys_core.charts import axis, bars, chart, curve, log_steps, marker, rule
from mlsys_core.proofs.curves import missing_from_table, stray_markers
from mlsys_core.tables import table_of

Law = Callable[[float], float]

LAWS: dict[str, Law] = {
    "a straight line": lambda x: 3 + 2 * x,
    "a hyperbola": lambda x: 1 / (0.15 + 0.85 / x),
    "a parabola past its top": lambda x: 50 - (x - 20) ** 2 / 9,
    "a power law": lambda x: 4 * x**-0.34,
    "a kink": lambda x: min(x, 17.3),
    "steps": lambda x: math.ceil(x / 7),
}


def drawn(law: Law, x: float, y: float, log: int | None = None) -> dict[str, Any]:
    places = log_steps(1, 64)
    return chart(
        "A law",
        axis("x", log=log),
        axis("y", log=log),
        [curve("Law", places, [law(p) for p in places]), marker("Here", x, y, on="Law")],
    )


@pytest.mark.parametrize("law", LAWS.values(), ids=LAWS)
@pytest.mark.parametrize("x", [1.0, 1.05, 3.3, 8.0, 17.4, 20.5, 50.1, 64.0])
def test_a_marker_computed_by_the_same_law_lies_on_its_curve(law: Law, x: float) -> None:
    assert list(stray_markers(drawn(law, x, law(x)))) == []


@pytest.mark.parametrize("law", LAWS.values(), ids=LAWS)
@pytest.mark.parametrize("x", [1.0, 8.0, 64.0])
def test_a_marker_off_a_sample_by_a_millionth_is_found(law: Law, x: float) -> None:
    assert len(list(stray_markers(drawn(law, x, law(x) * (1 + 1e-6))))) == 1


@pytest.mark.parametrize("name", ["a hyperbola", "a power law"])
@pytest.mark.parametrize("factor", [0.97, 1.03])
def test_a_marker_off_by_three_hundredths_between_samples_is_found(
    name: str, factor: float
) -> None:
    law = LAWS[name]
    assert len(list(stray_markers(drawn(law, 3.3, law(3.3) * factor)))) == 1


def test_a_power_law_on_logarithmic_axes_leaves_no_room_at_all() -> None:
    law = LAWS["a power law"]
    assert list(stray_markers(drawn(law, 3.3, law(3.3), log=10))) == []
    assert len(list(stray_markers(drawn(law, 3.3, law(3.3) * (1 + 1e-6), log=10)))) == 1


def test_a_marker_beyond_the_drawn_range_is_found() -> None:
    [fault] = stray_markers(drawn(LAWS["a straight line"], 100.0, 203.0))
    assert fault == "marker 'Here' at (100, 203): 'Law' is drawn from 1 to 64 only"


def test_a_marker_on_a_curve_that_is_not_there_is_found() -> None:
    figure = chart("A", axis("x"), axis("y"), [marker("Here", 1, 2, on="Gone")])
    [fault] = stray_markers(figure)
    assert fault == "marker 'Here' names a curve 'Gone' that the figure does not have"


def test_a_marker_without_a_value_marks_nothing() -> None:
    figure = chart("A", axis("x"), axis("y"), [curve("Law", [1], [2]),
                                               marker("Here", 1, None, on="Law")])  # fmt: skip
    assert list(stray_markers(figure)) == []


def test_a_marker_on_a_bar_has_its_height() -> None:
    rows = [bars("Rates", ["read", "decode"], [3.0, 4.0]), marker("Here", "read", 3.5, on="Rates")]  # type: ignore[arg-type]
    [fault] = stray_markers(chart("A", axis("x"), axis("y"), rows))
    assert fault == "marker 'Here' at (read, 3.5): 'Rates' has 3 there"


def test_a_table_holds_every_number_of_its_chart() -> None:
    figure = chart(
        "A",
        axis("x"),
        axis("y"),
        [
            curve("Law", [1, 2, 3], [0.1, None, 12_345.6]),
            rule("Upright", (2, 2), (5, 9)),
            marker("Here", 2.5, 7.25, on="Law"),
        ],
    )
    assert list(missing_from_table(figure)) == []


def test_a_number_that_a_table_lost_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    figure = chart("A", axis("x"), axis("y"), [curve("Law", [1, 2], [3, 4])])
    changed = chart("A", axis("x"), axis("y"), [curve("Law", [1, 2], [3, 5])])
    monkeypatch.setattr("mlsys_core.proofs.curves.table_of", lambda _: table_of(changed))
    [fault] = missing_from_table(figure)
    assert fault == "'Law' at 2: 4 in the chart, '5' in the table"
