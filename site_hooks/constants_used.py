"""Which published constants a lab uses, read off its source: names imported from `hardware`."""

import ast
from collections.abc import Iterator
from pathlib import Path

import mlsys_core
from mlsys_core import hardware

LABS = Path(mlsys_core.__file__).parent / "labs"


def constants_of(lab_id: str) -> set[str]:
    """Return the constants of a lab under their names in `hardware.published()`."""
    return {name for path in _sources(lab_id) for name in _used(ast.parse(path.read_bytes()))}


def _sources(lab_id: str) -> Iterator[Path]:
    yield from LABS.glob(f"{lab_id}.py")
    yield from (LABS / lab_id).rglob("*.py")


def _used(tree: ast.Module) -> Iterator[str]:
    published = hardware.published()
    imported = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(hardware.__name__)
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            name = f"{imported.get(node.value.id, '')}.{node.attr}"
            if name in published:
                yield name
