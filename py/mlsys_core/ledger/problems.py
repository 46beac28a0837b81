"""What was found wrong with a ledger: where, and what would be right."""

from dataclasses import dataclass

from mlsys_core.errors import LabError

SHOWN = 60


class NotALedger(LabError):
    """A text or a value that is no Design Ledger of any shape."""


@dataclass(frozen=True)
class Problem:
    """One thing that is not as it should be."""

    where: str
    """The field, as in `labs.v1_04.act1.correct`."""
    what: str

    def __str__(self) -> str:
        """Return the sentence a reader sees."""
        return f"{self.where}: {self.what}"


def shown(value: object) -> str:
    """Return a value as an error message quotes it: short, and on one line.

    >>> shown("x" * 100)[-12:], shown({"a": 1}), shown(None)
    ("xxxxxxxxxx…'", 'an object', 'null')
    """
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case dict():
            return "an object"
        case list():
            return "a list"
        case str() if len(value) > SHOWN:
            return repr(value[:SHOWN])[:-1] + "…'"
    return repr(value)
