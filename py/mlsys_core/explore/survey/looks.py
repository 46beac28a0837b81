"""How a state looks in a chart of many designs: a colour for its severity, a hatch of its own."""

from dataclasses import dataclass
from typing import Any

from mlsys_core.explore.asked import Asked
from mlsys_core.palette import PALETTE
from mlsys_core.space.tally import NONE

OUTSIDE = "outside"
WORDS = {"danger": "danger", "warn": "warning", "success": "passed", "info": "note"}
COLORS = {"danger": "bad", "warn": "fair", "success": "good", "info": "series1", NONE: "step2"}
HATCHES = {
    "danger": ("x", "/", "\\", "+", "-", "|"),
    "warn": (".", "-", "|", "\\"),
    "success": ("", "+"),
    "info": ("|", "-"),
}


@dataclass(frozen=True)
class Look:
    """One state's name, severity, colour and hatch."""

    name: str
    severity: str
    color: str
    hatch: str

    @property
    def legend(self) -> str:
        """What a legend says: the state and its severity."""
        word = WORDS.get(self.severity)
        return f"{self.name} ({word})" if word else self.name

    def marker(self) -> dict[str, Any]:
        """Return how its bars are filled."""
        return {
            "color": PALETTE[self.color],
            "pattern": {
                "shape": self.hatch,
                "fillmode": "overlay",
                "fgcolor": PALETTE["paper"],
                "size": 7,
                "solidity": 0.25,
            },
        }


def looks(here: Asked) -> dict[str, Look]:
    """Return the look of every state of an act, worst first, then of none and of the uncovered."""
    found: dict[str, Look] = {}
    for severity in WORDS:
        flags = [flag for flag in here.act.flags if flag.severity == severity]
        for number, flag in enumerate(flags):
            hatches = HATCHES[severity]
            hatch = hatches[number % len(hatches)]
            found[flag.id] = Look(here.name(flag), severity, COLORS[severity], hatch)
    found[NONE] = Look("No state raised", NONE, COLORS[NONE], "")
    found[OUTSIDE] = Look("Outside the laws' range", OUTSIDE, "pale", "/")
    return found
