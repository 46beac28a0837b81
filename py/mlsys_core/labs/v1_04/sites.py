"""The two places Lab V1-04 is set in, and the devices, links and prices found there."""

from dataclasses import dataclass
from typing import Any

from mlsys_core.hardware import Aws, Ethernet, ImageNet, Storage
from mlsys_core.lab import Context

HOUR_S = 3600.0

IMAGE_BYTES = ImageNet.mean_jpeg_bytes
CHUNK_BYTES = 1e6
PEAK_BYTES_PER_S = {
    "hdd": Storage.hdd_bytes_per_s,
    "ssd": Storage.sata_ssd_bytes_per_s,
    "nvme": Storage.nvme_gen3_bytes_per_s,
    "ram": Storage.ram_bytes_per_s,
}
ACCESS_S = {"hdd": 0.010, "ssd": 0.0001, "nvme": 0.00002, "ram": 0.0}

LINK_BYTES_PER_S = {
    "1g": Ethernet.gigabit_1_bytes_per_s,
    "10g": Ethernet.gigabit_10_bytes_per_s,
    "100g": Ethernet.gigabit_100_bytes_per_s,
}
INTERNET_USD_PER_GB = 0.08


@dataclass(frozen=True, kw_only=True)
class Site(Context):
    """Where the GPUs stand: what they could take, what feeds them, what moving data costs."""

    gpu_rate: float
    """Images per second that one GPU can train on."""
    worker_rate: float
    """Images per second that one loader worker decodes."""
    cache_tb: float
    source_usd: float
    """Price of a GPU-hour where the data lie."""
    destination_usd: float
    link: str
    tariff: float
    batch: int = 64


CLOUD = Site(
    key="cloud",
    gpu_rate=2500.0,
    worker_rate=250.0,
    cache_tb=0.5,
    source_usd=Aws.p4d_usd_per_gpu_h.value,
    destination_usd=2.50,
    link="100g",
    tariff=Aws.inter_region_usd_per_gb.value,
)
EDGE = Site(
    key="edge",
    gpu_rate=120.0,
    worker_rate=60.0,
    cache_tb=0.008,
    source_usd=0.0,
    destination_usd=0.0,
    link="1g",
    tariff=0,
)
SITES = (CLOUD, EDGE)


def per_site(field: str) -> dict[str, Any]:
    """Return a control's default in each context."""
    return {site.key: getattr(site, field) for site in SITES}
