"""What a walk counts: designs by flag, by worst severity, and by the flag that decides it."""

from dataclasses import dataclass, field
from typing import Any

from mlsys_core.acts import SEVERITIES
from mlsys_core.lab import Act
from mlsys_core.space.batch import Batch

NONE = "none"
"""The severity, and the deciding flag, of a design that raises no flag at all."""


@dataclass
class Tally:
    """Counts over the chunks added so far."""

    act: Act
    tried: int = 0
    outside: int = 0
    """Designs that some law does not cover."""
    raised: dict[str, int] = field(init=False)
    """Designs in which each flag is raised."""
    worst: dict[str, int] = field(init=False)
    """Designs by the worst severity they raise."""
    binding: dict[str, int] = field(init=False)
    """Designs by the flag that decides: the first, as declared, of their worst severity."""

    def __post_init__(self) -> None:
        """Start from nothing."""
        names = [flag.id for flag in self.act.flags]
        self.raised = dict.fromkeys(names, 0)
        self.worst = dict.fromkeys((*SEVERITIES, NONE), 0)
        self.binding = dict.fromkeys((*names, NONE), 0)

    def add(self, batch: Batch) -> dict[str, Any]:
        """Count a chunk; return, a severity, which designs have it as their worst."""
        self.tried += len(batch.inside)
        self.outside += int((~batch.inside).sum())
        severities = worst_of(self.act, batch)
        for severity, here in severities.items():
            self.worst[severity] += int(here.sum())
        for flag in self.act.flags:
            if flag.id in batch.flags:
                self.raised[flag.id] += int(batch.flags[flag.id].sum())
        for name, here in binding_of(self.act, batch).items():
            self.binding[name] += int(here.sum())
        return severities


def worst_of(act: Act, batch: Batch) -> dict[str, Any]:
    """Return, a severity, which designs have it as their worst; "none" for those without a flag."""
    import numpy as np

    deciding = binding_of(act, batch)
    severity_of = {flag.id: flag.severity for flag in act.flags}
    found = {severity: np.zeros_like(deciding[NONE]) for severity in (*SEVERITIES, NONE)}
    for name, here in deciding.items():
        found[severity_of.get(name, NONE)] |= here
    return found


def binding_of(act: Act, batch: Batch) -> dict[str, Any]:
    """Return, a flag, which designs it decides; "none" for those that raise no flag."""
    import numpy as np

    free = np.ones(int(batch.inside.sum()), dtype=bool)
    found = {}
    ranked = sorted(act.flags, key=lambda flag: SEVERITIES.index(flag.severity))
    for flag in ranked:
        here = batch.flags[flag.id] & free if batch.flags else np.zeros_like(free)
        found[flag.id] = here
        free = free & ~here
    return found | {NONE: free}


def is_green(act: Act, severities: dict[str, Any]) -> Any:
    """Return which designs are all green: a success where the act has one, else no failure."""
    if any(flag.severity == "success" for flag in act.flags):
        return severities["success"]
    return severities["success"] | severities["info"] | severities[NONE]
