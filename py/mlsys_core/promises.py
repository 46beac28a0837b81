"""What an act promises about its whole design space; the proof holds it to its word."""

import functools
import operator
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace

from mlsys_core.controls import Value, key_of
from mlsys_core.elementwise import Truth
from mlsys_core.errors import BrokenLab

DIRECTIONS = ("up", "down")

Part = Mapping[str, Value | tuple[float, float]]
"""A part of the design space: a control's value, or the lowest and the highest it may have."""


@dataclass(frozen=True, kw_only=True)
class Monotone:
    """A result that never turns back while one control goes up, whatever the rest is set to."""

    value: str
    control: str
    direction: str
    within: Part = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a direction that is neither up nor down."""
        if self.direction not in DIRECTIONS:
            raise BrokenLab(f"{self.value} goes up or down with {self.control}, not "
                            f"{self.direction!r}")  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class GridCount:
    """How many designs of a context raise a flag, or have a severity as their worst.

    Exactly one of `flag` and `worst` says what is counted; exactly one of `count` and `share_pct`
    (to `dp` decimals) says how much of it there is. `within` counts in a part of the grid only.
    """

    context: str
    flag: str = ""
    worst: str = ""
    count: int | None = None
    share_pct: float | None = None
    dp: int = 1
    within: Part = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a promise that counts two things, or nothing."""
        if bool(self.flag) == bool(self.worst):
            raise BrokenLab(f"grid count in {self.context}: name a `flag` or a `worst` severity")
        if (self.count is None) == (self.share_pct is None):
            raise BrokenLab(f"grid count of {self.flag or self.worst} in {self.context}: give"
                            " `count` or `share_pct`")  # fmt: skip


def lies_within(part: Part, settings: SimpleNamespace) -> Truth:
    """Whether a design, or each of an array of designs, belongs to a part of the space.

    >>> lies_within({"batch": (1, 8)}, SimpleNamespace(batch=4, soak=True))
    True
    """
    conditions = []
    for control, wanted in part.items():
        value = getattr(settings, control)
        if isinstance(wanted, tuple):
            conditions.append((value >= wanted[0]) & (value <= wanted[1]))
        else:
            conditions.append(value == wanted)
    return functools.reduce(operator.and_, conditions, True)


def part_text(part: Part) -> str:
    """Return a part of the design space in words.

    >>> part_text({"batch": (1, 8), "kind": "replay"})
    'batch 1 to 8, kind replay'
    """
    return ", ".join(
        f"{control} {key_of(wanted[0])} to {key_of(wanted[1])}"
        if isinstance(wanted, tuple)
        else f"{control} {key_of(wanted)}"
        for control, wanted in part.items()
    )
