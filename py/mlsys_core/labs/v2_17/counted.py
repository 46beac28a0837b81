"""The whole design space of V2-17, counted: every setting of all eight controls.

A billion designs take a machine half a minute and a browser far longer, so the counts stand here,
and the lab's tests make them anew.
"""

from dataclasses import dataclass

DESIGNS = 1_180_539_360
FIT_THE_GPUS = 898_899_846
PASS_BOTH_GATES = 765_265_826
APPROVED_IN_BOTH = 297_258


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What one context's designs come to."""

    approved: int
    six_without_gates: int
    met: tuple[int, ...]
    """Designs that meet 0, 1, 2 ... 6 of the requirements."""
    passing: dict[str, int]
    failing_alone: dict[str, int]
    """Designs that pass all the rest, both gates included, and fail this requirement only."""
    carbon_by_size: dict[tuple[int, int], int]
    """Designs that pass carbon, by the smallest and the largest model of a range."""
    approved_by_size: dict[int, int]
    approved_gpus: tuple[float, float]
    """Fewest and most GPUs of an approved design."""
    approved_range: dict[str, tuple[float, float]]
    """Lowest and highest setting of each control among the approved designs."""
    approved_by_strategy: dict[str, int]


def _from(size: int, counts: str) -> dict[int, int]:
    """Name counts by model size, from the smallest on."""
    return dict(enumerate(map(int, counts.split()), start=size))


FLEET = Counted(
    approved=424_783,
    six_without_gates=0,
    met=(0, 110_738_466, 473_910_390, 388_014_511, 175_643_769, 31_807_441, 424_783),
    passing={
        "accuracy": 798_516_576,
        "p99": 254_702_448,
        "dp": 544_864_320,
        "robustness": 674_593_920,
        "carbon": 398_839_974,
        "fault_tolerance": 415_246_520,
    },
    failing_alone={
        "accuracy": 14_735_969,
        "p99": 2_246_014,
        "dp": 5_815_408,
        "robustness": 6_286_391,
        "carbon": 1_560_761,
        "fault_tolerance": 670_889,
    },
    carbon_by_size={
        (1, 10): 168_585_105,
        (11, 20): 141_216_660,
        (21, 30): 60_537_763,
        (31, 70): 28_500_446,
    },
    approved_by_size=_from(
        9,
        "14421 14421 40563 35523 43113 50775 42678 46235 40394 30128 26898 21146 9537 "
        "5415 2535 949 52",
    ),
    approved_gpus=(1183.0328474368137, 5738.058624392879),
    approved_range={
        "model_size_b": (9, 25),
        "dp_epsilon": (0.5, 1),
        "adv_train_weight": (0.4, 0.6),
        "peak_util": (0.3, 0.85),
        "zones": (2, 4),
        "checkpoint_interval_min": (10, 120),
        "flexible_job_pct": (0, 100),
    },
    approved_by_strategy={"dp": 0, "tp_dp": 86_911, "3d": 337_872},
)

RENEWABLE = Counted(
    approved=1_267_898,
    six_without_gates=214_078,
    met=(0, 154_178, 184_287_920, 606_357_774, 335_682_306, 52_575_206, 1_481_976),
    passing={
        "accuracy": 798_516_576,
        "p99": 188_540_352,
        "dp": 544_864_320,
        "robustness": 674_593_920,
        "carbon": 1_180_538_762,
        "fault_tolerance": 415_246_520,
    },
    failing_alone={
        "accuracy": 16_403_730,
        "p99": 10_739_986,
        "dp": 9_281_418,
        "robustness": 7_460_332,
        "carbon": 0,
        "fault_tolerance": 1_787_664,
    },
    carbon_by_size={
        (1, 10): 168_648_480,
        (11, 20): 168_648_480,
        (21, 30): 168_648_480,
        (31, 70): 674_593_322,
    },
    approved_by_size=_from(
        9,
        "12144 11385 31878 29601 36432 41514 33372 45954 52272 52272 58080 63888 63880 "
        "60748 65236 69242 57830 59974 61520 51347 51469 48397 46940 33897 32240 30667 "
        "17783 15918 14311 6264 5455 4543 656 511 278",
    ),
    approved_gpus=(1247.0328474368137, 9999.991901182118),
    approved_range={
        "model_size_b": (9, 43),
        "dp_epsilon": (0.3, 1),
        "adv_train_weight": (0.4, 0.8),
        "peak_util": (0.3, 0.8),
        "zones": (2, 4),
        "checkpoint_interval_min": (10, 120),
        "flexible_job_pct": (0, 100),
    },
    approved_by_strategy={"dp": 0, "tp_dp": 30_339, "3d": 1_237_559},
)

COUNTED = {"fleet": FLEET, "renewable": RENEWABLE}


def share_pct(count: int, of: int = DESIGNS) -> float:
    """Return a count's share of the whole space, in %."""
    return 100 * count / of
