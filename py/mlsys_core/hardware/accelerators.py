"""Accelerators and the servers they come in: dense peaks, decimal bytes, rates per direction."""

from dataclasses import dataclass

from mlsys_core.hardware.figures import Constant


@dataclass(frozen=True, kw_only=True)
class Accelerator:
    """One product that computes: what it reaches at best, what it holds, what it draws."""

    name: str
    fp16_flop_per_s: Constant
    memory_bytes: Constant
    memory_bytes_per_s: Constant
    board_w: Constant
    int8_op_per_s: Constant | None = None
    link_bytes_per_s: Constant | None = None


_H100_SHEET = "NVIDIA H100 data sheet"
_A100_SHEET = "NVIDIA A100 data sheet"
_ORIN_SHEET = "NVIDIA Jetson Orin NX data sheet"

H100 = Accelerator(
    name="H100 SXM5 80 GB",
    fp16_flop_per_s=Constant(
        989e12,
        "FLOP/s",
        "FP16/BF16 tensor peak, dense (the headline 1,979 needs 2:4 sparsity)",
        _H100_SHEET,
        2023,
    ),
    int8_op_per_s=Constant(
        1979e12, "op/s", "INT8 tensor peak, dense (3,958 needs 2:4 sparsity)", _H100_SHEET, 2023
    ),
    memory_bytes=Constant(80e9, "B", "HBM3 capacity", _H100_SHEET, 2023),
    memory_bytes_per_s=Constant(3350e9, "B/s", "HBM3 bandwidth", _H100_SHEET, 2023),
    board_w=Constant(700, "W", "board power limit", _H100_SHEET, 2023),
    link_bytes_per_s=Constant(
        450e9,
        "B/s",
        "NVLink 4 per GPU and direction (the headline 900 adds both directions)",
        "NVIDIA Hopper architecture white paper",
        2022,
    ),
)

A100 = Accelerator(
    name="A100 SXM4 80 GB",
    fp16_flop_per_s=Constant(
        312e12, "FLOP/s", "FP16/BF16 tensor peak, dense (FP32 is 19.5)", _A100_SHEET, 2021
    ),
    memory_bytes=Constant(80e9, "B", "HBM2e capacity", _A100_SHEET, 2021),
    memory_bytes_per_s=Constant(
        2039e9, "B/s", "HBM2e bandwidth (the PCIe card has 1,935 GB/s)", _A100_SHEET, 2021
    ),
    board_w=Constant(400, "W", "board power limit", _A100_SHEET, 2021),
)

ORIN_NX = Accelerator(
    name="Jetson Orin NX 16 GB",
    fp16_flop_per_s=Constant(
        15.0e12,
        "FLOP/s",
        "FP16 tensor peak of the GPU alone, dense: 32 tensor cores x 512 FLOP x 0.918 GHz",
        "derived from the NVIDIA Jetson AGX Orin technical brief",
        2022,
    ),
    int8_op_per_s=Constant(
        50e12,
        "op/s",
        "INT8 peak, dense, GPU 30 and DLA 20 (the headline 100 needs sparsity)",
        "derived from the NVIDIA Jetson AGX Orin technical brief",
        2022,
    ),
    memory_bytes=Constant(16e9, "B", "LPDDR5 capacity, shared with the OS", _ORIN_SHEET, 2023),
    memory_bytes_per_s=Constant(
        102e9, "B/s", "LPDDR5 bandwidth, 102.4 GB/s rounded down", _ORIN_SHEET, 2023
    ),
    board_w=Constant(25, "W", "top of the 10 to 25 W power modes", _ORIN_SHEET, 2023),
)


class DgxH100:
    """NVIDIA's server with eight H100 SXM5."""

    gpus = Constant(8, "GPU", "accelerators in one server", "NVIDIA DGX H100 data sheet", 2022)
    max_w = Constant(10.2e3, "W", "maximum system power", "NVIDIA DGX H100 data sheet", 2022)
