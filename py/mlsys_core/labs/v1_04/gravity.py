"""Act II of Lab V1-04: whether a dataset should travel to the computers, or they to it."""

from types import SimpleNamespace
from typing import Any

from mlsys_core.charts import axis, chart, curve, marker, rule
from mlsys_core.controls import Choice, Slider
from mlsys_core.elementwise import all_of, any_of, isfinite, not_, pick, where
from mlsys_core.lab import Act, Figure, Flag, Outcome
from mlsys_core.labs.v1_04.sites import (
    HOUR_S,
    INTERNET_USD_PER_GB,
    LINK_BYTES_PER_S,
    Site,
    per_site,
)
from mlsys_core.limits import exceeds
from mlsys_core.metrics import Band, Metric, by_case, by_key
from mlsys_core.physics import data_gravity
from mlsys_core.promises import GridCount, Monotone
from mlsys_core.questions import Option, Question, nearest_prediction

LINK_NAMES = {"1g": "1 Gb/s", "10g": "10 Gb/s", "100g": "100 Gb/s"}
LINK_DASHES = {"1g": "dot", "10g": "dash", "100g": "solid"}
SIZES_GB = (*(step * 10**decade for decade in range(1, 6) for step in (1, 2, 5)), 10**6)
WEST_GPUS = 8
CENT_USD = 0.01
TIGHT_PCT = 50.0


def gravity(site: Site, c: SimpleNamespace) -> Outcome:
    """Evaluate one copy of a dataset against its two limits: the time there is, what it saves."""
    dataset_bytes = c.dataset_gb * 1e9
    line = pick(c.link, LINK_BYTES_PER_S)
    budget_h = c.runs * c.hours
    copy_s = data_gravity.transfer_s(dataset_bytes, line, c.link_eff / 100)
    room = data_gravity.time_break_even_bytes(budget_h * HOUR_S, line, c.link_eff / 100)
    work = {"run_s": c.hours * HOUR_S, "gpus": WEST_GPUS}
    here, there = site.source_usd / HOUR_S, site.destination_usd / HOUR_S
    prices = {"source_usd_per_gpu_s": here, "destination_usd_per_gpu_s": there}
    terms = work | prices | {"egress_usd_per_byte": c.tariff / 1e9}
    egress = data_gravity.egress_usd(dataset_bytes, c.tariff / 1e9)
    dearer = data_gravity.move_minus_stay_usd(dataset_bytes=dataset_bytes, runs=c.runs, **terms)
    used_pct = 100 * copy_s / HOUR_S / budget_h
    too_slow, too_dear = exceeds(used_pct, 100.0), exceeds(dearer, CENT_USD)
    trapped = any_of(too_slow, too_dear)
    tight = exceeds(used_pct, TIGHT_PCT)
    return Outcome(
        {
            "transfer_s": copy_s,
            "transfer_h": copy_s / HOUR_S,
            "line_gb_per_s": line / 1e9,
            "budget_h": budget_h,
            "budget_used_pct": used_pct,
            "egress_usd": egress,
            "move_total_usd": egress
            + data_gravity.compute_usd(runs=c.runs, usd_per_gpu_s=there, **work),
            "stay_total_usd": data_gravity.compute_usd(runs=c.runs, usd_per_gpu_s=here, **work),
            "move_minus_stay_usd": dearer,
            "time_break_even_gb": room / 1e9,
            "cost_break_even_gb": data_gravity.cost_break_even_bytes(runs=c.runs, **terms) / 1e9,
            "break_even_runs": data_gravity.break_even_runs(dataset_bytes=dataset_bytes, **terms),
            "verdict": where(trapped, "compute", "data"),
            "rules_fired": where(
                too_slow, where(too_dear, "both", "time"), where(too_dear, "cost", "none")
            ),
        },
        {
            "time_trap": too_slow,
            "cost_trap": too_dear,
            "slow_transfer": all_of(not_(trapped), tight),
            "data_travels": all_of(not_(trapped), not_(tight)),
        },
    )


HOURS_SHOWN = (1e-4, 1e5)


def transfer_h(dataset_gb: float, link: str, link_eff: float) -> float:
    """Hours that a copy takes over a link."""
    line = LINK_BYTES_PER_S[link]
    return float(data_gravity.transfer_s(dataset_gb * 1e9, line, link_eff / 100) / HOUR_S)


def draw_transfer_vs_size(_site: Site, c: SimpleNamespace, v: SimpleNamespace) -> dict[str, Any]:
    """Draw the time of a copy against its size, one line a link, with both limits."""
    traces = [
        curve(
            name,
            SIZES_GB,
            [transfer_h(size, link, c.link_eff) for size in SIZES_GB],
            color="series1" if link == c.link else "muted",
            dash=LINK_DASHES[link],
            width=3 if link == c.link else 1.5,
            label=name,
        )
        for link, name in LINK_NAMES.items()
    ]
    ends = (SIZES_GB[0], SIZES_GB[-1])
    budget = (v.budget_h, v.budget_h)
    traces.append(rule("Time there is", ends, budget, color="bad", dash="dashdot"))
    if isfinite(v.cost_break_even_gb) and ends[0] <= v.cost_break_even_gb <= ends[1]:
        limit = (v.cost_break_even_gb, v.cost_break_even_gb)
        traces.append(rule("Copy pays up to here", limit, HOURS_SHOWN, color="fair", dash="dash"))
    traces.append(marker("Your dataset", c.dataset_gb, v.transfer_h, on=LINK_NAMES[c.link]))
    return chart(
        "How long a copy takes",
        axis("Dataset (GB)", log=10, bounds=ends, ticks=(10, 1e3, 1e5)),
        axis("Transfer time (h)", log=10, bounds=HOURS_SHOWN, ticks=(1e-3, 0.1, 10, 1e3)),
        traces,
        height=430,
    )


def speed_band(v: SimpleNamespace) -> Band:
    """Judge the time of a copy by the rule on time."""
    return Band("bad", "too slow") if v.time_trap else Band("good", "in time")


def price_band(v: SimpleNamespace) -> Band:
    """Judge the price of a copy by the rule on money."""
    return Band("fair", "does not pay") if v.cost_trap else Band("good", "pays")


def one_run(context: str, tariff: float, **counts: int) -> list[GridCount]:
    """Promise how the designs of one run, at a context's tariff and full line rate, divide."""
    part = {"runs": 1, "link_eff": 100, "tariff": tariff}
    return [
        GridCount(context=context, worst=severity, count=count, within=part)
        for severity, count in counts.items()
    ]


SAVING = "{west_gpus} × (${source_usd:.2f} − ${destination_usd:.2f})"

ACT2 = Act(
    id="act2",
    controls=(
        Choice(id="dataset_gb", options=SIZES_GB, widget="list", default=50_000, form="data_gb"),
        Choice(id="link", options=tuple(LINK_BYTES_PER_S), widget="radio",
               default=per_site("link")),
        Slider(id="link_eff", minimum=10, maximum=100, step=10, default=100, unit="%"),
        Choice(id="tariff", options=(0, 0.02, INTERNET_USD_PER_GB), widget="radio",
               default=per_site("tariff"), unit="$/GB"),
        Slider(id="hours", minimum=1, maximum=72, step=1, default=6, unit="h"),
        Slider(id="runs", minimum=1, maximum=60, step=1, default=1, unit="runs"),
    ),
    metrics=(
        Metric(id="transfer_s", unit="s", law=data_gravity.transfer_s,
               how="{dataset_gb:,} GB / ({line_gb_per_s:g} GB/s × {link_eff:g} %)"),
        Metric(id="transfer_h", unit="h", dp=3, digits=4, form="duration_h",
               bands=by_case(speed_band), how="{transfer_s:,.1f} s / 3,600"),
        Metric(id="budget_h", unit="h", how="{runs} × {hours} h"),
        Metric(id="budget_used_pct", unit="%", dp=1,
               bands=by_case(lambda v: None, TIGHT_PCT, 100.0),
               how="{transfer_h:.4g} h / {budget_h:g} h"),
        Metric(id="egress_usd", unit="$", dp=2, bands=by_case(price_band),
               law=data_gravity.egress_usd, how="{dataset_gb:,} GB × ${tariff:g}"),
        Metric(id="move_total_usd", unit="$", dp=2, law=data_gravity.compute_usd,
               how="${egress_usd:,.2f}"
                   " + {runs} × {hours} h × {west_gpus} × ${destination_usd:.2f}"),
        Metric(id="stay_total_usd", unit="$", dp=2, law=data_gravity.compute_usd,
               how="{runs} × {hours} h × {west_gpus} × ${source_usd:.2f}"),
        Metric(id="move_minus_stay_usd", unit="$", dp=2, law=data_gravity.move_minus_stay_usd,
               how="${egress_usd:,.2f} − {runs} × {hours} h × " + SAVING),
        Metric(id="time_break_even_gb", unit="GB", form="data_gb", digits=4,
               law=data_gravity.time_break_even_bytes,
               how="{line_gb_per_s:g} GB/s × {link_eff:g} % × {budget_h:g} h"),
        Metric(id="cost_break_even_gb", unit="GB", form="data_gb", digits=4,
               nothing="no limit",
               law=data_gravity.cost_break_even_bytes,
               how="{runs} × {hours} h × " + SAVING + " / ${tariff:g}"),
        Metric(id="break_even_runs", unit="runs", dp=2, nothing="never",
               law=data_gravity.break_even_runs,
               how="${egress_usd:,.2f} / ({hours} h × " + SAVING + ")"),
        Metric(id="verdict", unit="key",
               words={"compute": "bring compute to the data", "data": "move the data"},
               how="move if the copy takes at most the work's time ({budget_used_pct:shown})"
                   " and is no dearer than staying ({move_minus_stay_usd:shown})"),
        Metric(id="rules_fired", unit="key", words={"none": "none", "both": "both"},
               bands=by_key(none=("good", "clear"), time=("bad", "trap"), cost=("fair", "trap"),
                            both=("bad", "traps")),
               how="time fires above the whole of the work's time: {budget_used_pct:shown};"
                   " cost above one cent: {move_minus_stay_usd:shown}"),
    ),
    evaluate=gravity,
    monotone=(
        Monotone(value="transfer_h", control="dataset_gb", direction="up"),
        Monotone(value="transfer_h", control="link_eff", direction="down"),
        Monotone(value="budget_used_pct", control="hours", direction="down"),
        Monotone(value="move_minus_stay_usd", control="tariff", direction="up"),
        Monotone(value="move_minus_stay_usd", control="runs", direction="down"),
    ),
    grid_counts=(
        *one_run("cloud", 0.02, danger=712, warn=634, success=2110),
        *one_run("edge", 0, danger=712, warn=176, success=2568),
    ),
    flags=(
        Flag(id="time_trap", severity="danger", domain="memory"),
        Flag(id="cost_trap", severity="warn", domain="energy_cost"),
        Flag(id="slow_transfer", severity="warn", domain="memory"),
        Flag(id="data_travels", severity="success"),
    ),
    figures=(Figure(id="transfer_vs_size", draw=draw_transfer_vs_size),),
    prediction=Question(
        id="prediction",
        unit="min",
        actual=lambda lab: lab.at("act2").transfer_s / 60,
        right=nearest_prediction("act2.prediction"),
        options=(
            Option(key="a", predicted=8.333, misconception="gigabits read as gigabytes",
                   reasoning=lambda: 50e12 / 100e9 / 60),
            Option(key="b", predicted=66.67,
                   reasoning=lambda: 60 * transfer_h(50_000, "100g", 100)),
            Option(key="c", predicted=666.7,
                   misconception="a link that delivers a tenth of what it says",
                   reasoning=lambda: 60 * transfer_h(50_000, "10g", 100)),
            Option(key="d", predicted=6667.0, misconception="a link of a hundredth of the rate",
                   reasoning=lambda: 60 * transfer_h(50_000, "1g", 100)),
        ),
        gives_away=("12.5 GB/s", "eight bits", "4,000 s", "1.11"),
    ),
    reflection=Question(
        id="reflection",
        ruled=("b", "gravity names a pull: what moves is compute, for moving the data costs more"),
        options=(
            Option(key="a", misconception="the cost of keeping taken for the cost of moving"),
            Option(key="b"),
            Option(key="c", misconception="a smaller dataset taken for the end of the limit"),
            Option(key="d", misconception="a kind of place taken for nearness to the data"),
        ),
    ),
)  # fmt: skip
