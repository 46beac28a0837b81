"""Every law of `mlsys_core.physics` as the page about the library shows it."""

import inspect
from collections.abc import Callable
from itertools import groupby

from mlsys_core.elementwise import Number
from mlsys_core.physics.laws import describe, every_law
from site_hooks.elements import Element, add
from site_hooks.reference_html import Code, table

Law = Callable[..., Number]


def build_laws(parent: Element) -> None:
    """Append a table a module: how each law is called, what it gives, from what, and for what."""
    for module, laws in groupby(every_law(), key=lambda law: law.__module__):
        name = module.rpartition(".")[2]
        add(parent, "h3", {"id": f"physics-{name}"}, name.replace("_", " "))
        said = (inspect.getdoc(inspect.getmodule(first := next(laws))) or "").partition("\n")[0]
        add(parent, "p", text=said)
        table(
            parent,
            f"Laws of mlsys_core.physics.{name}",
            ("Call", "What it gives", "Law", "Valid for", "Source"),
            [_row(law) for law in (first, *laws)],
        )


def call_of(law: Law) -> str:
    """Return how a law is called, its parameters without their types.

    >>> from mlsys_core.physics import amdahl, data_gravity
    >>> call_of(amdahl.ceiling)
    'amdahl.ceiling(serial_share)'
    >>> call_of(data_gravity.transfer_s)
    'data_gravity.transfer_s(dataset_bytes, link_bytes_per_s, link_efficiency=1.0)'
    """
    parameters = [
        p.name if p.default is p.empty else f"{p.name}={p.default}"
        if p.kind is not p.VAR_POSITIONAL else f"*{p.name}"
        for p in inspect.signature(law).parameters.values()
    ]  # fmt: skip
    return f"{describe(law).name}({', '.join(parameters)})"


def _row(law: Law) -> tuple[Code | str, ...]:
    told = describe(law)
    return (Code(call_of(law)), told.meaning, told.formula, told.valid, told.source)
