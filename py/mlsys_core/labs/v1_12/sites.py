"""The two places Lab V1-12 is set in."""

from dataclasses import dataclass
from typing import Any

from mlsys_core.lab import Context


@dataclass(frozen=True, kw_only=True)
class Site(Context):
    """Where the job runs and the benchmark is taken."""

    serial_pct: int
    bench_batch: int
    prod_batch: int
    cold_factor: float
    """Fidelity of a run too short to reach a steady temperature."""


CLOUD = Site(key="cloud", serial_pct=15, bench_batch=64, prod_batch=4, cold_factor=0.97)
EDGE = Site(key="edge", serial_pct=25, bench_batch=16, prod_batch=1, cold_factor=0.80)
SITES = (CLOUD, EDGE)


def per_site(field: str) -> dict[str, Any]:
    """Return a control's default in each context."""
    return {site.key: getattr(site, field) for site in SITES}
