"""What a whole Design Ledger says: which constraints came up where, and whose predictions held.

A lab counts once. What a record does not say is unknown and is left out of every rate, never taken
for "no". The ledger comes from a browser or a file, so nothing in it is trusted to have its shape.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mlsys_core import course

GROUPS: Mapping[str, tuple[str, ...]] = {
    "a": ("memory",),
    "b": ("scale", "network"),
    "c": ("energy_cost",),
}
"""Three families of constraints that a reader can name as the most frequent one."""

NONE_STANDS_OUT = "d"
OTHER_DOMAINS = tuple(
    domain for domain in course.DOMAINS if not any(domain in group for group in GROUPS.values())
)

ENOUGH_LABS, ENOUGH_IN_GROUP = 12, 2
ENOUGH_HITS, LEAD_POINTS = 3, 20.0
DUST = 1e-7  # in points; rates are fractions of small counts

PRIOR_LABS = tuple(entry for entry in course.LABS if entry.id != course.CAPSTONE)
"""The labs that the last one looks back on."""


@dataclass(frozen=True)
class Rate:
    """So many out of so many. Of none out of none there is no rate."""

    hits: int
    known: int

    @property
    def pct(self) -> float | None:
        """The rate in %, None where nothing is known."""
        return 100 * self.hits / self.known if self.known else None


@dataclass(frozen=True)
class LabRecord:
    """One lab's record as far as it can be read."""

    entry: course.Entry
    found: Mapping[str, Any]

    def hit(self, domains: Collection[str]) -> bool | None:
        """Whether the lab ran into a constraint of these domains; None where it is not known."""
        declared = [domain for domain in domains if domain in self.entry.domains]
        if not declared:
            return None
        failures = self.found.get("failures")
        if not isinstance(failures, list):
            return False if self.constraint_hit is False else None
        if any(_counts(failure) and failure.get("domain") in declared for failure in failures):
            return True
        # The recorder leaves constraint_hit empty while an act that can fail is still locked.
        unknown = "constraint_hit" in self.found and self.constraint_hit is None
        return None if unknown else False

    @property
    def constraint_hit(self) -> bool | None:
        """Whether any constraint was hit."""
        return _truth(self.found.get("constraint_hit"))

    @property
    def final_ok(self) -> bool | None:
        """Whether the design on record holds."""
        return _truth(self.found.get("final_ok"))

    @property
    def predictions(self) -> list[bool]:
        """The scored predictions of both acts."""
        acts = (self.found.get(act) for act in ("act1", "act2"))
        answers = (_truth(act.get("correct")) for act in acts if isinstance(act, Mapping))
        return [answer for answer in answers if answer is not None]


def _counts(failure: Any) -> bool:
    """Whether a reader's hand led into a failure, or left it standing."""
    signs = ("student_triggered", "active_at_save")
    return isinstance(failure, Mapping) and any(failure.get(sign) is True for sign in signs)


def _truth(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def records_in(ledger: Any, volumes: Collection[int] = (1, 2)) -> list[LabRecord]:
    """Return the records of all labs before the last one, in the order of the course."""
    labs = ledger.get("labs") if isinstance(ledger, Mapping) else None
    if not isinstance(labs, Mapping):
        return []
    return [
        LabRecord(entry, labs[entry.id])
        for entry in PRIOR_LABS
        if entry.volume in volumes and isinstance(labs.get(entry.id), Mapping)
    ]


def hit_rate(records: Iterable[LabRecord], domains: Collection[str]) -> Rate:
    """Count the labs that ran into these domains, among those of which it is known."""
    known = [hit for record in records if (hit := record.hit(domains)) is not None]
    return Rate(sum(known), len(known))


def accuracy(records: Iterable[LabRecord], domain: str | None = None) -> Rate:
    """Count right predictions, of all labs or of those that belong to a domain first of all."""
    scored = [
        answer
        for record in records
        if domain in (None, record.entry.primary)
        for answer in record.predictions
    ]
    return Rate(sum(scored), len(scored))


def hit_labs(records: Iterable[LabRecord], domains: Collection[str]) -> list[course.Entry]:
    """Return the labs that ran into these domains."""
    return [record.entry for record in records if record.hit(domains)]


def leaders(rates: Mapping[str, Rate], at_least: int, *, lowest: bool = False) -> list[str]:
    """Return the names with the best rate among those known well enough; several where they tie.

    Where the highest rate is 0, nothing leads.

    >>> leaders({"memory": Rate(2, 4), "trust": Rate(1, 2), "scale": Rate(1, 1)}, at_least=2)
    ['memory', 'trust']
    """
    ranked = {
        name: rate.pct
        for name, rate in rates.items()
        if rate.pct is not None and rate.known >= at_least
    }
    if not ranked:
        return []
    best = min(ranked.values()) if lowest else max(ranked.values())
    if best == 0 and not lowest:
        return []
    return [name for name, pct in ranked.items() if abs(pct - best) <= DUST]


@dataclass(frozen=True)
class Verdict:
    """The answer a ledger gives to "which family of constraints came up most?"."""

    groups: Mapping[str, Rate]
    others: Mapping[str, Rate]
    recorded: int

    @property
    def missing(self) -> int:
        """Labs still to be recorded before the question can be answered."""
        return max(0, ENOUGH_LABS - self.recorded)

    def missing_in(self, group: str) -> int:
        """Labs of a group still to be recorded."""
        return max(0, ENOUGH_IN_GROUP - self.groups[group].known)

    @property
    def lead(self) -> tuple[str, float] | None:
        """Return the foremost group and its lead, in points, over whatever comes second."""
        ranked = {name: rate.pct for name, rate in self.groups.items() if rate.pct is not None}
        if not ranked:
            return None
        best = max(ranked, key=lambda name: ranked[name])
        rivals = [pct for name, pct in ranked.items() if name != best]
        rivals += [
            rate.pct
            for rate in self.others.values()
            if rate.pct is not None and rate.known >= ENOUGH_IN_GROUP
        ]
        return (best, ranked[best] - max(rivals)) if rivals else None

    @property
    def answer(self) -> str | None:
        """The key of the answer; None while too little is recorded to say."""
        if self.missing or any(self.missing_in(group) for group in self.groups):
            return None
        best, lead = self.lead or ("", 0.0)
        stands_out = lead >= LEAD_POINTS - DUST and self.groups[best].hits >= ENOUGH_HITS
        return best if stands_out else NONE_STANDS_OUT


def verdict_on(ledger: Any) -> Verdict:
    """Judge a whole ledger."""
    records = records_in(ledger)
    return Verdict(
        {name: hit_rate(records, domains) for name, domains in GROUPS.items()},
        {domain: hit_rate(records, (domain,)) for domain in OTHER_DOMAINS},
        len(records),
    )


def enough_published(lab_ids: Sequence[str]) -> bool:
    """Whether the labs that exist could ever give the evidence the question needs."""
    prior = [entry for entry in PRIOR_LABS if entry.id in lab_ids]
    in_groups = [
        sum(any(domain in entry.domains for domain in domains) for entry in prior)
        for domains in GROUPS.values()
    ]
    return len(prior) >= ENOUGH_LABS and all(n >= ENOUGH_IN_GROUP for n in in_groups)
