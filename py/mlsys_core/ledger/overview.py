"""The ledger page's analysis of a whole ledger: two charts, their tables, and what to revisit."""

from typing import Any

from mlsys_core import archaeology, course
from mlsys_core.archaeology import Rate
from mlsys_core.charts import Chart, axis, bars, chart
from mlsys_core.display import NBSP, decimals
from mlsys_core.ledger.revisit import to_revisit
from mlsys_core.ledger.schema import Document
from mlsys_core.ledger.wording import lab_name
from mlsys_core.radar import radar
from mlsys_core.tables import table_of

MOST_VISITS, MOST_REASONS = 6, 4


def overview(document: Document) -> dict[str, Any]:
    """Return figures, tables and the labs to revisit, as plain data."""
    figures = {"accuracy": accuracy_radar(document), "constraints": constraint_bars(document)}
    tables = {name: table_of(figure) for name, figure in figures.items()}
    return {
        "figures": figures,
        "tables": {
            name: {"columns": list(table.columns), "rows": [list(row) for row in table.rows]}
            for name, table in tables.items()
        },
        "revisit": [
            {
                "lab": visit.lab,
                "name": lab_name(visit.lab),
                "reasons": [reason.text for reason in visit.reasons[:MOST_REASONS]],
            }
            for visit in to_revisit(document)[:MOST_VISITS]
        ],
    }


def accuracy_radar(document: Document) -> Chart:
    """Draw the share of right first predictions by the domain a lab belongs to."""
    records = archaeology.records_in(document)
    rates = {domain: archaeology.accuracy(records, domain) for domain in course.DOMAINS}
    spokes = {course.CHART_NAMES[domain]: rate.pct for domain, rate in rates.items()}
    return radar("Right first predictions by domain", "Right, in %", spokes)


def constraint_bars(document: Document) -> Chart:
    """Draw how often each kind of constraint was hit, among the labs that have it."""
    records = archaeology.records_in(document)
    rates = {domain: archaeology.hit_rate(records, (domain,)) for domain in course.DOMAINS}
    ordered = sorted(rates, key=lambda domain: rates[domain].pct or -1.0)
    return chart(
        "Constraints hit, by domain",
        axis("Share of the labs that have the constraint (%)", bounds=(0, 125)),
        axis(""),
        [
            bars(
                "Hit, in %",
                [_named(domain, rates[domain]) for domain in ordered],
                [rates[domain].pct for domain in ordered],
                color="series2",
                text=[_labelled(rates[domain]) for domain in ordered],
                text_at="outside",
                horizontal=True,
            )
        ],
        height=380,
    )


def _named(domain: str, rate: Rate) -> str:
    return course.CHART_NAMES[domain] if rate.known else f"{course.CHART_NAMES[domain]}: no data"


def _labelled(rate: Rate) -> str:
    if rate.pct is None:
        return ""
    return f"{decimals(rate.pct, 0)}{NBSP}%, {rate.hits}/{rate.known}"
