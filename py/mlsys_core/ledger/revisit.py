"""What a reader might go back to, and why: the labs where most is still to be learned, first."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from mlsys_core import archaeology, course
from mlsys_core.ledger.schema import Document, Record
from mlsys_core.ledger.wording import ACT_NAMES, act_of, factor_off, misconception

WEAK_PCT, ENOUGH_SCORED = 50.0, 2
DECADE = 1.0


@dataclass(frozen=True)
class Reason:
    """Why to go back, in a sentence, and how much it weighs."""

    weight: int
    text: str


@dataclass
class Visit:
    """A lab worth going back to."""

    lab: str
    reasons: list[Reason] = field(default_factory=list)

    @property
    def weight(self) -> int:
        """How much there is to be learned."""
        return sum(reason.weight for reason in self.reasons)


def to_revisit(document: Document) -> list[Visit]:
    """Return the labs to go back to; those with nothing to say about are left out."""
    weak = set(_weak_domains(document))
    visits = []
    for entry in course.LABS:
        record = document["labs"].get(entry.id)
        if record is None:
            continue
        found = sorted(_reasons(entry, record, weak), key=lambda reason: -reason.weight)
        if found:
            visits.append(Visit(entry.id, found))
    return sorted(visits, key=lambda visit: -visit.weight)


def _weak_domains(document: Document) -> Iterator[str]:
    records = archaeology.records_in(document)
    for domain in course.DOMAINS:
        rate = archaeology.accuracy(records, domain)
        if rate.pct is not None and rate.known >= ENOUGH_SCORED and rate.pct < WEAK_PCT:
            yield domain


def _reasons(entry: course.Entry, record: Record, weak: set[str]) -> Iterator[Reason]:
    if record.get("final_ok") is False:
        yield Reason(3, "The design you left behind still breaks a limit.")
    for act, name in ACT_NAMES.items():
        answers = act_of(record, act)
        if answers.get("correct") is False:
            idea = misconception(entry.id, f"{act}.prediction", answers.get("choice"))
            behind = f" The idea behind your answer: {idea.rstrip('.')}." if idea else ""
            yield Reason(2, f"Your prediction in {name} was wrong.{behind}")
        error = answers.get("log10_error")
        if isinstance(error, int | float) and abs(error) >= DECADE:
            yield Reason(1, f"In {name} your figure was {factor_off(error)}.")
        if answers.get("reflection_correct") is False:
            yield Reason(1, f"Your reflection on {name} was wrong.")
    if record.get("status") == "partial":
        yield Reason(1, "It is not finished.")
    if entry.primary in weak:
        domain = course.DOMAIN_NAMES[entry.primary].lower()
        yield Reason(1, f"Fewer than half of your predictions about {domain} were right.")
