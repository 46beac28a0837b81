"""Lab V1-04 on a device of the reader's own: it stands in the cloud's host, at the A100's share."""

from dataclasses import replace

from mlsys_core.hardware import A100, ResNet50
from mlsys_core.labs.v1_04.sites import CLOUD, Site
from mlsys_core.own.device import Device, DeviceContext

PEAK_SHARE = CLOUD.gpu_rate * ResNet50.training_flop_per_image / A100.fp16_flop_per_s
"""What the model makes of a GPU's peak, by the A100's measured rate."""


def on_own_device(device: Device) -> Site:
    """Return the cloud's host with the reader's device in it instead of the A100."""
    images_per_s = device.flop_per_s * PEAK_SHARE / ResNet50.training_flop_per_image
    return replace(CLOUD, gpu_rate=images_per_s)


OWN_DEVICE = DeviceContext(
    context=on_own_device, acts=("act1",), takes={"flop_per_s": (10e12, 30e15)}
)
"""A device that is hardly faster than one loader worker, or past the charts, is not taken."""
