"""The errors a lab can raise. Each message names what was found, where, and what would be right."""

import difflib
from collections.abc import Iterable


class LabError(ValueError):
    """Anything wrong with what was asked of a lab."""


class UnknownName(LabError):
    """A name that the lab does not have."""

    def __init__(self, kind: str, name: object, where: str, known: Iterable[str]) -> None:
        """Say which name is unknown, and the nearest one that exists."""
        super().__init__(f"{where} has no {kind} {name!r}; {nearest_names(str(name), known)}")


class BadValue(LabError):
    """A value that a control does not allow."""

    def __init__(self, field: str, value: object, allowed: str) -> None:
        """Say which field got which value, and what it allows."""
        super().__init__(f"{field} = {value!r} is not allowed; {allowed}")


class BrokenLab(LabError):
    """A lab module that contradicts itself: found when it is imported, never by a reader."""


def nearest_names(name: str, known: Iterable[str]) -> str:
    """Return a sentence naming the closest known name, or all of them where none is close."""
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"it has {', '.join(names)}" if names else "it has none"
