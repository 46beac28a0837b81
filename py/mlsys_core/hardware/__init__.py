"""Devices, links, prices, models and other published figures, each with unit, source and year."""

from mlsys_core.hardware.accelerators import A100, H100, ORIN_NX, Accelerator
from mlsys_core.hardware.figures import Assumption, Constant

__all__ = ["A100", "H100", "ORIN_NX", "Accelerator", "Assumption", "Constant"]
