"""Lab V1-09 on a device of the reader's own: the cloud's job at the H100's share of its peak."""

from dataclasses import replace

from mlsys_core.hardware import H100, AdamMixed
from mlsys_core.labs.v1_09.sites import CLOUD, JOB_PARAMETERS, OWN_USD_PER_KWH, Site
from mlsys_core.own.device import FIELDS, Device, DeviceContext

JOB_STATE_BYTES = JOB_PARAMETERS * AdamMixed.state_bytes_per_parameter
"""Weights, gradients and Adam's state of the job's model: they have to fit."""


def on_own_device(device: Device) -> Site:
    """Return the cloud's job on the reader's device: pace by its peak, bill by its power."""
    return replace(
        CLOUD,
        step_s=CLOUD.step_s * H100.fp16_flop_per_s / device.flop_per_s,
        usd_per_h=device.power_w / 1000 * OWN_USD_PER_KWH,
    )


OWN_DEVICE = DeviceContext(
    context=on_own_device,
    acts=("act1",),
    takes={
        "memory_bytes": (JOB_STATE_BYTES, FIELDS["memory_bytes"][3]),
        "flop_per_s": (1e12, 1e18),
        "power_w": (1.0, FIELDS["power_w"][3]),
    },
)
