"""A second copy of the core in which some modules are a reader's own version.

The copy lives as long as one run and shares nothing with the first: neither modules nor labs.
"""

import ast
import importlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import CodeType, ModuleType

from mlsys_core.explore.physics.source import Source, names_of

PACKAGE = "mlsys_core"
OWN_LINES = 1_000_000
"""Added to line numbers of the reader's text, to tell them from lines of the book's."""


def compiled(module: str, text: str) -> CodeType:
    """Return a module in which the reader's definitions stand where the book's did.

    What the text defines anew stands before the next definition that the book has too.
    """
    mine = ast.parse(text, filename=module)
    for statement in mine.body:
        ast.increment_lineno(statement, OWN_LINES)
    book = Source(module)
    whole = ast.Module(_merged(list(book.tree.body), mine.body), type_ignores=[])
    return compile(whole, module, "exec")


def _merged(book: list[ast.stmt], mine: list[ast.stmt]) -> list[ast.stmt]:
    places = {name: at for at, statement in enumerate(book) for name in names_of(statement)}
    before: dict[int, list[ast.stmt]] = {}
    waiting: list[ast.stmt] = []
    replaced: dict[int, ast.stmt] = {}
    for statement in mine:
        at = next((places[name] for name in names_of(statement) if name in places), None)
        if at is None or at in replaced:
            waiting.append(statement)
            continue
        before[at], waiting = waiting, []
        replaced[at] = statement
    merged: list[ast.stmt] = []
    for at, statement in enumerate(book):
        merged += [*before.get(at, []), replaced.get(at, statement)]
    return merged + waiting


class EditedModules(MetaPathFinder, Loader):
    """Finds the modules that a reader has changed, before anybody else does."""

    def __init__(self, code: Mapping[str, CodeType], origins: Mapping[str, ModuleSpec]) -> None:
        self.code, self.origins = code, origins

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return a spec with this loader for a changed module, None for all others."""
        if name not in self.code:
            return None
        folders = self.origins[name].submodule_search_locations
        spec = ModuleSpec(name, self, is_package=folders is not None)
        spec.submodule_search_locations = folders
        return spec

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed module."""
        exec(self.code[module.__name__], module.__dict__)  # noqa: S102 - that is the point


@contextmanager
def second_core(edits: Mapping[str, str]) -> Iterator[None]:
    """Within the block, import the core anew, with these texts in place of the book's."""
    origins = {name: spec for name in edits if (spec := find_spec(name)) is not None}
    code = {name: compiled(name, text) for name, text in edits.items()}
    finder = EditedModules(code, origins)
    first = {name: module for name, module in sys.modules.items() if _is_core(name)}
    for name in first:
        del sys.modules[name]
    sys.meta_path.insert(0, finder)
    try:
        importlib.import_module(PACKAGE)
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if _is_core(name)]:
            del sys.modules[name]
        sys.modules.update(first)


def _is_core(name: str) -> bool:
    return name == PACKAGE or name.startswith(f"{PACKAGE}.")
