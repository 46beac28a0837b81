"""What holds for all laws: same for floats and arrays, sound in units, strict about their range."""

import inspect
import math
import re
from collections.abc import Callable

import pint
import pytest

from mlsys_core.elementwise import Number
from mlsys_core.hardware import Constant
from mlsys_core.physics import OutOfRange, data_feeding, pareto
from mlsys_core.physics.laws import describe, every_law
from tests.physics.cases import CASES, Case
from tests.physics.units import in_other_units, quantity

np = pytest.importorskip("numpy")

# These give a name and a truth, not a number: test_data_feeding and test_pareto have their rules.
NOT_NUMBERS = {data_feeding.slowest_stage, pareto.front}

each_case = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
each_law = pytest.mark.parametrize("law", list(every_law()), ids=lambda law: describe(law).name)
each_input = pytest.mark.parametrize(
    ("case", "name"),
    [(case, name) for case in CASES for name in case.inputs],
    ids=[f"{case.name}-{name}" for case in CASES for name in case.inputs],
)


def scalars(case: Case) -> list[tuple[float, ...]]:
    return [case.parts(**case.at(place)) for place in range(3)]


def test_every_law_is_under_these_tests() -> None:
    assert {case.law for case in CASES} | NOT_NUMBERS == set(every_law())


@each_law
def test_a_law_says_what_it_computes_by_which_formula_where_it_holds_and_who_found_it(
    law: Callable[..., Number],
) -> None:
    said = describe(law)
    assert said.meaning.endswith(".")
    assert said.formula
    assert re.search(r"\b(17|18|19|20)\d\d\b|^definition of ", said.source), said.source
    assert ">>>" in (law.__doc__ or "")
    if said.valid != "all inputs 0 or more":
        missing = [name for name in inspect.signature(law).parameters if name not in said.valid]
        assert missing == []


@each_case
def test_a_law_gives_a_slider_a_plain_float(case: Case) -> None:
    for parts in scalars(case):
        assert [type(part) for part in parts] == [float] * len(parts)


@each_case
def test_a_law_gives_a_plain_float_for_a_constant_with_a_source(case: Case) -> None:
    sourced = {
        name: Constant(value, "?", "an input", "a test", 2024) for name, value in case.at(0).items()
    }
    assert [type(part) for part in case.parts(**sourced)] == [float] * len(case.gives)


@each_case
def test_a_law_agrees_for_floats_and_arrays(case: Case) -> None:
    together = case.parts(**{name: np.array(given.values) for name, given in case.inputs.items()})
    for part, alone in zip(together, zip(*scalars(case), strict=True), strict=True):
        assert part.shape == (3,)
        np.testing.assert_allclose(part, alone, rtol=1e-12)


@each_input
def test_a_law_takes_an_array_in_one_input_and_floats_in_the_rest(case: Case, name: str) -> None:
    middle = case.inputs[name].values[0]
    swept = case.parts(**case.at(0) | {name: np.array([middle, middle])})
    for part, alone in zip(swept, case.parts(**case.at(0)), strict=True):
        np.testing.assert_allclose(part, [alone, alone], rtol=1e-12)


@each_case
def test_a_law_takes_whole_numbers_in_arrays_without_overflowing(case: Case) -> None:
    inputs = {name: given.values[0] for name, given in case.inputs.items()}
    inputs |= {name: int(value) for name, value in inputs.items() if value == int(value)}
    together = case.parts(**{name: np.array([value]) for name, value in inputs.items()})
    for part, expected in zip(together, case.parts(**inputs), strict=True):
        np.testing.assert_allclose(part, [expected], rtol=1e-12)


@each_case
def test_a_law_gives_the_same_quantity_whatever_units_its_inputs_come_in(case: Case) -> None:
    for place, expected in enumerate(scalars(case)):
        if not all(math.isfinite(part) for part in expected):
            continue
        measured = {
            name: in_other_units(given.values[place], given.unit)
            for name, given in case.inputs.items()
        }
        for part, unit, value in zip(case.parts(**measured), case.gives, expected, strict=True):
            if value == 0:  # nothing is nothing in every unit
                assert part == 0
            elif unit == "":
                assert float(part) == pytest.approx(value, rel=1e-9)
            else:
                assert part.m_as(unit) == pytest.approx(value, rel=1e-9)


@each_input
def test_a_law_refuses_an_input_of_the_wrong_unit_or_shows_it_in_its_result(
    case: Case, name: str
) -> None:
    given = case.inputs[name]
    wrong = {other: quantity(each.values[0], each.unit) for other, each in case.inputs.items()}
    wrong[name] = quantity(given.values[0], "B" if given.unit in ("s", "h") else "s")
    try:
        parts = case.parts(**wrong)
    except pint.DimensionalityError:
        return
    except ValueError as refusal:
        # pint's words when a time or a size stands where a count should
        assert str(refusal).startswith("Cannot compare PlainQuantity")  # noqa: PT017
        return
    right = [quantity(1.0, unit).dimensionality for unit in case.gives]
    got = [getattr(part, "dimensionality", None) for part in parts]
    assert got != right, f"{case.name} took {name} in {wrong[name].units} without noticing"


def refusal(case: Case, name: str) -> str:
    given = case.inputs[name]
    return f"{case.name}: {given.named or name} is {given.refused}, but must be {given.allowed}"


@each_input
def test_a_law_names_the_input_that_is_out_of_its_range(case: Case, name: str) -> None:
    with pytest.raises(OutOfRange) as stopped:
        case.parts(**case.at(0) | {name: case.inputs[name].refused})
    assert str(stopped.value) == refusal(case, name)


@each_input
def test_a_law_names_the_first_value_of_an_array_that_is_out_of_its_range(
    case: Case, name: str
) -> None:
    given = case.inputs[name]
    fine = given.values[0]
    with pytest.raises(OutOfRange) as stopped:
        case.parts(**case.at(0) | {name: np.array([fine, given.refused, fine])})
    assert str(stopped.value) == refusal(case, name)


@each_input
def test_a_law_refuses_what_is_not_a_number(case: Case, name: str) -> None:
    with pytest.raises(OutOfRange):
        case.parts(**case.at(0) | {name: math.nan})
