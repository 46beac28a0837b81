"""What a law says about itself: its docstring, taken apart for a page that answers "where from?".

Every public function of this package is a law, and its docstring has four parts in this order: a
first line that says what it computes, then the paragraphs `Law:`, `Valid:` and `Source:`.
"""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import NamedTuple

import mlsys_core.physics as package
from mlsys_core.elementwise import Number

NOT_LAWS = ("laws", "ranges")  # the modules of this package that serve the others


class Law(NamedTuple):
    """One law as a reader meets it."""

    name: str
    meaning: str
    formula: str
    valid: str
    source: str


def describe(function: Callable[..., Number]) -> Law:
    """Return the parts of a law's docstring.

    >>> from mlsys_core.physics import amdahl
    >>> describe(amdahl.ceiling).name, describe(amdahl.ceiling).formula
    ('amdahl.ceiling', '1 / S')
    """
    text = function.__doc__ or ""
    return Law(
        name=f"{function.__module__.rpartition('.')[2]}.{function.__name__}",
        meaning=text.partition("\n")[0].strip(),
        formula=_part(text, "Law"),
        valid=_part(text, "Valid"),
        source=_part(text, "Source"),
    )


def every_law() -> Iterator[Callable[..., Number]]:
    """Yield each law of the package, module by module, in the order of the source."""
    for module in law_modules():
        for name, value in vars(module).items():
            if callable(value) and not name.startswith("_") and _is_law_of(module, value):
                yield value


def law_modules() -> Iterator[ModuleType]:
    """Yield each module of the package that holds laws, in alphabetical order."""
    for info in pkgutil.iter_modules(package.__path__):
        if info.name not in NOT_LAWS:
            yield importlib.import_module(f"{package.__name__}.{info.name}")


def _is_law_of(module: ModuleType, value: object) -> bool:
    return getattr(value, "__module__", None) == module.__name__ and not isinstance(value, type)


def _part(text: str, heading: str) -> str:
    found = re.search(rf"^ *{heading}: (.+(?:\n(?! *\w+: ) +\S.*)*)", text, re.MULTILINE)
    return " ".join(found[1].split()) if found else ""
