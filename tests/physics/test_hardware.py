"""Constants: numbers that know their unit, their source and their year."""

import copy
import json
import pickle
from typing import Any

import pytest

from mlsys_core.hardware import (
    A100,
    H100,
    ORIN_NX,
    AdamMixed,
    Assumption,
    Constant,
    DgxH100,
    Llama3Run,
    ResNet50,
    published,
)
from mlsys_core.physics import roofline

EVERY = pytest.mark.parametrize("name", list(published()))


@EVERY
def test_every_constant_says_its_unit_what_it_is_and_who_published_it_when(name: str) -> None:
    constant = published()[name]
    assert constant.value == float(constant) > 0
    assert all(part.strip() == part != "" for part in (constant.unit, constant.what))
    assert constant.source.strip() == constant.source != ""
    assert 1960 < constant.year < 2030


SUFFIXES = {
    "_flop_per_s": "FLOP/s",
    "_op_per_s": "op/s",
    "_bytes_per_s": "B/s",
    "_images_per_s": "image/s",
    "_flop_per_image": "FLOP",
    "_bytes_per_parameter": "B/parameter",
    "_bytes": "B",
    "_usd_per_gb": "$/GB",
    "_usd_per_gb_month": "$/(GB month)",
    "_usd_per_gpu_h": "$/GPU-h",
    "_g_per_kwh": "g/kWh",
    "_tokens": "token",
    "_steps": "step",
    "_pct": "%",
    "_h": "h",
    "_w": "W",
    ".parameters": "parameter",
    ".gpus": "GPU",
    ".days": "d",
    ".interruptions": "failure",
    "_exponent": "-",
    "_low": "-",
    "_high": "-",
}


@EVERY
def test_the_unit_in_a_name_is_the_unit_of_the_number(name: str) -> None:
    longest = max((end for end in SUFFIXES if name.endswith(end)), key=len)
    assert published()[name].unit == SUFFIXES[longest]


def test_no_two_devices_share_a_name() -> None:
    names = [device.name for device in (H100, A100, ORIN_NX)]
    assert names == ["H100 SXM5 80 GB", "A100 SXM4 80 GB", "Jetson Orin NX 16 GB"]


def test_the_list_of_constants_holds_the_devices_and_the_groups() -> None:
    assert published()["H100.fp16_flop_per_s"] is H100.fp16_flop_per_s
    assert published()["DgxH100.max_w"] is DgxH100.max_w
    assert len(published()) == len(set(published()))


def test_a_constant_computes_like_the_float_it_is() -> None:
    half = H100.fp16_flop_per_s / 2
    assert (half, type(half)) == (494.5e12, float)
    assert json.dumps({"peak": H100.memory_bytes}) == '{"peak": 80000000000.0}'
    assert f"{H100.board_w:.0f} W" == "700 W"


def pickled(figure: Constant) -> Any:
    return pickle.loads(pickle.dumps(figure))  # noqa: S301


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, pickled])
def test_a_copied_figure_keeps_its_source(again: Any) -> None:
    constant = again(H100.board_w)
    assert (constant, constant.unit, constant.what) == (700, "W", "board power limit")
    assert (constant.source, constant.year) == ("NVIDIA H100 data sheet", 2023)
    assumption = again(Assumption(2.5, "$/GPU-h", "spot price", reason="decides the verdict"))
    assert (assumption, assumption.unit, assumption.reason) == (
        2.5,
        "$/GPU-h",
        "decides the verdict",
    )
    assert not isinstance(assumption, Constant)


def test_the_h100_turns_compute_bound_at_295_flop_a_byte() -> None:
    """NVIDIA H100 data sheet: 989 dense TFLOPS over 3.35 TB/s."""
    ridge = roofline.ridge(H100.fp16_flop_per_s, H100.memory_bytes_per_s)
    assert ridge == pytest.approx(295.22, rel=1e-4)


def test_derived_constants_follow_from_what_they_are_derived_from() -> None:
    assert ResNet50.training_flop_per_image == 3 * ResNet50.forward_flop_per_image
    run_h = Llama3Run.gpus * Llama3Run.days * 24
    assert run_h / Llama3Run.interruptions == pytest.approx(Llama3Run.gpu_mtbf_h, rel=1e-6)
    gradients = 2
    without = AdamMixed.state_bytes_per_parameter - gradients
    assert without == AdamMixed.checkpoint_bytes_per_parameter
    tensor_cores, flop_per_cycle, clock_hz = 32, 512, 0.918e9
    orin = tensor_cores * flop_per_cycle * clock_hz
    assert orin == pytest.approx(ORIN_NX.fp16_flop_per_s, rel=0.005)


def test_ten_thousand_h100_draw_seven_megawatts_alone_and_nearly_thirteen_as_servers() -> None:
    """Lab V2-17, feedback to option C."""
    assert 10_000 * H100.board_w == 7e6
    assert 10_000 * DgxH100.max_w / DgxH100.gpus == 12.75e6
    whole_site_w = 1.12 * 12.75e6
    assert whole_site_w == pytest.approx(14.3e6, rel=2e-3)
