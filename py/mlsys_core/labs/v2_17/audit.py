"""Act I of V2-17: what the reader's ledger says of the constraints they met."""

from types import SimpleNamespace
from typing import Any

from mlsys_core import archaeology, course, labs
from mlsys_core.acts import Act, Context, Figure, Outcome
from mlsys_core.archaeology import LabRecord
from mlsys_core.boards import Board
from mlsys_core.controls import Choice, Slider
from mlsys_core.labs.v2_17.domain_rates import (
    ACCURACY_BANDS,
    HIT_BANDS,
    draw_domain_bars,
    draw_radar,
    measured,
)
from mlsys_core.labs.v2_17.journey import STATES, cells_of, lay_journey
from mlsys_core.metrics import Metric, by_key
from mlsys_core.questions import Option, Question
from mlsys_core.sample_ledger import sample_ledger

VOLUMES = {"both": (1, 2), "vol1": (1,), "vol2": (2,)}


def stand_in(c: SimpleNamespace) -> dict[str, Any] | None:
    """Return the ledger that a reader practises on, None where they look at their own."""
    return sample_ledger() if c.source == "sample" else None


def audit(_context: Context, c: SimpleNamespace, ledger: Any) -> Outcome:
    """Read a ledger: rates by domain as the filters say, the answer by the ledger as a whole."""
    shown = stand_in(c) or ledger
    everything = archaeology.records_in(shown)
    verdict = archaeology.verdict_on(shown)
    published = [lab_id for lab_id in labs.ids() if lab_id != course.CAPSTONE]
    values = {
        "labs_recorded": len(everything),
        "labs_hit": sum(record.constraint_hit is True for record in everything),
        "labs_published": len(published),
        "ledger_shown": c.source,
        "evidence": _evidence(verdict, published),
        **_accuracies(everything),
        **_by_domain(archaeology.records_in(shown, VOLUMES[c.volume])),
        **_groups(verdict, everything),
        **cells_of(shown),
    }
    values |= _leading(values, c) | _most_hit(everything)
    return Outcome(values)


def _evidence(verdict: archaeology.Verdict, published: list[str]) -> str:
    """Say whether the ledger can answer the question, and if not, whose gap it is."""
    if verdict.answer is not None:
        return "enough"
    return "ledger" if archaeology.enough_published(published) else "course"


def _accuracies(everything: list[LabRecord]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, volumes in (("vol1", (1,)), ("vol2", (2,)), ("overall", (1, 2))):
        rate = archaeology.accuracy(r for r in everything if r.entry.volume in volumes)
        found |= {
            f"{name}_accuracy_pct": rate.pct,
            f"{name}_right": rate.hits,
            f"{name}_scored": rate.known,
        }
    return found


def _by_domain(records: list[LabRecord]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for domain in course.DOMAINS:
        hits = archaeology.hit_rate(records, (domain,))
        right = archaeology.accuracy(records, domain)
        found |= {
            f"hit_rate_{domain}_pct": hits.pct,
            f"hits_{domain}": hits.hits,
            f"labs_{domain}": hits.known,
            f"accuracy_{domain}_pct": right.pct,
            f"right_{domain}": right.hits,
            f"scored_{domain}": right.known,
        }
    return found


def _groups(verdict: archaeology.Verdict, everything: list[LabRecord]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for group, rate in verdict.groups.items():
        where = archaeology.hit_labs(everything, archaeology.GROUPS[group])
        found |= {
            f"group_{group}_pct": rate.pct,
            f"group_{group}_hits": rate.hits,
            f"group_{group}_labs": rate.known,
            f"group_{group}_where": ",".join(entry.label for entry in where) or None,
            f"missing_{group}": verdict.missing_in(group),
        }
    lead = verdict.lead
    return found | {
        "lead_points": lead[1] if lead else None,
        "answer": verdict.answer,
        "labs_missing": verdict.missing,
    }


def _leading(values: dict[str, Any], c: SimpleNamespace) -> dict[str, Any]:
    """Name the domain hit most often, or predicted worst, among those the filters rank."""
    by_hits = c.measure == "hit_rate"
    rates = {domain: measured(values, domain, c.measure) for domain in course.DOMAINS}
    names = archaeology.leaders(rates, c.min_labs, lowest=not by_hits)
    return {
        "leading_domain": ",".join(names) or None,
        "leading_domain_pct": rates[names[0]].pct if names else None,
    }


def _most_hit(everything: list[LabRecord]) -> dict[str, Any]:
    """Name the domain hit most often in the whole ledger, whatever the filters say."""
    rates = {d: archaeology.hit_rate(everything, (d,)) for d in course.DOMAINS}
    names = archaeology.leaders(rates, archaeology.ENOUGH_IN_GROUP)
    return {
        "most_hit_domain": ",".join(names) or None,
        "most_hit_pct": rates[names[0]].pct if names else None,
    }


# The act.


def _domain_metrics() -> list[Metric]:
    hits = [
        Metric(id=f"hit_rate_{domain}_pct", unit="%", dp=1, bands=HIT_BANDS,
               how=f"{{hits_{domain}}} hit / {{labs_{domain}}} recorded")
        for domain in course.DOMAINS
    ]  # fmt: skip
    predictions = [
        Metric(id=f"accuracy_{domain}_pct", unit="%", dp=1, bands=ACCURACY_BANDS,
               how=f"{{right_{domain}}} right / {{scored_{domain}}} scored")
        for domain in course.DOMAINS
    ]  # fmt: skip
    return hits + predictions


def _group_metrics() -> list[Metric]:
    found = []
    for group in archaeology.GROUPS:
        found += [
            Metric(id=f"group_{group}_pct", unit="%", dp=1, bands=HIT_BANDS,
                   how=f"{{group_{group}_hits}} hit / {{group_{group}_labs}} recorded"),
            Metric(id=f"group_{group}_where", nothing="nowhere",
                   how="the labs whose record holds a failure of these domains"),
            Metric(id=f"missing_{group}", unit="labs",
                   how=f"{archaeology.ENOUGH_IN_GROUP} − {{group_{group}_labs}}, not below 0"),
        ]  # fmt: skip
    return found


ANSWER_WORDS = {
    "a": "A, memory",
    "b": "B, parallel overhead",
    "c": "C, energy and cost",
    "d": "D, none stands out",
}

METRICS = (
    Metric(id="labs_recorded", unit="labs", how="records of the 32 labs before this one"),
    Metric(id="labs_hit", unit="labs",
           how="records with a failure the reader led into or left standing"),
    Metric(id="ledger_shown", words={"mine": "your own", "sample": "the sample"},
           how="the ledger you chose to look at"),
    Metric(id="evidence", bands=by_key(enough=("good", "can be said"), course=("none", "not yet"),
                                       ledger=("none", "not yet")),
           words={"enough": "enough for an answer", "course": "the course is still too short",
                  "ledger": "too few labs recorded"},
           how="12 labs or more, and 2 or more of each family"),
    Metric(id="labs_published", unit="labs", how="labs before this one that this site has"),
    *(
        Metric(id=f"{name}_accuracy_pct", unit="%", dp=1, bands=ACCURACY_BANDS,
               how=f"{{{name}_right}} right / {{{name}_scored}} scored")
        for name in ("vol1", "vol2", "overall")
    ),
    *_domain_metrics(),
    Metric(id="leading_domain", words=course.CHART_NAMES, nothing="none yet",
           how="first among the domains with at least {min_labs} in this view"),
    Metric(id="leading_domain_pct", unit="%", dp=1, how="the rate of {leading_domain:shown}"),
    Metric(id="most_hit_domain", words=course.CHART_NAMES, nothing="none yet",
           how="the highest rate in the whole ledger among domains with 2 labs or more"),
    Metric(id="most_hit_pct", unit="%", dp=1, how="the rate of {most_hit_domain:shown}"),
    *_group_metrics(),
    Metric(id="lead_points", unit="points", dp=1,
           how="best of {group_a_pct:shown}, {group_b_pct:shown}, {group_c_pct:shown},"
               " minus the next best rate"),
    Metric(id="answer", words=ANSWER_WORDS, nothing="not enough recorded",
           how="a family leads with 3 hits or more and 20 points or more, otherwise D"),
    Metric(id="labs_missing", unit="labs", how="12 − {labs_recorded}, not below 0"),
)  # fmt: skip

PREDICTION = Question(
    id="prediction",
    right=lambda _lab, ledger: archaeology.verdict_on(ledger).answer,
    stand_in=stand_in,
    options=(
        Option(key="a", misconception="the habit of a single machine: memory first, always"),
        Option(key="b", misconception="the habit of scale: blame the network"),
        Option(key="c", misconception="the habit of the machine room: blame the power bill"),
        Option(key="d", misconception="hedging where one family does stand out"),
    ),
)

REFLECTION = Question(
    id="reflection",
    ruled=("b", "the laws stay, and each lab ended at a different one of them"),
    options=(
        Option(key="a", misconception="more of everything, though every law has a term it feeds"),
        Option(key="b"),
        Option(key="c", misconception="cleverness taken for an exemption from limits"),
        Option(key="d", misconception="a limit taken for a shortcoming of this year's hardware"),
    ),
    gives_away=("scarcest",),
)

ACT1 = Act(
    id="act1",
    controls=(
        Choice(id="source", options=("mine", "sample"), widget="radio", default="mine", view=True),
        Choice(id="volume", options=("both", "vol1", "vol2"), widget="radio", default="both",
               view=True),
        Choice(id="measure", options=("hit_rate", "accuracy"), widget="radio",
               default="hit_rate", view=True),
        Slider(id="min_labs", minimum=1, maximum=4, step=1, default=2, view=True),
    ),
    metrics=METRICS,
    evaluate=audit,
    uses_context=False,
    reads_ledger=True,
    figures=(
        Figure(id="domain_bars", draw=draw_domain_bars),
        Figure(id="radar", draw=draw_radar),
    ),
    boards=(Board(id="journey", states=STATES, lay=lay_journey),),
    prediction=PREDICTION,
    reflection=REFLECTION,
)  # fmt: skip
