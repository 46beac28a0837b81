"""A lab with one thing changed in its source, as a slip of the keyboard would."""

import importlib
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import ModuleType

from mlsys_core import labs
from mlsys_core.lab import Lab
from mlsys_core.proofs import prove


def sabotaged(module: str, before: str, after: str, *, lab: str = "") -> Lab:
    """Return a lab built on a module that says `after` where it should say `before`.

    `module` is named within `mlsys_core`, as in `labs.v1_12`; of a package, the module that says
    `before` is meant. `lab` says which lab to build where the module is not the lab's own.
    """
    lab_id = lab or module.split(".")[1]
    labs.get(lab_id)  # the sound lab first, so that everything it imports is there to come back to
    slip = _Slip(_module_that_says(before, f"mlsys_core.{module}"), before, after)
    # `hardware` hands its constants out itself; a law is reached through its own module.
    anew = "mlsys_core.hardware" if module.startswith("hardware") else slip.name
    with _imported_anew(("mlsys_core.labs.v", anew)):
        sys.meta_path.insert(0, slip)
        try:
            built = importlib.import_module(f"mlsys_core.labs.{lab_id}").LAB
        finally:
            sys.meta_path.remove(slip)
    assert slip.made, f"{lab_id} does not import {slip.name}"
    assert isinstance(built, Lab)
    return built


def caught(lab: Lab) -> list[str]:
    """Return what the proof of a lab says does not hold."""
    return [check.line(lab.id) for check in prove(lab).failures]


def _module_that_says(text: str, name: str) -> str:
    origin = importlib.import_module(name).__file__
    assert origin is not None
    if not origin.endswith("__init__.py"):
        return name
    for path in sorted(Path(origin).parent.glob("*.py")):
        if text in path.read_text(encoding="utf-8"):
            return name if path.stem == "__init__" else f"{name}.{path.stem}"
    raise AssertionError(f"no module of {name} says {text!r}")


class _Slip(MetaPathFinder):
    """Finds one module, and hands out its source with the slip in it."""

    def __init__(self, name: str, before: str, after: str) -> None:
        self.name, self.before, self.after = name, before, after
        self.made = False

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        assert spec is not None
        assert spec.origin is not None
        spec.loader = _Loader(self, fullname, spec.origin)
        return spec


class _Loader(SourceFileLoader):
    def __init__(self, slip: _Slip, fullname: str, path: str) -> None:
        super().__init__(fullname, path)
        self.slip = slip

    def get_code(self, fullname: str) -> object:  # type: ignore[override]
        source = self.get_source(fullname)
        assert source is not None
        assert self.slip.before in source, f"{fullname} no longer says {self.slip.before!r}"
        self.slip.made = True
        changed = source.replace(self.slip.before, self.slip.after, 1)
        return compile(changed, self.path, "exec")


@contextmanager
def _imported_anew(prefixes: tuple[str, ...]) -> Iterator[None]:
    """Import some modules as if for the first time, and put everything back afterwards."""
    before = dict(sys.modules)
    names_in: dict[str, dict[str, object]] = {}
    for name in before:
        if name.startswith(prefixes):
            package, _, own = name.rpartition(".")
            names_in.setdefault(package, vars(before[package]).copy())
            vars(before[package]).pop(own, None)
            del sys.modules[name]
    try:
        yield
    finally:
        for name in set(sys.modules) - set(before):
            del sys.modules[name]
        sys.modules.update(before)
        for package, names in names_in.items():
            vars(before[package]).update(names)
