"""Figures that a lab's prose states, each tied to the computation it comes from.

A page prints a claim by its name, `{{ claim.ceiling }}`, so what is read is what was computed.
`stated` is the figure the lab was designed with; the proof fails where the two part.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mlsys_core.hardware.figures import Constant
from mlsys_core.metrics import Style, format_quantity

if TYPE_CHECKING:
    from mlsys_core.lab import Lab


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One stated figure: `stated`, to `dp` decimals, must be what `of` computes."""

    id: str
    stated: float
    of: Callable[["Lab"], float]
    unit: str = ""
    dp: int = 0
    form: str = ""
    digits: int | None = None

    def text(self, lab: "Lab", style: Style) -> str:
        """Return the computed figure as the page prints it."""
        value = self.of(lab)
        return format_quantity(
            value, unit=self.unit, dp=self.dp, digits=self.digits, form=self.form, style=style
        )


@dataclass(frozen=True, kw_only=True)
class Given:
    """A figure of the scenario that a page may state: data of the story or a lab assumption.

    `source` cites a published figure; `reason` says why an assumption was chosen. A plain figure of
    the story ("the job takes 100 hours") has neither.
    """

    value: float
    unit: str = ""
    dp: int = 0
    form: str = ""
    source: str = ""
    reason: str = ""

    def text(self, style: Style) -> str:
        """Return the figure as the page prints it."""
        return format_quantity(self.value, unit=self.unit, dp=self.dp, form=self.form, style=style)


def cited(figure: Constant, unit: str, *, scale: float = 1.0, dp: int = 0) -> Given:
    """State a published figure in the unit the page uses, with its source."""
    source = f"{figure.source}, {figure.year}: {figure.what}"
    return Given(value=figure.value / scale, unit=unit, dp=dp, source=source)


def stated_equals_computed(claim: Claim, computed: Any) -> bool:
    """Whether a computed figure rounds to the stated one."""
    return round(float(computed), claim.dp) == round(claim.stated, claim.dp)
