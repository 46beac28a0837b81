"""Devices, links, prices, models and other published figures, each with unit, source and year.

A figure is a float that carries where it is from: `H100.fp16_flop_per_s` goes straight into a law,
`H100.fp16_flop_per_s.source` onto a page. `published()` lists them all.
"""

from mlsys_core.hardware.accelerators import A100, H100, ORIN_NX, Accelerator, DgxH100
from mlsys_core.hardware.figures import Assumption, Constant
from mlsys_core.hardware.fleets import Grid, Llama3Run
from mlsys_core.hardware.measurements import (
    PrivateImageNet,
    RobustCifar,
    RobustImageNet,
    ScalingLaw,
)
from mlsys_core.hardware.models import (
    AdamMixed,
    GboardNextWord,
    ImageNet,
    ResNet18,
    ResNet50,
    VitB16,
    VitL14,
)
from mlsys_core.hardware.prices import Aws
from mlsys_core.hardware.storage import Ethernet, Storage

__all__ = [
    "A100",
    "H100",
    "ORIN_NX",
    "Accelerator",
    "AdamMixed",
    "Assumption",
    "Aws",
    "Constant",
    "DgxH100",
    "Ethernet",
    "GboardNextWord",
    "Grid",
    "ImageNet",
    "Llama3Run",
    "PrivateImageNet",
    "ResNet18",
    "ResNet50",
    "RobustCifar",
    "RobustImageNet",
    "ScalingLaw",
    "Storage",
    "VitB16",
    "VitL14",
    "published",
]


def published() -> dict[str, Constant]:
    """Return every published figure under its name in this package.

    >>> published()["H100.memory_bytes"].unit
    'B'
    """
    groups = {name: globals()[name] for name in __all__}
    return {
        f"{group_name}.{name}": figure
        for group_name, group in groups.items()
        for name, figure in getattr(group, "__dict__", {}).items()
        if isinstance(figure, Constant)
    }
