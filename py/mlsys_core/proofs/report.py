"""What a proof found: checks that hold or fail, and how the design space of each act divides."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Check:
    """One thing that was checked: what the lab says, and what was found."""

    kind: str
    name: str
    ok: bool
    stated: str = ""
    computed: str = ""

    def line(self, lab_id: str) -> str:
        """Return the check as one line that can be searched for: lab, name, stated, computed."""
        return f"{lab_id} {self.kind}: {self.name}: stated {self.stated}, computed {self.computed}"


@dataclass(frozen=True)
class Space:
    """One act in one context: its designs, how many were tried, what they lead to."""

    act: str
    context: str
    ledger: str
    designs: int
    tried: int
    seed: int | None
    """The seed of a stratified sample; None where every design was tried."""
    outside: int
    """Designs that some law does not cover."""
    raised: dict[str, int]
    """Designs in which each flag is raised."""
    worst: dict[str, int]
    """Designs by the worst severity they raise."""

    @property
    def where(self) -> str:
        """Which act, where, and with whose ledger."""
        place = f"{self.act} {self.context}"
        return f"{place}, ledger {self.ledger}" if self.ledger else place

    @property
    def method(self) -> str:
        """How the designs were tried."""
        if self.designs == 1:
            return "its one design"
        if self.seed is None:
            return f"all {self.designs:,} designs"
        return f"{self.tried:,} of {self.designs:,} designs, stratified, seed {self.seed}"

    def share_pct(self, count: int) -> float:
        """Return how much of the designs tried a count is."""
        return 100 * count / self.tried


@dataclass(frozen=True)
class Report:
    """Everything proved of one lab."""

    lab: str
    label: str
    title: str
    lab_version: int
    core_version: str
    numpy_version: str
    date: str
    checks: tuple[Check, ...]
    spaces: tuple[Space, ...] = field(default_factory=tuple)

    @property
    def failures(self) -> tuple[Check, ...]:
        """The checks that do not hold."""
        return tuple(check for check in self.checks if not check.ok)

    @property
    def ok(self) -> bool:
        """Whether everything holds."""
        return not self.failures

    def by_kind(self) -> Iterator[tuple[str, list[Check]]]:
        """Yield the checks of each kind, in the order they were made."""
        for kind in dict.fromkeys(check.kind for check in self.checks):
            yield kind, [check for check in self.checks if check.kind == kind]

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Report":
        """Read a report back."""
        checks = tuple(Check(**check) for check in data["checks"])
        spaces = tuple(Space(**space) for space in data["spaces"])
        return cls(**data | {"checks": checks, "spaces": spaces})
