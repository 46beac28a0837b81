"""What both acts share: the phones, and the two schemes by which they can teach a model."""

from dataclasses import dataclass

from mlsys_core.lab import Context

GB, PB = 1e9, 1e15
PHONES = 1e8
RECORD_BYTES = 100.0
CENTRAL_PB_PER_DAY = 1e-4


@dataclass(frozen=True, kw_only=True)
class Scheme(Context):
    """What leaves the phone, and so what is lost, sent and promised without added noise."""

    federated: bool
    raw_text: str
    raw_pb_per_day: float
    unproven: str
    """The guarantee while no noise is added."""


FEDERATED = Scheme(
    key="federated", federated=True, raw_text="no", raw_pb_per_day=0.0, unproven="federated_only"
)
CENTRALIZED = Scheme(
    key="centralized",
    federated=False,
    raw_text="yes",
    raw_pb_per_day=CENTRAL_PB_PER_DAY,
    unproven="none",
)
