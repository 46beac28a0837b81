"""Which Python an act's results come from: its evaluation, its laws, the constants of both."""

import ast
import importlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from mlsys_core.lab import Act, Lab

LAWS = "mlsys_core.physics."
NOT_SHOWN = ("mlsys_core.physics.ranges", "mlsys_core.physics.laws")
Definition = ast.FunctionDef | ast.Assign | ast.AnnAssign


def source_of(module: str) -> str:
    """Return a module's source as it is on disk, without importing it."""
    spec = find_spec(module)
    get_source = getattr(spec.loader, "get_source", None) if spec else None
    source = get_source(module) if get_source else None
    if source is None:
        raise LookupError(f"{module} has no source here")
    return str(source)


def names_of(statement: ast.stmt) -> list[str]:
    """Return the names that a function or an assignment defines."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return [statement.name]
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    flat = [e for t in targets for e in (t.elts if isinstance(t, ast.Tuple) else [t])]
    return [target.id for target in flat if isinstance(target, ast.Name)]


@dataclass(frozen=True)
class Source:
    """One module's source and where in it each function and constant is defined."""

    module: str

    @cached_property
    def text(self) -> str:
        """The whole source."""
        return source_of(self.module)

    @cached_property
    def tree(self) -> ast.Module:
        """The source as a syntax tree."""
        return ast.parse(self.text)

    @cached_property
    def definitions(self) -> dict[str, Definition]:
        """Functions and constants by name."""
        return {
            name: statement
            for statement in self.tree.body
            if isinstance(statement, ast.FunctionDef | ast.Assign | ast.AnnAssign)
            for name in names_of(statement)
        }

    def excerpt(self, names: set[str]) -> str:
        """Return these definitions in the order of the source, as they stand there."""
        wanted = {id(self.definitions[name]) for name in names}
        lines = self.text.splitlines()
        pieces = []
        body = self.tree.body
        for number, statement in enumerate(body):
            if id(statement) not in wanted:
                continue
            last = statement.end_lineno or statement.lineno
            after = body[number + 1] if number + 1 < len(body) else None
            if isinstance(statement, ast.Assign | ast.AnnAssign) and _is_text(after):
                assert after is not None
                last = after.end_lineno or last
            first = min([d.lineno for d in getattr(statement, "decorator_list", [])]
                        + [statement.lineno])  # fmt: skip
            pieces.append((statement, "\n".join(lines[first - 1 : last])))
        return _spaced(pieces)


def _is_text(statement: ast.stmt | None) -> bool:
    is_constant = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return is_constant and isinstance(statement.value.value, str)  # type: ignore[union-attr]


def _spaced(pieces: list[tuple[ast.stmt, str]]) -> str:
    """Put definitions together as a module would: constants in a block, functions apart."""
    text, before = "", False
    for statement, piece in pieces:
        is_function = isinstance(statement, ast.FunctionDef)
        if text:
            text += "\n\n\n" if is_function or before else "\n"
        text += piece
        before = is_function
    return f"{text}\n"


@dataclass
class Reach:
    """Everything that an act's results come from, found by following names."""

    lab: Lab
    found: dict[str, set[str]] = field(default_factory=dict)
    """By module, the names of what is shown of it."""

    def follow(self, function: Callable[..., Any]) -> None:
        """Take in a function and all it refers to."""
        self._take(function.__module__, function.__name__)

    def _take(self, module: str, name: str) -> None:
        if not self._is_shown(module) or name in self.found.get(module, ()):
            return
        definition = Source(module).definitions.get(name)
        if definition is None:
            return
        self.found.setdefault(module, set()).add(name)
        loaded = importlib.import_module(module)
        for other, wanted in _referred(definition, loaded):
            self._take(other, wanted)

    def _is_shown(self, module: str) -> bool:
        own = f"mlsys_core.labs.{self.lab.id}"
        law = module.startswith(LAWS) and module not in NOT_SHOWN
        return law or module == own or module.startswith(f"{own}.")


def _referred(definition: Definition, module: ModuleType) -> Iterator[tuple[str, str]]:
    """Yield module and name of everything that a definition refers to, its own locals aside."""
    local = _locals(definition)
    for node in ast.walk(definition):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            owner = getattr(module, node.value.id, None)
            if inspect.ismodule(owner):
                yield owner.__name__, node.attr
        elif isinstance(node, ast.Name) and node.id not in local:
            value = getattr(module, node.id, None)
            home = getattr(value, "__module__", None)
            if inspect.isfunction(value) and isinstance(home, str):
                yield home, value.__name__
            else:
                yield _home_of_constant(module, node.id), node.id


def _locals(definition: Definition) -> set[str]:
    if not isinstance(definition, ast.FunctionDef):
        return set()
    stored = {
        node.id
        for node in ast.walk(definition)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    return stored | {node.arg for node in ast.walk(definition) if isinstance(node, ast.arg)}


def _home_of_constant(module: ModuleType, name: str) -> str:
    """Return the module that a constant is imported from, or the one it is used in."""
    for statement in Source(module.__name__).tree.body:
        imports = statement.names if isinstance(statement, ast.ImportFrom) else []
        if any((alias.asname or alias.name) == name for alias in imports):
            assert isinstance(statement, ast.ImportFrom)
            return statement.module or module.__name__
    return module.__name__


@dataclass(frozen=True)
class Part:
    """What is shown, and may be changed, of one module."""

    module: str
    text: str

    @property
    def file(self) -> str:
        """The module's file, from the package on."""
        return self.module.replace(".", "/") + ".py"


def parts_of(lab: Lab, act: Act) -> list[Part]:
    """Return an act's evaluation and the laws beneath it, the lab's own module first."""
    reach = Reach(lab)
    reach.follow(act.evaluate)
    for metric in act.metrics:
        if metric.law is not None:
            reach.follow(metric.law)
    laws_last = sorted(reach.found, key=lambda module: (module.startswith(LAWS), module))
    home = act.evaluate.__module__
    ordered = sorted(laws_last, key=lambda module: module != home)
    return [Part(module, Source(module).excerpt(reach.found[module])) for module in ordered]
