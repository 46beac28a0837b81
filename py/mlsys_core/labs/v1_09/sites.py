"""The two places Lab V1-09 is set in, and what images and labels cost in both."""

from dataclasses import dataclass

from mlsys_core.lab import Context

S_PER_H = 3600
H_PER_WEEK = 168

IMAGES = 1_000_000
PILOT_IMAGES = 10_000
BATCH = 256

IMAGES_PER_LABELER_H, LABELERS, LABELER_H_PER_WEEK = 500, 50, 40
REVIEW_USD, PLATFORM_USD = 0.03, 0.02
LABEL_USD = REVIEW_USD + PLATFORM_USD


@dataclass(frozen=True, kw_only=True)
class Site(Context):
    """Where the model is trained, and what the demo asks of it."""

    step_s: float
    score_ratio: float
    """Images scored in the time in which one is trained on."""
    usd_per_h: float
    bar_pct: float


CLOUD = Site(key="cloud", step_s=72.576, score_ratio=3, usd_per_h=2.50, bar_pct=75)
EDGE = Site(key="edge", step_s=BATCH / 120, score_ratio=1, usd_per_h=0.05, bar_pct=70)

JOB_PARAMETERS = 1e9
"""Size of the model that a six-week job might train."""
OWN_USD_PER_KWH = 0.10
"""What an hour of a device costs that is not rented."""
