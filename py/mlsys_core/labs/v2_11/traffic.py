"""Act I: what a day of federated rounds sends, beside the raw records of the same day."""

from types import SimpleNamespace

from mlsys_core.charts import Chart, axis, chart, curve, marker, rule
from mlsys_core.controls import Choice, Slider
from mlsys_core.elementwise import Number, pick
from mlsys_core.lab import Act, Figure, Lab, Outcome
from mlsys_core.labs.v2_11.schemes import GB, PHONES, RECORD_BYTES, Scheme
from mlsys_core.metrics import Metric, at_most
from mlsys_core.physics import compression, data_gravity, federated
from mlsys_core.promises import Monotone
from mlsys_core.questions import Option, Question, nearest_prediction, only_option

MODEL_GB = 2
DAYS_A_MONTH = 30
LINK_MBPS = {"lte": 10.0, "wifi": 100.0}


def traffic(scheme: Scheme, c: SimpleNamespace) -> Outcome:
    """Evaluate what a day of federated rounds sends, beside the raw records of the same day."""
    share = c.device_pct / 100
    participants = PHONES * share
    model_bytes = c.model_gb * GB
    upload = federated.one_way_bytes(participants, model_bytes, c.compression)
    download = federated.one_way_bytes(participants, model_bytes, c.r_down)
    daily = c.rounds_per_day * (upload + download)
    central = PHONES * raw_bytes_per_day(c.keys_per_user)
    all_phones = federated.round_bytes(PHONES, model_bytes, c.compression, c.r_down)
    link_bytes_per_s = pick(c.link, LINK_MBPS) * 1e6 / 8
    return Outcome(
        {
            "participants": participants,
            "upload_round_gb": upload / GB,
            "download_round_gb": download / GB,
            "round_gb": (upload + download) / GB,
            "daily_gb": daily / GB,
            "central_daily_gb": central / GB,
            "context_daily_gb": (daily if scheme.federated else central) / GB,
            "traffic_ratio": daily / central,
            "upload_s": data_gravity.transfer_s(
                federated.one_way_bytes(1, model_bytes, c.compression), link_bytes_per_s
            ),
            "user_month_gb": DAYS_A_MONTH * daily / PHONES / GB,
            "central_user_month_mb": DAYS_A_MONTH * raw_bytes_per_day(c.keys_per_user) / 1e6,
            "break_even_pct": 100 * central / (c.rounds_per_day * all_phones),
            "server_sees_raw_text": scheme.raw_text,
        }
    )


def raw_bytes_per_day(keys_per_user: Number) -> Number:
    """Bytes one user leaves in the training log a day."""
    return keys_per_user * RECORD_BYTES


SHARE_RANGE = (0.001, 10.0)
SHARES_PCT = tuple(10 ** (step / 8) for step in range(-24, 9))
LINES = {"federated": "Federation", "centralized": "Raw records"}


def draw_traffic(scheme: Scheme, c: SimpleNamespace, v: SimpleNamespace) -> Chart:
    """Draw a day's traffic against participation: a rising line and one that stays flat."""
    shares = sorted({*SHARES_PCT, c.device_pct})
    federation = [
        traffic(scheme, SimpleNamespace(**vars(c) | {"device_pct": pct})).values["daily_gb"] / 1e3
        for pct in shares
    ]
    raw = v.central_daily_gb / 1e3
    low, high = min(federation[0], raw) / 3, max(federation[-1], raw) * 3
    beside = "top left" if c.device_pct >= 0.1 else "bottom right"
    traces = [
        curve(LINES["centralized"], shares, [raw] * len(shares), color="series2", dash="dash",
              label="Raw records", label_at="bottom left"),
        curve(LINES["federated"], shares, federation, label="Federation"),
        marker("Your design", c.device_pct, v.context_daily_gb / 1e3, on=LINES[scheme.key],
               color="series1" if scheme.federated else "series2", label="your design",
               label_at=beside),
    ]  # fmt: skip
    if SHARE_RANGE[0] <= v.break_even_pct <= SHARE_RANGE[1]:
        meets = (v.break_even_pct, v.break_even_pct)
        traces.append(rule("Break-even", meets, (low * 1.5, high / 1.5)))
    decades = [10.0**power for power in range(-5, 9) if low <= 10.0**power <= high]
    return chart(
        "Traffic a day against participation",
        axis("Phones per round (% of all)", log=10, bounds=SHARE_RANGE,
             ticks=(0.001, 0.01, 0.1, 1, 10)),
        axis("Traffic (TB a day)", log=10, bounds=(low, high), ticks=decades,
             labels=[f"{tick:,.0f}" if tick >= 1 else f"{tick:g}" for tick in decades]),
        traces,
        height=400,
    )  # fmt: skip


# What an update of one participant shrinks to, and what is left to average.

KEPT_SHARE, WHOLE_BITS, INT8_BITS, INDEX_BITS = 0.01, 16, 8, 32
WANTED_RATIO, NEARLY = 100.0, 0.1


def sparse_ratio(original_bits: float, index_bits: float | None = None) -> float:
    """Compression of an update that keeps its largest hundredth in eight bits each."""
    return float(compression.sparse_update_ratio(KEPT_SHARE, original_bits, INT8_BITS, index_bits))


def lever_delivers(_lab: Lab) -> dict[str, bool]:
    """Which lever of the reflection does all that is asked: shrinks the upload, keeps the rest."""
    update_bits = MODEL_GB * GB * 8
    shrinks = {"a": 1.0, "b": sparse_ratio(WHOLE_BITS), "c": update_bits / 32, "d": WANTED_RATIO}
    can_be_averaged = {"a": True, "b": True, "c": False, "d": True}
    keeps_model_and_cohort = {"a": False, "b": True, "c": True, "d": False}
    return {
        key: ratio >= (1 - NEARLY) * WANTED_RATIO
        and can_be_averaged[key]
        and keeps_model_and_cohort[key]
        for key, ratio in shrinks.items()
    }


# The plan of the message, and what a mistaken idea of an update's weight makes of it.

COHORT_PCT, ROUNDS_A_DAY, RECORDS_A_DAY = 1, 10, 10
SENDERS_A_DAY = ROUNDS_A_DAY * PHONES * COHORT_PCT / 100
TYPED_BYTES = raw_bytes_per_day(RECORDS_A_DAY)
ONE_PHONE_BYTES = federated.round_bytes(1, MODEL_GB * GB)
"""What one participant moves in one round, down and up."""
IDEAL_COMPRESSION = 4 / KEPT_SHARE
"""FP32 to INT8 and one entry in a hundred, as if positions cost nothing."""


def ratio_if_each_moved(one_sender_bytes: float, senders_a_day: float = SENDERS_A_DAY) -> float:
    """Federated over raw traffic if each sender moved this much, whatever the model's size."""
    return float(senders_a_day * one_sender_bytes / (PHONES * TYPED_BYTES))


ACT1 = Act(
    id="act1",
    controls=(
        Choice(id="device_pct", options=(0.001, 0.003, 0.0065, 0.01, 0.03, 0.1, 0.3, 1, 3, 10),
               widget="list", default=COHORT_PCT, unit="%"),
        Choice(id="model_gb", options=(0.0014, 0.005, 0.02, 0.1, 0.2, 0.5, 1, 2, 4, 10),
               widget="list", default=MODEL_GB, unit="GB", form="data_gb"),
        Slider(id="compression", minimum=1, maximum=100, step=1, default=1, unit="x"),
        Choice(id="r_down", options=(1, 2, 4), widget="radio", default=1, unit="x"),
        Slider(id="rounds_per_day", minimum=1, maximum=100, step=1, default=ROUNDS_A_DAY,
               unit="rounds/day"),
        Choice(id="keys_per_user", options=(10, 100, 1000, 5000), widget="list",
               default=RECORDS_A_DAY,                unit="records/day"),
        Choice(id="link", options=tuple(LINK_MBPS), widget="radio", default="lte"),
    ),
    metrics=(
        Metric(id="participants", unit="phones", how="{phones:,.0f} × {device_pct:g} %"),
        Metric(id="upload_round_gb", unit="GB", form="data_gb", law=federated.one_way_bytes,
               how="{participants:,.0f} × {model_gb:g} GB / {compression:g}"),
        Metric(id="download_round_gb", unit="GB", form="data_gb", law=federated.one_way_bytes,
               how="{participants:,.0f} × {model_gb:g} GB / {r_down:g}"),
        Metric(id="round_gb", unit="GB", form="data_gb", law=federated.round_bytes,
               how="{upload_round_gb:shown} up + {download_round_gb:shown} down"),
        Metric(id="daily_gb", unit="GB", form="data_gb", law=federated.round_bytes,
               bands=at_most((1e5, "good", "light"), (1e6, "fair", "heavy"),
                             otherwise=("bad", "extreme"), open_ended=True),
               how="{rounds_per_day:g} × ({upload_round_gb:shown} + {download_round_gb:shown})"),
        Metric(id="central_daily_gb", unit="GB", form="data_gb",
               how="{phones:,.0f} × {keys_per_user:,} × {record_bytes:g} B"),
        Metric(id="context_daily_gb", unit="GB", form="data_gb",
               how="federated {daily_gb:shown}, centralized {central_daily_gb:shown};"
                   " chosen: {key}"),
        Metric(id="traffic_ratio", unit="x", digits=3,
               bands=at_most((1, "good", "saves traffic"), (10, "fair", "costs more"),
                             otherwise=("bad", "costs far more"), open_ended=True),
               how="{daily_gb:shown} / {central_daily_gb:shown}"),
        Metric(id="upload_s", unit="s", digits=3, law=data_gravity.transfer_s,
               bands=at_most((60, "good", "minute"), (600, "fair", "minutes"),
                             otherwise=("bad", "too long")),
               how="{model_gb:g} GB × 8 bit / {compression:g} over the {link} link"),
        Metric(id="user_month_gb", unit="GB", form="data_gb",
               bands=at_most((0.1, "good", "unnoticed"), (1, "fair", "noticed"),
                             otherwise=("bad", "plan-breaking")),
               how="{days:g} days × {daily_gb:shown} / {phones:,.0f} phones"),
        Metric(id="central_user_month_mb", unit="MB", digits=3,
               how="{days:g} days × {keys_per_user:,} × {record_bytes:g} B"),
        Metric(id="break_even_pct", unit="%", digits=3,
               how="{central_daily_gb:shown} a day over what one day's rounds would send"
                   " with all {phones:,.0f} phones"),
        Metric(id="server_sees_raw_text", unit="key", words={"yes": "yes", "no": "no"},
               how="yes only where the text is collected; chosen: {key}"),
    ),
    evaluate=traffic,
    figures=(Figure(id="traffic_vs_participation", draw=draw_traffic),),
    monotone=(
        Monotone(value="daily_gb", control="device_pct", direction="up"),
        Monotone(value="daily_gb", control="compression", direction="down"),
        Monotone(value="upload_s", control="model_gb", direction="up"),
        Monotone(value="traffic_ratio", control="keys_per_user", direction="down"),
    ),
    prediction=Question(
        id="prediction",
        unit="x",
        actual=lambda lab: lab.at("act1").traffic_ratio,
        right=nearest_prediction("act1.prediction"),
        options=(
            Option(key="a", predicted=0.1,
                   misconception="keeping data local saves traffic: few phones send, each a digest"
                                 " no larger than its own records",
                   reasoning=lambda: ratio_if_each_moved(TYPED_BYTES)),
            Option(key="b", predicted=1.0,
                   misconception="an update is about as large as the data behind it",
                   reasoning=lambda: ratio_if_each_moved(TYPED_BYTES, PHONES)),
            Option(key="c", predicted=1e3,
                   misconception="what an idealised compression would leave of the answer",
                   reasoning=lambda: ratio_if_each_moved(ONE_PHONE_BYTES / IDEAL_COMPRESSION)),
            Option(key="d", predicted=4e5,
                   reasoning=lambda: ratio_if_each_moved(ONE_PHONE_BYTES)),
        ),
        gives_away=("model-sized", "heavier", "40 PB", "4 PB"),
    ),
    reflection=Question(
        id="reflection",
        right=only_option(lever_delivers),
        options=(
            Option(key="a", misconception="the bytes of all mistaken for the bytes of one"),
            Option(key="b"),
            Option(key="c", misconception="a measure of the update mistaken for the update"),
            Option(key="d", misconception="changing the question instead of the message"),
        ),
    ),
)  # fmt: skip
