"""The words a row is written in: a law, its inputs with units, and for each a value it refuses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mlsys_core.physics.laws import describe

Values = tuple[float, float, float]


@dataclass(frozen=True)
class Input:
    unit: str
    values: Values
    refused: float
    allowed: str
    named: str = ""  # in a message, where it is not the name of the row


@dataclass(frozen=True)
class Case:
    law: Callable[..., Any]
    inputs: Mapping[str, Input]
    gives: tuple[str, ...]
    call: Callable[..., Any]

    @property
    def name(self) -> str:
        return describe(self.law).name

    def parts(self, **inputs: Any) -> tuple[Any, ...]:
        result = self.call(**inputs)
        return tuple(result) if isinstance(result, tuple) else (result,)

    def at(self, place: int) -> dict[str, float]:
        return {name: given.values[place] for name, given in self.inputs.items()}


def case(law: Callable[..., Any], *gives: str, call: Any = None, **inputs: Input) -> Case:
    return Case(law=law, inputs=inputs, gives=gives, call=call or law)


def share(*values: float) -> Input:
    return Input("", _three(values), 1.5, "from 0 to 1")


def inner_share(*values: float) -> Input:
    return Input("", _three(values), 1.0, "between 0 and 1")


def efficiency(*values: float) -> Input:
    return Input("", _three(values), 0.0, "more than 0 and at most 1")


def count(*values: float) -> Input:
    return Input("", _three(values), 0.5, "1 or more")


def whole(*values: float) -> Input:
    return Input("", _three(values), 2.5, "a whole number, 1 or more")


def positive(unit: str, *values: float) -> Input:
    return Input(unit, _three(values), 0.0, "more than 0")


def not_negative(unit: str, *values: float) -> Input:
    return Input(unit, _three(values), -1.0, "0 or more")


def _three(values: tuple[float, ...]) -> Values:
    first, second, third = values
    return first, second, third
