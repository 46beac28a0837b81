"""The results an act shows: unit, decimals, how they came about, the band a value falls in."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from mlsys_core import display
from mlsys_core.errors import BrokenLab
from mlsys_core.limits import reaches, within

TONES = ("good", "fair", "bad", "none")


@dataclass(frozen=True)
class Band:
    """A verdict on a value: a tone the page colours and the word it always prints beside."""

    tone: str
    word: str

    def __post_init__(self) -> None:
        """Refuse a tone no page can show."""
        if self.tone not in TONES:
            raise BrokenLab(f"band {self.word!r}: no tone {self.tone!r}, only {', '.join(TONES)}")


@dataclass(frozen=True)
class Bands:
    """How a metric is judged. `thresholds` are the values at which the verdict changes."""

    judge: Callable[[Any, SimpleNamespace], Band | None]
    thresholds: tuple[float, ...] = ()


Step = tuple[float, str, str]


def at_least(*steps: Step, otherwise: tuple[str, str]) -> Bands:
    """Judge by the first step `(limit, tone, word)` that the value reaches: more is better."""

    def judge(value: Any, _values: SimpleNamespace) -> Band:
        for limit, tone, word in steps:
            if reaches(value, limit):
                return Band(tone, word)
        return Band(*otherwise)

    return Bands(judge, tuple(step[0] for step in steps))


def at_most(*steps: Step, otherwise: tuple[str, str], open_ended: bool = False) -> Bands:
    """Judge by the first step that the value stays within: less is better.

    With `open_ended` the limit itself already belongs to the next band ("< 1 PB").
    """

    def judge(value: Any, _values: SimpleNamespace) -> Band:
        for limit, tone, word in steps:
            if not reaches(value, limit) if open_ended else within(value, limit):
                return Band(tone, word)
        return Band(*otherwise)

    return Bands(judge, tuple(step[0] for step in steps))


def by_case(judge: Callable[[SimpleNamespace], Band | None], *thresholds: float) -> Bands:
    """Judge by the whole outcome (values and flags of the act) rather than by one value."""
    return Bands(lambda _value, outcome: judge(outcome), thresholds)


def by_key(**bands: tuple[str, str]) -> Bands:
    """Judge a metric that is a key: `by_key(correct=("good", "in order"), ...)`."""
    return Bands(lambda value, _outcome: Band(*bands[value]) if value in bands else None)


@dataclass(frozen=True, kw_only=True)
class Metric:
    """One shown result.

    `how` is the computation as text, the act's names in braces: `"{baseline_h} / {speedup:.4f}"`.
    `law` is the physics function it rests on; its docstring gives the formula and the source.
    """

    id: str
    unit: str = ""
    dp: int = 0
    digits: int | None = None
    form: str = ""
    """A format of `display.SPECIAL` that picks its own unit, such as `data_gb`."""
    bands: Bands | None = None
    nothing: str = display.NOTHING
    """What to print where there is no value: a dash, or the infinity sign."""
    words: dict[str, str] | None = None
    """For a key, or several with commas between them: what the page prints for each."""
    how: str = ""
    law: Callable[..., Any] | None = None

    def text(self, value: Any, style: "Style | None" = None) -> str:
        """Return the value as the page prints it."""
        style = style or Style()
        if value is None or (isinstance(value, float) and not math.isfinite(value)):
            return self.nothing
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, str):
            words = self.words or {}
            return ", ".join(words.get(key, key) for key in value.split(","))
        return format_quantity(
            value,
            unit=self.unit,
            dp=self.dp,
            digits=self.digits,
            form=self.form,
            style=style,
            thresholds=self.bands.thresholds if self.bands else (),
        )

    def band(self, value: Any, outcome: SimpleNamespace) -> Band | None:
        """Return the verdict on a value, None where there is none to give."""
        if self.bands is None or value is None:
            return None
        return self.bands.judge(value, outcome)


@dataclass(frozen=True)
class Style:
    """What a slot may change about a number: `| .1`, `| 3s`, `| bare`, in any order."""

    dp: int | None = None
    digits: int | None = None
    bare: bool = False

    @classmethod
    def parse(cls, text: str) -> "Style":
        """Read a slot's format; raise `ValueError` that says what a format may be."""
        dp = digits = None
        bare = False
        for word in text.split():
            if word == "bare":
                bare = True
            elif word.startswith(".") and word[1:].isdigit():
                dp = int(word[1:])
            elif word.endswith("s") and word[:-1].isdigit():
                digits = int(word[:-1])
            else:
                raise ValueError(
                    f"no format {word!r}; a slot takes .1 (decimals), 3s (digits), bare"
                )
        return cls(dp, digits, bare)


def format_quantity(
    value: float,
    *,
    unit: str,
    dp: int,
    style: Style,
    digits: int | None = None,
    form: str = "",
    thresholds: tuple[float, ...] = (),
) -> str:
    """Format a number with its unit, the slot's style going before the metric's own."""
    if style.dp is not None:
        text = display.decimals(value, style.dp, thresholds)
    elif form or style.digits or digits:
        wanted = display.telling_digits(value, style.digits or digits or 3, thresholds)
        if form:
            return display.SPECIAL[form](value, wanted)
        text = display.significant(value, wanted)
    else:
        text = display.decimals(value, dp, thresholds)
    return text if style.bare else display.with_unit(text, unit)
