"""What went wrong in a reader's version, in plain words and at its line."""

import traceback
from collections.abc import Mapping
from types import TracebackType
from typing import Any

from mlsys_core.explore.physics.edited import OWN_LINES

Json = dict[str, Any]


def told(error: BaseException, edits: Mapping[str, str]) -> Json:
    """Return module, line (None where it can't be told) and a sentence."""
    if isinstance(error, SyntaxError) and error.filename in edits:
        words = f"This is not Python: {error.msg}."
        return {"module": error.filename, "line": _own(error.lineno), "message": words}
    module, line = _place(error.__traceback__, edits)
    return {"module": module, "line": line, "message": _words(error)}


def _own(line: int | None) -> int | None:
    return line % OWN_LINES if line else None


def _place(trace: TracebackType | None, edits: Mapping[str, str]) -> tuple[str | None, int | None]:
    """Return the innermost line of the reader's own text that was being run."""
    for frame, line in reversed(list(traceback.walk_tb(trace))):
        module = frame.f_code.co_filename
        if module in edits and line >= OWN_LINES:
            return module, line - OWN_LINES
    return None, None


SENTENCES: tuple[tuple[type[BaseException], str], ...] = (
    (NameError, "Nothing here has that name: {said}."),
    (ZeroDivisionError, "It divides by zero for this design."),
    (RecursionError, "A function calls itself without end."),
    (MemoryError, "It asked for more memory than a reader's version may have."),
    (KeyError, "There is no entry {said}."),
    (AttributeError, "Something asked for is not there: {said}."),
    (SystemExit, "It asked Python to stop."),
    (KeyboardInterrupt, "It asked Python to stop."),
    (ImportError, "That can't be imported here: {said}."),
)


def _words(error: BaseException) -> str:
    said = str(error).rstrip(".")
    for kind, sentence in SENTENCES:
        if isinstance(error, kind):
            return sentence.format(said=said)
    name = type(error).__name__
    return f"{name}: {said}." if said else f"{name}."
