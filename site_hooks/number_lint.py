"""Typed numbers on a lab page: a figure with a unit, a percent or a factor must come from the lab.

Only slots may print such figures, since only a slot prints what was computed. Bare numbers, names
such as H100 or P99, years, and numbers in words are free.
"""

import re
from collections.abc import Iterator
from typing import Any

from mlsys_core.lab import Lab
from site_hooks.grammar import SLOT

COMMON_UNITS = (
    # shares and factors
    "%", "‰", "×", "x", "percent", "per cent", "percentage points", "points", "pp", "times", "fold",
    # amounts
    "k", "M", "thousand", "million", "billion", "trillion", "dozen", "dollars", "euros", "cents",
    # data and speed
    "B", "kB", "KB", "MB", "GB", "TB", "PB", "EB", "KiB", "MiB", "GiB", "TiB", "bits", "bytes",
    "kb", "Mb", "Gb", "Tb", "kbit", "Mbit", "Gbit", "FLOP", "FLOPs", "FLOPS", "MFLOP", "GFLOP",
    "TFLOP", "PFLOP", "GFLOPS", "TFLOPS", "PFLOPS", "TOPS", "ops",
    # time
    "ns", "µs", "us", "ms", "s", "sec", "seconds", "min", "minutes", "h", "hours", "days", "nights",
    "weeks", "months", "years",
    # power, carbon, heat, length
    "W", "kW", "MW", "GW", "Wh", "kWh", "MWh", "GWh", "J", "kJ", "MJ", "Hz", "kHz", "MHz", "GHz",
    "g", "kg", "t", "tonnes", "°C", "mm", "nm", "km",
    # what a lab counts
    "GPUs", "TPUs", "CPUs", "cores", "nodes", "processors", "machines", "servers", "phones",
    "devices", "users", "images", "tokens", "samples", "labels", "parameters", "params", "epochs",
    "steps", "rounds", "runs", "queries", "requests", "sites", "zones",
)  # fmt: skip

NOT_UNITS = ("", "-", "key", "keys", "score", "0..1", "+1/-1")
NEEDS_A_SPACE = ("s", "t", "g")  # "the 1990s" is no time, "5th" no weight

_NUMBER = r"(?<![\w.,/^_{-])[−-]?\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?"
_GAP = r"(?:\s{0,3}|&nbsp;|-)"
_MONEY = re.compile(r"(?:[$€£]|US\$)\s?\d[\d,]*(?:\.\d+)?")
_MATHS = re.compile(
    r"\$\$.*?\$\$|(?<![\\$])\$(?=\S)[^$\n]*(?:\n[^$\n]+)*?(?<=\S)\$(?!\d)", re.DOTALL
)
_MATHS_UNIT = re.compile(_NUMBER + r"(?:\\[,;: ]|~|\s)*(?:\\%|\\(?:text|mathrm)\{\s*~?\s*[A-Za-z])")
_NOT_PROSE = (
    SLOT,
    re.compile(r"`[^`\n]*`"),
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"(?<=\])\([^)\n]*\)"),
    re.compile(r"^/{3,}.*?(?=\||$)", re.MULTILINE),
)


def typed_numbers(lab: Lab, text: str) -> Iterator[tuple[int, str]]:
    """Yield the line of each typed figure, and what to write instead."""
    for pattern in _NOT_PROSE:
        text = pattern.sub(_blank, text)
    text = text.replace("*", " ")  # "**64** GPUs" is typed too
    found = []
    for maths in _MATHS.finditer(text):
        found += [
            (maths.start() + hit.start(), hit.group()) for hit in _MATHS_UNIT.finditer(maths[0])
        ]
    text = _MATHS.sub(_blank, text)
    for pattern in (_MONEY, _with_unit(units_of(lab))):
        found += [(hit.start(), hit.group()) for hit in pattern.finditer(text)]
    for start, figure in sorted(found):
        shown = " ".join(figure.split())
        yield (
            text.count("\n", 0, start) + 1,
            f"{shown!r} is typed by hand; print it with a slot: {{{{ claim.… }}}} for a computed"
            " figure, {{ given.… }} for a figure of the story",
        )


def units_of(lab: Lab) -> set[str]:
    """Return every unit that a figure of this lab's page may have, one and many of a thing."""
    items: list[Any] = [*lab.claims, *lab.givens.values()]
    items += [item for act in lab.acts for item in (*act.metrics, *act.controls)]
    units = {*COMMON_UNITS, *(item.unit.strip() for item in items)} - set(NOT_UNITS)
    return units | {unit[:-1] for unit in units if len(unit) > 3 and unit.endswith("s")}


def _with_unit(units: set[str]) -> re.Pattern[str]:
    loose = sorted(units - set(NEEDS_A_SPACE), key=len, reverse=True)
    any_loose, any_apart = "|".join(map(re.escape, loose)), "|".join(NEEDS_A_SPACE)
    return re.compile(
        rf"{_NUMBER}(?:{_GAP}(?:{any_loose})|(?:\s{{1,3}}|&nbsp;)(?:{any_apart}))(?!\w)"
    )


def _blank(match: re.Match[str]) -> str:
    """Blank out what is not prose, keeping its lines."""
    return re.sub(r"[^\n]", " ", match[0])
