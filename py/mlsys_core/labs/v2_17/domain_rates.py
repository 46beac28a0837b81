"""The rates of V2-17: how often a domain's constraint was hit, how often predictions held."""

from types import SimpleNamespace
from typing import Any

from mlsys_core import course
from mlsys_core.acts import Context
from mlsys_core.archaeology import Rate
from mlsys_core.charts import axis, bars, chart, rule
from mlsys_core.display import NBSP, decimals
from mlsys_core.metrics import Band, at_least
from mlsys_core.radar import radar

GROUP_NAMES = {"a": "A: memory", "b": "B: parallel", "c": "C: energy, cost"}
HIT_BANDS = at_least((60, "bad", "often"), (30, "fair", "sometimes"), otherwise=("good", "rarely"))
ACCURACY_BANDS = at_least(
    (70, "good", "sound"), (50, "fair", "mixed"), otherwise=("bad", "often wrong")
)


def measured(values: dict[str, Any], domain: str, measure: str) -> Rate:
    """Return a domain's rate by the measure that the reader chose."""
    if measure == "hit_rate":
        return Rate(values[f"hits_{domain}"], values[f"labs_{domain}"])
    return Rate(values[f"right_{domain}"], values[f"scored_{domain}"])


def draw_domain_bars(_c: Context, c: SimpleNamespace, v: SimpleNamespace) -> dict[str, Any]:
    """Draw each domain's rate, longest on top; the three families below a line."""
    by_hits = c.measure == "hit_rate"
    rates = {domain: measured(vars(v), domain, c.measure) for domain in course.DOMAINS}
    order = sorted(rates, key=lambda d: -1.0 if rates[d].pct is None else rates[d].pct or 0.0)
    rows = [(course.CHART_NAMES[domain], rates[domain], c.min_labs) for domain in order]
    if by_hits:
        families = [
            (name, Rate(getattr(v, f"group_{g}_hits"), getattr(v, f"group_{g}_labs")), 1)
            for g, name in reversed(GROUP_NAMES.items())
        ]
        rows = [*families, (" ", Rate(0, 0), 0), *rows]
    bands = HIT_BANDS if by_hits else ACCURACY_BANDS
    known = [row for row in rows if row[1].pct is not None]
    unknown = [name for name, rate, _ in rows if rate.pct is None and name.strip()]
    traces = [
        bars(
            "Constraint-hit rate" if by_hits else "Prediction accuracy",
            [name for name, _, _ in known],
            [rate.pct for _, rate, _ in known],
            color=[_tone(bands, rate, least) for _, rate, least in known],
            text=[_bar_text(bands, rate, least) for _, rate, least in known],
            horizontal=True,
        ),
    ]
    if unknown:
        traces.append(_no_data(unknown))
    if by_hits:
        line = rule("Families, whole ledger", (0, 115), (" ", " "), label_at="top right")
        traces.append(line)
    names = [name for name, _, _ in rows]
    upward = axis("") | {"type": "category", "categoryorder": "array", "categoryarray": names}
    what = "Labs in which a domain's constraint was hit" if by_hits else "Predictions that held"
    across = axis("Share (%)", bounds=(0, 115), ticks=(0, 20, 40, 60, 80, 100))
    return chart(what, across, upward, traces, barmode="overlay", height=90 + 30 * len(rows))


def _tone(bands: Any, rate: Rate, least: int) -> str:
    if rate.known < least:
        return "pale"
    return str(bands.judge(rate.pct, SimpleNamespace()).tone)


def _bar_text(bands: Any, rate: Rate, least: int) -> str:
    """Say the rate, out of how many, and the verdict: colour is never the only sign."""
    band: Band = bands.judge(rate.pct, SimpleNamespace())
    verdict = band.word if rate.known >= least else "too few to rank"
    return f"{decimals(rate.pct or 0.0, 0)}{NBSP}%, {rate.hits}/{rate.known} {verdict}"


NO_DATA_LENGTH = 40


def _no_data(names: list[str]) -> dict[str, Any]:
    """Hatch the place of every domain of which nothing is known."""
    hatched = bars(
        "No data",
        names,
        [NO_DATA_LENGTH] * len(names),
        color="grid",
        pattern="/",
        text=["no data"] * len(names),
        horizontal=True,
    )
    return hatched | {"meta": {"kind": "no_data"}}


def draw_radar(_c: Context, _settings: SimpleNamespace, v: SimpleNamespace) -> dict[str, Any]:
    """Draw how often predictions held, by each lab's first domain."""
    spokes = {
        name: getattr(v, f"accuracy_{domain}_pct") for domain, name in course.CHART_NAMES.items()
    }
    return radar("Predictions that held, by domain", "Your predictions", spokes)
