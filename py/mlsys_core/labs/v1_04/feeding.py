"""Act I of Lab V1-04: a training step is read, decoded and computed at the pace of the slowest."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from mlsys_core.charts import axis, bars, chart, dots, rule
from mlsys_core.controls import Choice, Slider
from mlsys_core.elementwise import pick
from mlsys_core.hardware import Storage
from mlsys_core.lab import Act, Figure, Lab, Outcome
from mlsys_core.labs.v1_04.sites import (
    ACCESS_S,
    CHUNK_BYTES,
    CLOUD,
    HOUR_S,
    IMAGE_BYTES,
    PEAK_BYTES_PER_S,
    SITES,
    Site,
)
from mlsys_core.limits import exceeds
from mlsys_core.metrics import Metric, at_least
from mlsys_core.physics import data_feeding
from mlsys_core.promises import Monotone
from mlsys_core.questions import Option, Question, only_option

RUN_H = 72.0
BIG_BATCH = 512
MANY_WORKERS = 32


def feeding(site: Site, c: SimpleNamespace) -> Outcome:
    """Evaluate a training step as three overlapping stages: read, decode, compute."""
    device = device_bytes_per_s(c.storage)
    hits = data_feeding.hit_share(site.cache_tb * 1e12, c.dataset_tb * 1e12)
    delivered = data_feeding.cached_bandwidth(hits, device, Storage.ram_bytes_per_s)
    rates = {
        "gpu": c.gpus * site.gpu_rate,
        "storage": delivered / IMAGE_BYTES,
        "cpu": c.workers * site.worker_rate,
    }
    rate = data_feeding.slowest_rate(rates)
    step_images = c.gpus * site.batch
    gpu_s, read_s, decode_s = (step_images / rates[stage] for stage in ("gpu", "storage", "cpu"))
    step_s = step_images / rate
    images = c.dataset_tb * 1e12 / IMAGE_BYTES
    epoch_h = images / rate / HOUR_S
    return Outcome(
        {
            "gpu_utilization_pct": 100 * data_feeding.utilisation(gpu_s, read_s, decode_s),
            "bottleneck": data_feeding.slowest_stage(rates),
            "gpu_ms_per_step": 1e3 * gpu_s,
            "read_ms_per_step": 1e3 * read_s,
            "decode_ms_per_step": 1e3 * decode_s,
            "step_ms": 1e3 * step_s,
            "stall_ms_per_step": 1e3 * (step_s - gpu_s),
            "storage_bandwidth_mb_per_s": delivered / 1e6,
            "device_mb_per_s": device / 1e6,
            "cache_hit_pct": 100 * hits,
            "cache_miss_pct": 100 * (1 - hits),
            "storage_images_per_s": rates["storage"],
            "decode_images_per_s": rates["cpu"],
            "needed_images_per_s": rates["gpu"],
            "images_per_s": rate,
            "dataset_images_m": images / 1e6,
            "epoch_h": epoch_h,
            "epochs_in_72_h": RUN_H / epoch_h,
        }
    )


def device_bytes_per_s(storage: Any) -> Any:
    """Bandwidth of a device from which shuffled data are read, chunk by chunk."""
    return data_feeding.chunked_bandwidth(
        CHUNK_BYTES, pick(storage, ACCESS_S), pick(storage, PEAK_BYTES_PER_S)
    )


def fits_cache(context: str, c: SimpleNamespace) -> bool:
    """Whether the whole dataset lies in the cache, so that nobody reads the device."""
    site = next(site for site in SITES if site.key == context)
    return bool(c.dataset_tb <= site.cache_tb)


STAGES = {"storage": "Read", "cpu": "Decode", "gpu": "GPU"}


def draw_stages(_site: Site, _c: SimpleNamespace, v: SimpleNamespace) -> dict[str, Any]:
    """Draw one dot a stage at the rate it can reach, and a line at the rate the GPUs could take."""
    rates = [v.storage_images_per_s, v.decode_images_per_s, v.needed_images_per_s]
    notes = ["", "", " needed"]
    slowest = [stage == v.bottleneck for stage in STAGES]
    text = [
        f"{rate:,.0f}{note}{', slowest' if last else ''}"
        for rate, note, last in zip(rates, notes, slowest, strict=True)
    ]
    names = list(STAGES.values())
    need = v.needed_images_per_s
    return chart(
        "What each stage can do",
        axis("Images per second", log=10, bounds=(50, 1e6), ticks=(100, 1e3, 1e4, 1e5)),
        axis("", bounds=(2.5, -0.7)),
        [
            rule("The GPUs could take", [need] * 3, names, dash="dash", label=False),
            dots("Stage can do", names, rates, filled=slowest, text=text),
        ],
        height=290,
    )


def draw_step_time(_site: Site, _c: SimpleNamespace, v: SimpleNamespace) -> dict[str, Any]:
    """Draw one training step as the GPU lives it: computing, then waiting."""
    step = ["One step"]

    def label(part_ms: float) -> list[str]:
        return [f"{part_ms:.1f} ms" if part_ms > 0.12 * v.step_ms else ""]

    compute, stall = v.gpu_ms_per_step, v.stall_ms_per_step
    return chart(
        "Where a training step goes",
        axis("Time of one step (ms)", bounds=(0, 1.02 * v.step_ms)),
        axis("", hidden=True),
        [
            bars("GPU computes", step, [compute], text=label(compute), horizontal=True),
            bars("GPU waits", step, [stall], text=label(stall), color="series2", pattern="/",
                 horizontal=True),
        ],
        barmode="stack",
        legend=True,
        height=200,
    )  # fmt: skip


SCENARIO = {"dataset_tb": 10, "storage": "hdd", "workers": 8, "gpus": 1}


def fed(site: Site = CLOUD, **changed: Any) -> SimpleNamespace:
    """Return Act I's results for the lead's host, some of it changed."""
    return SimpleNamespace(**feeding(site, SimpleNamespace(**(SCENARIO | changed))).values)


def raises_rate(**rates: float) -> dict[str, bool]:
    """Say for each option whether the run would then train more images a second than it does."""
    now = fed().images_per_s
    return {key: bool(exceeds(rate, now)) for key, rate in rates.items()}


def removes_the_cause(lab: Lab) -> dict[str, bool]:
    """Take away each suspected cause in turn; only the true one gives back speed.

    The learning rate is in none of the stages, so taking it away changes nothing.
    """
    return raises_rate(
        a=fed(replace(CLOUD, gpu_rate=4 * CLOUD.gpu_rate)).images_per_s,
        b=fed(storage="ram", workers=MANY_WORKERS).images_per_s,
        c=fed(replace(CLOUD, gpu_rate=CLOUD.gpu_rate / 2)).images_per_s,
        d=fed().images_per_s,
    )


def is_a_remedy(lab: Lab) -> dict[str, bool]:
    """Try each remedy on the lead's host: four GPUs, a large batch, faster storage, less model."""
    return raises_rate(
        a=fed(gpus=4).images_per_s,
        b=fed(replace(CLOUD, batch=BIG_BATCH)).images_per_s,
        c=fed(storage="ssd").images_per_s,
        d=fed(replace(CLOUD, gpu_rate=2 * CLOUD.gpu_rate)).images_per_s,
    )


ACT1 = Act(
    id="act1",
    controls=(
        Choice(id="dataset_tb", options=(0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100), widget="list",
               default=10, unit="TB"),
        Choice(id="storage", options=tuple(PEAK_BYTES_PER_S), default="hdd", inactive=fits_cache),
        Slider(id="workers", minimum=1, maximum=32, step=1, default=8, unit="workers"),
        Choice(id="gpus", options=(1, 2, 4), widget="radio", default=1, unit="GPUs"),
    ),
    metrics=(
        Metric(id="gpu_utilization_pct", unit="%", dp=1, law=data_feeding.utilisation,
               bands=at_least((80, "good", "Healthy"), (50, "fair", "Degraded"),
                              otherwise=("bad", "Starved")),
               how="{gpu_ms_per_step:.1f} ms / {step_ms:.1f} ms"),
        Metric(id="bottleneck", unit="key", law=data_feeding.slowest_stage,
               words={"storage": "reading", "cpu": "decoding", "gpu": "the GPU"},
               how="slowest of reading {storage_images_per_s:,.0f},"
                   " decoding {decode_images_per_s:,.0f}, GPU {needed_images_per_s:,.0f} images/s"),
        Metric(id="gpu_ms_per_step", unit="ms", dp=1,
               how="{batch} images / {gpu_rate:,.0f} images/s"),
        Metric(id="read_ms_per_step", unit="ms", dp=1,
               how="{gpus} × {batch} images / {storage_images_per_s:,.1f} images/s"),
        Metric(id="decode_ms_per_step", unit="ms", dp=1,
               how="{gpus} × {batch} images / {decode_images_per_s:,.0f} images/s"),
        Metric(id="step_ms", unit="ms", dp=1,
               how="longest of {gpu_ms_per_step:.1f}, {read_ms_per_step:.1f},"
                   " {decode_ms_per_step:.1f} ms"),
        Metric(id="stall_ms_per_step", unit="ms", dp=1,
               how="{step_ms:.1f} − {gpu_ms_per_step:.1f} ms"),
        Metric(id="storage_bandwidth_mb_per_s", unit="MB/s", dp=1,
               law=data_feeding.cached_bandwidth,
               how="1 / ({cache_miss_pct:.3g} % / {device_mb_per_s:,.1f}"
                   " + {cache_hit_pct:.3g} % / {ram_mb_per_s:,.0f})"),
        Metric(id="cache_hit_pct", unit="%", dp=1, law=data_feeding.hit_share,
               how="{cache_tb:g} TB / {dataset_tb:g} TB, at most all"),
        Metric(id="storage_images_per_s", unit="images/s",
               how="{storage_bandwidth_mb_per_s:,.1f} MB/s / {image_kb:g} kB"),
        Metric(id="decode_images_per_s", unit="images/s", how="{workers} × {worker_rate:g}"),
        Metric(id="needed_images_per_s", unit="images/s", how="{gpus} × {gpu_rate:,.0f}"),
        Metric(id="images_per_s", unit="images/s", law=data_feeding.slowest_rate,
               how="min({storage_images_per_s:,.0f}, {decode_images_per_s:,.0f},"
                   " {needed_images_per_s:,.0f})"),
        Metric(id="dataset_images_m", unit="million", dp=1,
               how="{dataset_tb:g} TB / {image_kb:g} kB"),
        Metric(id="epoch_h", unit="h", dp=1,
               how="{dataset_images_m:,.2f} million / {images_per_s:,.1f} images/s"),
        Metric(id="epochs_in_72_h", unit="epochs", dp=1, how="{run_h:g} h / {epoch_h:.2f} h"),
    ),
    evaluate=feeding,
    monotone=(
        Monotone(value="images_per_s", control="workers", direction="up"),
        Monotone(value="images_per_s", control="gpus", direction="up"),
        Monotone(value="images_per_s", control="dataset_tb", direction="down"),
        Monotone(value="gpu_utilization_pct", control="gpus", direction="down"),
    ),
    figures=(
        Figure(id="stages", draw=draw_stages),
        Figure(id="step_time", draw=draw_step_time),
    ),
    prediction=Question(
        id="prediction",
        right=only_option(removes_the_cause),
        options=(
            Option(key="a", misconception="low utilisation taken for a GPU that is too weak"),
            Option(key="b"),
            Option(key="c", misconception="parallel units left empty taken for a GPU that waits"),
            Option(key="d", misconception="convergence taken for use of the hardware"),
        ),
        gives_away=("bottleneck", "starve", "data stall", "waiting for data"),
    ),
    reflection=Question(
        id="reflection",
        right=only_option(is_a_remedy),
        options=(
            Option(key="a", misconception="more of what already stands idle"),
            Option(key="b", misconception="fewer, larger steps taken for fewer bytes"),
            Option(key="c"),
            Option(key="d", misconception="a faster stage helps although it is not the slowest"),
        ),
    ),
)  # fmt: skip
