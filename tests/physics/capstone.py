"""Act II of lab V2-17 put together from the laws alone: seven families meet in one design.

The lab's own curves (accuracy, robustness) are calibrations and have no place here.
"""

from dataclasses import dataclass

from mlsys_core.elementwise import ceil_slack
from mlsys_core.hardware import H100, AdamMixed, DgxH100, Grid, VitL14
from mlsys_core.physics import (
    carbon,
    collectives,
    decoding,
    intervals,
    queueing,
    reliability,
    transformer,
)

HOUR_S = 3600.0
IMAGES_A_DAY = 1e8
MEAN_RATE = IMAGES_A_DAY / (24 * HOUR_S)
PEAK, OUTPUT_TOKENS, HOP_S, LAUNCH_S = 3, 8, 20e-6, 10e-6
MFU_SERVING, MFU_TRAINING, BANDWIDTH_SHARE, LINK_SHARE = 0.5, 0.4, 0.8, 0.8
MTBF_S, REPAIR_S, RESTART_S, ZONE = 50_000 * HOUR_S, 0.5 * HOUR_S, 0.25 * HOUR_S, 0.99
CHECKPOINT_BYTES_PER_S = 1e12 / 120
IDLE_W, PUE, SHIFTED = 400.0, 1.12, 0.30
RTT_S = {"fleet": 0.020, "renewable": 0.060}
GRID = {"fleet": Grid.us_mix_g_per_kwh, "renewable": Grid.low_carbon_g_per_kwh}
SPLIT = {"dp": (1, 1), "tp_dp": (4, 1), "3d": (8, 2)}
BASE_T = 37.96412


@dataclass(frozen=True, kw_only=True)
class Design:
    billions: float = 30
    weight: float = 0.3
    parallel: str = "tp_dp"
    rho: float = 0.50
    zones: int = 2
    interval_min: float = 5
    deferred: float = 0.0

    @property
    def parameters(self) -> float:
        return self.billions * 1e9

    @property
    def tensor(self) -> int:
        return SPLIT[self.parallel][0]

    @property
    def stages(self) -> int:
        return SPLIT[self.parallel][1]

    def service_parts_s(self) -> tuple[float, float, float, float]:
        prefill = decoding.prefill_s(
            parameters=self.parameters,
            tokens=VitL14.image_tokens,
            peak_flop_per_s=H100.fp16_flop_per_s,
            mfu=MFU_SERVING,
            devices=self.tensor,
        )
        step = decoding.step_s(
            weight_bytes=2 * self.parameters,
            memory_bytes_per_s=H100.memory_bytes_per_s,
            parameters=self.parameters,
            peak_flop_per_s=H100.fp16_flop_per_s,
            mfu=MFU_SERVING,
            bandwidth_share=BANDWIDTH_SHARE,
            devices=self.tensor,
        )
        shape = transformer.shape_by_power_rule(self.parameters)
        link = {
            "width": shape.width,
            "bytes_per_value": 2,
            "devices": self.tensor,
            "link_bytes_per_s": LINK_SHARE * (H100.link_bytes_per_s or 0.0),
            "launch_s": LAUNCH_S,
        }
        passes = 2 * shape.layers
        comm = collectives.tensor_parallel_comm_s(
            all_reduces=passes, tokens=VitL14.image_tokens, **link
        ) + collectives.tensor_parallel_comm_s(all_reduces=passes * OUTPUT_TOKENS, tokens=0, **link)
        pipe = (OUTPUT_TOKENS + 1) * (self.stages - 1) * HOP_S
        return prefill, OUTPUT_TOKENS * step, comm, pipe

    @property
    def service_s(self) -> float:
        return sum(self.service_parts_s())

    def p99_s(self, context: str) -> float:
        wait = queueing.wait_quantile_s(
            quantile=0.99,
            servers=1,
            utilisation=self.rho,
            service_s=self.service_s / self.stages,
            service_cv2=0.0,
        )
        return RTT_S[context] + self.service_s + float(wait)

    @property
    def gpus_serving(self) -> float:
        needed = ceil_slack(MEAN_RATE * PEAK * self.service_s / (self.stages * self.rho))
        each = ceil_slack(needed / max(self.zones - 1, 1))
        replicas = needed if self.zones == 1 else self.zones * each
        return float(replicas * self.tensor * self.stages)

    @property
    def serving_kwh(self) -> float:
        return self._kwh(24, self.gpus_serving, MEAN_RATE * self.tensor * self.service_s)

    @property
    def training_gpu_h(self) -> float:
        flop = transformer.flop_training(self.parameters, IMAGES_A_DAY * VitL14.image_tokens)
        adversarial = 1 + 7 * self.weight
        return float(flop * adversarial / (H100.fp16_flop_per_s * MFU_TRAINING) / HOUR_S)

    @property
    def failures_per_s(self) -> float:
        gpus = self.training_gpu_h / 24 * (1 + 2 * self.deferred)
        return float(reliability.failure_rate(gpus, MTBF_S))

    @property
    def checkpoint_s(self) -> float:
        state = AdamMixed.checkpoint_bytes_per_parameter * self.parameters
        return 30 + state / CHECKPOINT_BYTES_PER_S

    @property
    def goodput(self) -> float:
        interval_s = 60 * self.interval_min
        return float(
            intervals.goodput(
                interval_s, self.checkpoint_s, self.failures_per_s, RESTART_S, floor=0.05
            )
        )

    @property
    def best_interval_min(self) -> float:
        return float(intervals.best_interval(self.checkpoint_s, self.failures_per_s)) / 60

    @property
    def gpus_training(self) -> float:
        return self.training_gpu_h / 24 * (1 + 2 * self.deferred) / self.goodput

    @property
    def training_kwh(self) -> float:
        gpu_h = self.training_gpu_h / self.goodput
        return self._kwh(1, gpu_h, gpu_h)

    @property
    def uptime(self) -> float:
        zones = reliability.availability_one_spare(ZONE, self.zones)
        repairing = reliability.failure_rate(self.tensor * self.stages, MTBF_S) * REPAIR_S
        return float(zones - repairing)

    def co2_t(self, context: str) -> float:
        kwh = self.serving_kwh + self.training_kwh * (1 - SHIFTED * self.deferred)
        return float(carbon.emissions_t(kwh, GRID[context], PUE))

    def cut(self, context: str) -> float:
        return 1 - self.co2_t(context) / BASE_T

    @staticmethod
    def _kwh(hours: float, devices: float, busy: float) -> float:
        peak_w = DgxH100.max_w / DgxH100.gpus
        return float(
            carbon.energy_kwh(
                hours=hours, devices=devices, busy_devices=busy, idle_w=IDLE_W, peak_w=peak_w
            )
        )
