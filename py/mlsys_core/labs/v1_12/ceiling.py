"""Act I of V1-12: a job of fixed size on more and more processors, and the ceiling it meets."""

from types import SimpleNamespace
from typing import Any

from mlsys_core.charts import axis, bars, chart, curve, log_steps, marker, rule
from mlsys_core.controls import Choice, Slider, powers_of_two
from mlsys_core.elementwise import isfinite
from mlsys_core.lab import Act, Figure, Lab, Outcome
from mlsys_core.labs.v1_12.sites import Site, per_site
from mlsys_core.metrics import Metric, at_least
from mlsys_core.physics import amdahl
from mlsys_core.promises import Monotone
from mlsys_core.questions import Option, Question, nearest_prediction, only_option

BASELINE_H = 100.0
GPUS = 64
SERIAL_SHARE = 0.15


def speedup(site: Site, c: SimpleNamespace) -> Outcome:
    """Evaluate Amdahl's law for a job of fixed size, with ideal and with real processors."""
    serial = c.serial_pct / 100
    theoretical = amdahl.speedup(serial, c.num_proc)
    effective = amdahl.effective_processors(c.num_proc, c.efficiency / 100)
    actual = amdahl.speedup(serial, effective)
    runtime_h = BASELINE_H / theoretical
    return Outcome(
        {
            "theoretical_speedup": theoretical,
            "actual_speedup": actual,
            "effective_processors": effective,
            "speedup_ceiling": amdahl.ceiling(serial),
            "runtime_h": runtime_h,
            "actual_runtime_h": BASELINE_H / actual,
            "gpu_hours": c.num_proc * runtime_h,
            "scaling_efficiency_pct": 100 * theoretical / c.num_proc,
            "ceiling_share_pct": 100 * theoretical * serial,
            "knee_processors": amdahl.processors_to_reach(serial, 0.9),
        }
    )


PROCESSOR_RANGE = (1.0, 1024.0)


def draw_speedup_curve(site: Site, c: SimpleNamespace, v: SimpleNamespace) -> dict[str, Any]:
    """Draw speedup against processors, with the order of 64 times and the ceiling."""
    counts = log_steps(*PROCESSOR_RANGE)
    serial, efficiency = c.serial_pct / 100, c.efficiency / 100

    def law(serial_share: float) -> list[float]:
        return [amdahl.speedup(serial_share, n) for n in counts]

    traces = [
        curve(
            f"S = {pct} %" + (" (profiled)" if pct == site.serial_pct else ""),
            counts,
            law(pct / 100),
            color="pale",
            dash="dot",
            width=1.5,
            label=f"{pct} %" + (" profiled" if pct == site.serial_pct else ""),
        )
        for pct in (5, 15, 25, 50)
    ]
    traces.append(rule("The order: 64×", PROCESSOR_RANGE, (GPUS, GPUS), color="bad", dash="dash"))
    if isfinite(v.speedup_ceiling):
        height = v.speedup_ceiling
        traces.append(rule("Ceiling 1/S", PROCESSOR_RANGE, (height, height), color="good"))
    traces.append(curve("Ideal processors", counts, law(serial)))
    if c.efficiency < 100:
        real = [amdahl.speedup(serial, amdahl.effective_processors(n, efficiency)) for n in counts]
        traces.append(
            curve("At the efficiency set", counts, real, color="series2", dash="dash", width=2)
        )
    traces.append(
        marker("Your design, ideal", c.num_proc, v.theoretical_speedup, on="Ideal processors")
    )
    on = "At the efficiency set" if c.efficiency < 100 else "Ideal processors"
    traces.append(
        marker(
            "Your design, real",
            c.num_proc,
            v.actual_speedup,
            on=on,
            symbol="circle",
            color="series2",
        )
    )
    ticks = powers_of_two(1024)
    top = max(128.0, 1.25 * v.theoretical_speedup)
    return chart(
        "Speedup of a job of fixed size",
        axis("Processors", log=2, bounds=PROCESSOR_RANGE, ticks=ticks),
        axis("Speedup (×)", log=2, bounds=(1, top), ticks=ticks),
        traces,
        height=440,
    )


TIME_BAR_SERIAL, TIME_BAR_PROCESSORS = 0.40, 4


def draw_time_bar(_site: Site, _c: SimpleNamespace, _v: SimpleNamespace) -> dict[str, Any]:
    """Draw the runtime of an example on one processor and on four: one block does not shrink."""
    runs = ["1 processor", f"{TIME_BAR_PROCESSORS} processors"]
    parallel = 1 - TIME_BAR_SERIAL
    serial_parts = [100 * TIME_BAR_SERIAL] * 2
    parallel_parts = [100 * parallel, 100 * parallel / TIME_BAR_PROCESSORS]
    return chart(
        "One job, two machines",
        axis("Runtime (% of one processor)", bounds=(0, 105)),
        axis("", hidden=False),
        [
            bars("Serial part", runs, serial_parts, color="series2", pattern="/",
                 text=[f"{p:g} %" for p in serial_parts], horizontal=True),
            bars("Parallel part", runs, parallel_parts, color="series1",
                 text=[f"{p:g} %" for p in parallel_parts], horizontal=True),
        ],
        barmode="stack",
        legend=True,
        height=230,
    )  # fmt: skip


def share_after_faster_parallel_part(serial: float, factor: float) -> float:
    """Serial share of the one-GPU run once its parallel part runs `factor` times as fast."""
    return serial / (serial + (1 - serial) / factor)


def runtime_h(speedup_x: float) -> float:
    """Hours of the scenario's job at a speedup."""
    return BASELINE_H / speedup_x


def moves_the_ceiling(lab: Lab) -> dict[str, bool]:
    """Which remedy of the reflection shortens the shortest possible run, computed for each.

    Half-precision arithmetic shrinks the parallel part and leaves the serial *time*, which sets
    that limit; so do more processors and faster links.
    """
    serial_h = BASELINE_H * SERIAL_SHARE
    shortest_h = {
        "a": BASELINE_H / amdahl.ceiling(SERIAL_SHARE),
        "b": BASELINE_H / amdahl.ceiling(SERIAL_SHARE),
        "c": BASELINE_H / amdahl.ceiling(0.02),
        "d": (serial_h + (BASELINE_H - serial_h) / 2)
        / amdahl.ceiling(share_after_faster_parallel_part(SERIAL_SHARE, 2)),
    }
    return {key: hours < serial_h - 1e-9 for key, hours in shortest_h.items()}


ACT1 = Act(
    id="act1",
    controls=(
        Slider(id="serial_pct", minimum=0, maximum=50, step=1, default=per_site("serial_pct"),
               unit="%"),
        Choice(id="num_proc", options=powers_of_two(1024), widget="list", default=GPUS,
               unit="processors"),
        Slider(id="efficiency", minimum=70, maximum=100, step=5, default=90, unit="%"),
    ),
    metrics=(
        Metric(id="theoretical_speedup", unit="x", dp=2, law=amdahl.speedup,
               bands=at_least((10, "good", "strong"), (4, "fair", "modest"),
                              otherwise=("bad", "weak")),
               how="1 / ({serial_pct:g} % + (100 − {serial_pct:g}) % / {num_proc})"),
        Metric(id="actual_speedup", unit="x", dp=2, law=amdahl.speedup,
               how="1 / ({serial_pct:g} % + (100 − {serial_pct:g}) %"
                   " / {effective_processors:.1f})"),
        Metric(id="effective_processors", unit="processors", dp=1,
               law=amdahl.effective_processors, how="1 + ({num_proc} − 1) × {efficiency:g} %"),
        Metric(id="speedup_ceiling", unit="x", dp=2, nothing="∞", law=amdahl.ceiling,
               how="1 / {serial_pct:g} %"),
        Metric(id="runtime_h", unit="h", dp=2, how="{baseline_h:g} h / {theoretical_speedup:.4f}"),
        Metric(id="actual_runtime_h", unit="h", dp=2,
               how="{baseline_h:g} h / {actual_speedup:.4f}"),
        Metric(id="gpu_hours", unit="GPU-h", dp=0, how="{num_proc} × {runtime_h:.2f} h"),
        Metric(id="scaling_efficiency_pct", unit="%", dp=1,
               how="{theoretical_speedup:.4f} / {num_proc}"),
        Metric(id="ceiling_share_pct", unit="%", dp=1,
               how="{theoretical_speedup:.4f} × {serial_pct:g} %"),
        Metric(id="knee_processors", unit="processors", dp=0, law=amdahl.processors_to_reach,
               how="9 × (1 − S) / S for S = {serial_pct:g} %, rounded up"),
    ),
    evaluate=speedup,
    monotone=(
        Monotone(value="theoretical_speedup", control="num_proc", direction="up"),
        Monotone(value="theoretical_speedup", control="serial_pct", direction="down"),
        Monotone(value="actual_speedup", control="num_proc", direction="up"),
        Monotone(value="actual_speedup", control="efficiency", direction="up"),
        Monotone(value="gpu_hours", control="num_proc", direction="up"),
    ),
    figures=(
        Figure(id="time_bar", draw=draw_time_bar, still=True),
        Figure(id="speedup_curve", draw=draw_speedup_curve),
    ),
    prediction=Question(
        id="prediction",
        unit="h",
        actual=lambda lab: lab.at("act1").runtime_h,
        right=nearest_prediction("act1.prediction"),
        options=(
            Option(key="a", predicted=1.5625, misconception="linear scaling: no serial share",
                   reasoning=lambda: runtime_h(GPUS)),
            Option(key="b", predicted=1.8332,
                   misconception="Gustafson's figure, which is for a job grown with the machine",
                   reasoning=lambda: runtime_h(amdahl.gustafson(SERIAL_SHARE, GPUS))),
            Option(key="c", predicted=16.33,
                   reasoning=lambda: runtime_h(amdahl.speedup(SERIAL_SHARE, GPUS))),
            Option(key="d", predicted=50.0,
                   misconception="overcounting the serial share, as if half the run were serial",
                   reasoning=lambda: runtime_h(
                       amdahl.speedup(amdahl.serial_for(2, GPUS), GPUS))),
        ),
        gives_away=("ceiling", "Amdahl limit"),
    ),
    reflection=Question(
        id="reflection",
        right=only_option(moves_the_ceiling),
        options=(
            Option(key="a", misconception="more of what already gives nothing"),
            Option(key="b", misconception="parallel efficiency mistaken for the serial share"),
            Option(key="c"),
            Option(key="d", misconception="faster arithmetic mistaken for less serial time"),
        ),
    ),
)  # fmt: skip
