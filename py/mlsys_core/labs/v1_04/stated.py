"""What the page of Lab V1-04 states: figures of the stories, lab assumptions, computed claims."""

import math
from dataclasses import replace

from mlsys_core.claims import Claim, Given, cited
from mlsys_core.hardware import A100, ORIN_NX, Aws, Ethernet, ResNet50, Storage
from mlsys_core.labs.v1_04.feeding import (
    BIG_BATCH,
    MANY_WORKERS,
    RUN_H,
    device_bytes_per_s,
    fed,
)
from mlsys_core.labs.v1_04.gravity import TIGHT_PCT, WEST_GPUS, transfer_h
from mlsys_core.labs.v1_04.sites import (
    ACCESS_S,
    CHUNK_BYTES,
    CLOUD,
    EDGE,
    HOUR_S,
    IMAGE_BYTES,
    INTERNET_USD_PER_GB,
)
from mlsys_core.physics import data_feeding

GIVENS = {
    # the lead's story
    "run_h": Given(value=RUN_H, unit="h"),
    "dataset_tb": Given(value=10, unit="TB"),
    "workers": Given(value=8, unit="workers"),
    "order": Given(value=4, unit="x"),
    "ordered_gpus": Given(value=4, unit="GPUs"),
    "example_slowest": Given(value=400, unit="images/s"),
    "example_gpu": Given(value=500, unit="images/s"),
    "example_fastest": Given(value=800, unit="images/s"),
    "image_kb": cited(IMAGE_BYTES, "kB", scale=1e3),
    "rated_images_per_s": Given(
        value=CLOUD.gpu_rate, unit="images/s",
        source=f"{ResNet50.a100_training_images_per_s.value:,.0f} in"
               f" {ResNet50.a100_training_images_per_s.source}, rounded up",
    ),
    "training_gflop": cited(ResNet50.training_flop_per_image, "GFLOP", scale=1e9, dp=1),
    "hdd_mb_per_s": cited(Storage.hdd_bytes_per_s, "MB/s", scale=1e6),
    "ssd_mb_per_s": cited(Storage.sata_ssd_bytes_per_s, "MB/s", scale=1e6),
    "nvme_gb_per_s": cited(Storage.nvme_gen3_bytes_per_s, "GB/s", scale=1e9, dp=1),
    "ram_gb_per_s": cited(Storage.ram_bytes_per_s, "GB/s", scale=1e9),
    "ram_mb_per_s": cited(Storage.ram_bytes_per_s, "MB/s", scale=1e6),
    # what Act I assumes
    "chunk_mb": Given(value=CHUNK_BYTES / 1e6, unit="MB",
                      reason="shuffled training reads shards in pieces of this order"),
    "hdd_access_ms": Given(value=1e3 * ACCESS_S["hdd"], unit="ms",
                           reason="seek and half a turn; chosen with the cache to give 23 %"),
    "ssd_access_ms": Given(value=1e3 * ACCESS_S["ssd"], unit="ms", dp=1,
                           reason="flash behind a SATA controller"),
    "nvme_access_ms": Given(value=1e3 * ACCESS_S["nvme"], unit="ms", dp=2,
                            reason="flash on the bus"),
    "cache_tb": Given(value=CLOUD.cache_tb, unit="TB", dp=1,
                      reason="host memory kept for samples; chosen with the disk to give 23 %"),
    "edge_cache_gb": Given(value=EDGE.cache_tb * 1e3, unit="GB",
                           reason="half the memory of a small box"),
    "worker_images_per_s": Given(value=CLOUD.worker_rate, unit="images/s",
                                 reason="4 ms to decode and augment one JPEG on a server core"),
    "edge_worker_images_per_s": Given(value=EDGE.worker_rate, unit="images/s",
                                      reason="a core a quarter as fast as a server's"),
    "edge_images_per_s": Given(value=EDGE.gpu_rate, unit="images/s",
                               reason="an Orin NX at a fifth of its 15 TFLOP/s, rounded"),
    "healthy_pct": Given(value=80, unit="%", reason="a rule of thumb for when to look elsewhere"),
    "batch": Given(value=CLOUD.batch, unit="images"),
    "big_batch": Given(value=BIG_BATCH, unit="images"),
    "many_workers": Given(value=MANY_WORKERS, unit="workers"),
    "enough_workers": Given(value=10, unit="workers"),
    # the migration
    "moved_tb": Given(value=50, unit="TB"),
    "moved_bits_per_byte": Given(value=8),
    "west_gpus": Given(value=WEST_GPUS),
    "job_h": Given(value=6, unit="h"),
    "link_1g": cited(Ethernet.gigabit_1_bytes_per_s, "Gb/s", scale=1e9 / 8),
    "link_10g": cited(Ethernet.gigabit_10_bytes_per_s, "Gb/s", scale=1e9 / 8),
    "link_100g": cited(Ethernet.gigabit_100_bytes_per_s, "Gb/s", scale=1e9 / 8),
    "line_gb_per_s_100g": cited(Ethernet.gigabit_100_bytes_per_s, "GB/s", scale=1e9, dp=1),
    "west_usd": Given(value=CLOUD.destination_usd, unit="$/GPU-h", dp=2,
                      reason="a spot price; only its distance to the price in the east decides"),
    "east_usd": cited(Aws.p4d_usd_per_gpu_h, "$/GPU-h", dp=2),
    "tariff": cited(Aws.inter_region_usd_per_gb, "$/GB", dp=2),
    "internet_tariff": Given(value=INTERNET_USD_PER_GB, unit="$/GB", dp=2,
                             reason="list prices from 0.09 down to 0.07, blended at 50 to 100 TB"),
    "storage_usd": cited(Aws.storage_usd_per_gb_month, "$/GB", dp=3),
    "tenth_pct": Given(value=10, unit="%"),
    "tight_pct": Given(value=TIGHT_PCT, unit="%", reason="half the time gone before any work"),
}  # fmt: skip


def pct(feeding_s: float) -> float:
    """Utilisation of the lead's GPU if a batch took this long to arrive, in per cent."""
    return 100 * float(data_feeding.utilisation(CLOUD.batch / CLOUD.gpu_rate, feeding_s))


def lru_hit_share(cached_share: float) -> float:
    """Hits of a least-recently-used cache when each epoch is shuffled afresh."""
    return cached_share + (1 - cached_share) * math.log(1 - cached_share)


def runs_to_pay(copy_usd: float) -> float:
    """Whole runs after which the scenario's cheaper GPUs have repaid a copy."""
    saved = 6 * WEST_GPUS * (CLOUD.source_usd - CLOUD.destination_usd)
    return math.ceil(copy_usd / saved - 1e-9)


MONTH_USD = 50_000 * Aws.storage_usd_per_gb_month

CLAIMS = (
    # the message and its arithmetic
    Claim(id="starved_pct", stated=23, unit="%", of=lambda lab: fed().gpu_utilization_pct),
    Claim(id="images_m", stated=90.9, unit="million", dp=1, of=lambda lab: fed().dataset_images_m),
    Claim(id="epochs", stated=1.6, unit="epochs", dp=1, of=lambda lab: fed().epochs_in_72_h),
    Claim(id="example_pct", stated=80, unit="%", of=lambda lab: 100 * 400 / 500),
    Claim(id="message_images_per_s", stated=561, unit="images/s",
          of=lambda lab: 1.6 * 90.9e6 / (RUN_H * HOUR_S)),
    Claim(id="message_share_pct", stated=22, unit="%",
          of=lambda lab: 100 * 1.6 * 90.9e6 / (RUN_H * HOUR_S) / CLOUD.gpu_rate),
    # reveal and feedback
    Claim(id="idle_pct", stated=77.0, unit="%", dp=1,
          of=lambda lab: 100 - fed().gpu_utilization_pct),
    Claim(id="four_gpus_pct", stated=5.7, unit="%", dp=1,
          of=lambda lab: fed(gpus=4).gpu_utilization_pct),
    Claim(id="two_gpus_pct", stated=11.5, unit="%", dp=1,
          of=lambda lab: fed(gpus=2).gpu_utilization_pct),
    Claim(id="four_gpus_images_per_s", stated=574, unit="images/s",
          of=lambda lab: fed(gpus=4).images_per_s),
    Claim(id="peak_share_pct", stated=19.7, unit="%", dp=1,
          of=lambda lab: 100 * CLOUD.gpu_rate * ResNet50.training_flop_per_image
          / A100.fp16_flop_per_s),
    Claim(id="own_orin_images_per_s", stated=120, unit="images/s",
          of=lambda lab: lab.own_device.on_product(ORIN_NX).gpu_rate),
    # reflection
    Claim(id="big_batch_gpu_ms", stated=204.8, unit="ms", dp=1,
          of=lambda lab: fed(replace(CLOUD, batch=BIG_BATCH)).gpu_ms_per_step),
    Claim(id="big_batch_read_ms", stated=891.8, unit="ms", dp=1,
          of=lambda lab: fed(replace(CLOUD, batch=BIG_BATCH)).read_ms_per_step),
    Claim(id="big_batch_pct", stated=22.97, unit="%", dp=2,
          of=lambda lab: fed(replace(CLOUD, batch=BIG_BATCH)).gpu_utilization_pct),
    Claim(id="half_model_pct", stated=11.5, unit="%", dp=1,
          of=lambda lab: fed(replace(CLOUD, gpu_rate=2 * CLOUD.gpu_rate)).gpu_utilization_pct),
    Claim(id="many_workers_pct", stated=22.97, unit="%", dp=2,
          of=lambda lab: fed(workers=MANY_WORKERS).gpu_utilization_pct),
    Claim(id="one_worker_pct", stated=10, unit="%",
          of=lambda lab: fed(workers=1).gpu_utilization_pct),
    Claim(id="ssd_pct", stated=80.0, unit="%", dp=1,
          of=lambda lab: fed(storage="ssd").gpu_utilization_pct),
    Claim(id="nvme_pct", stated=80.0, unit="%", dp=1,
          of=lambda lab: fed(storage="nvme").gpu_utilization_pct),
    Claim(id="ram_pct", stated=80.0, unit="%", dp=1,
          of=lambda lab: fed(storage="ram").gpu_utilization_pct),
    Claim(id="nvme_ten_workers_pct", stated=100, unit="%",
          of=lambda lab: fed(storage="nvme", workers=10).gpu_utilization_pct),
    Claim(id="ssd_images_per_s", stated=4986, unit="images/s",
          of=lambda lab: fed(storage="ssd").storage_images_per_s),
    Claim(id="cached_pct", stated=80.0, unit="%", dp=1,
          of=lambda lab: fed(dataset_tb=0.5).gpu_utilization_pct),
    Claim(id="edge_hdd_pct", stated=100, unit="%",
          of=lambda lab: fed(EDGE).gpu_utilization_pct),
    Claim(id="edge_hdd_images_per_s", stated=545.9, unit="images/s", dp=1,
          of=lambda lab: fed(EDGE).storage_images_per_s),
    Claim(id="edge_one_worker_pct", stated=50, unit="%",
          of=lambda lab: fed(EDGE, workers=1).gpu_utilization_pct),
    # the mathematics of Act I
    Claim(id="required_mb_per_s", stated=275, unit="MB/s",
          of=lambda lab: IMAGE_BYTES * CLOUD.gpu_rate / 1e6),
    Claim(id="chunk_ms", stated=6.67, unit="ms", dp=2,
          of=lambda lab: 1e3 * CHUNK_BYTES / Storage.hdd_bytes_per_s),
    Claim(id="hdd_shuffled_mb_per_s", stated=60, unit="MB/s",
          of=lambda lab: device_bytes_per_s("hdd") / 1e6),
    Claim(id="hdd_cached_mb_per_s", stated=63.15, unit="MB/s", dp=2,
          of=lambda lab: fed().storage_bandwidth_mb_per_s),
    Claim(id="hdd_images_per_s", stated=574.1, unit="images/s", dp=1,
          of=lambda lab: fed().images_per_s),
    Claim(id="scenario_pct", stated=22.97, unit="%", dp=2,
          of=lambda lab: fed().gpu_utilization_pct),
    Claim(id="read_ms", stated=111.47, unit="ms", dp=2, of=lambda lab: fed().read_ms_per_step),
    Claim(id="hit_pct", stated=5, unit="%", of=lambda lab: fed().cache_hit_pct),
    Claim(id="lru_hit_pct", stated=0.13, unit="%", dp=2,
          of=lambda lab: 100 * lru_hit_share(CLOUD.cache_tb / 10)),
    Claim(id="uncached_pct", stated=21.8, unit="%", dp=1,
          of=lambda lab: fed(replace(CLOUD, cache_tb=0.0)).gpu_utilization_pct),
    Claim(id="sequential_pct", stated=54.5, unit="%", dp=1,
          of=lambda lab: pct(CLOUD.batch * IMAGE_BYTES / Storage.hdd_bytes_per_s)),
    Claim(id="file_a_seek_pct", stated=3.7, unit="%", dp=1,
          of=lambda lab: pct(CLOUD.batch * IMAGE_BYTES
                             / data_feeding.chunked_bandwidth(IMAGE_BYTES, ACCESS_S["hdd"],
                                                              Storage.hdd_bytes_per_s))),
    # Act II: options, reveal, feedback
    Claim(id="bits_as_bytes_min", stated=8, unit="min", of=lambda lab: 50e12 / 100e9 / 60),
    Claim(id="bits_as_bytes_s", stated=500, unit="s", of=lambda lab: 50e12 / 100e9),
    Claim(id="copy_min", stated=67, unit="min",
          of=lambda lab: 60 * transfer_h(50_000, "100g", 100)),
    Claim(id="tenth_h", stated=11, unit="h", of=lambda lab: transfer_h(50_000, "10g", 100)),
    Claim(id="tenth_exact_h", stated=11.1, unit="h", dp=1,
          of=lambda lab: transfer_h(50_000, "100g", 10)),
    Claim(id="hundredth_days", stated=4.6, unit="days", dp=1,
          of=lambda lab: transfer_h(50_000, "1g", 100) / 24),
    Claim(id="hundredth_h", stated=111, unit="h", of=lambda lab: transfer_h(50_000, "1g", 100)),
    Claim(id="west_compute_usd", stated=120, unit="$",
          of=lambda lab: 6 * WEST_GPUS * CLOUD.destination_usd),
    Claim(id="egress_over_compute", stated=8.3, unit="x", dp=1,
          of=lambda lab: lab.at("act2").egress_usd / (6 * WEST_GPUS * CLOUD.destination_usd)),
    Claim(id="internet_usd", stated=4000, unit="$",
          of=lambda lab: lab.at("act2", tariff=INTERNET_USD_PER_GB).egress_usd),
    Claim(id="saved_a_run_usd", stated=76.80, unit="$", dp=2,
          of=lambda lab: 6 * WEST_GPUS * (CLOUD.source_usd - CLOUD.destination_usd)),
    # the mathematics of Act II
    Claim(id="runs_to_pay", stated=14, unit="runs",
          of=lambda lab: runs_to_pay(lab.at("act2").egress_usd)),
    Claim(id="runs_not_yet", stated=13, unit="runs",
          of=lambda lab: math.floor(lab.at("act2").break_even_runs)),
    Claim(id="month_usd", stated=1150, unit="$", of=lambda lab: MONTH_USD),
    Claim(id="runs_with_storage", stated=28, unit="runs",
          of=lambda lab: runs_to_pay(lab.at("act2").egress_usd + MONTH_USD)),
    Claim(id="petabyte_usd", stated=20_000, unit="$",
          of=lambda lab: lab.at("act2", dataset_gb=10**6).egress_usd),
    Claim(id="edge_days", stated=4.6, unit="days", dp=1,
          of=lambda lab: lab.at("act2", "edge").transfer_h / 24),
)  # fmt: skip
