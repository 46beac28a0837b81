"""What a round of federated learning sends, and how often a device takes part."""

from mlsys_core.elementwise import Number, ceil_slack, maximum
from mlsys_core.physics.ranges import (
    require_efficiency,
    require_not_negative,
    require_one_or_more,
    require_positive,
)


def one_way_bytes(
    participants: Number, model_bytes: Number, compression_ratio: Number = 1.0
) -> Number:
    """Bytes of one direction of a round: each participant receives, or sends, one whole model.

    Law: n M / r
    Valid: participants n, 0 or more; model_bytes M above 0; compression_ratio r, 1 or more
    Source: McMahan et al. 2017, "Communication-Efficient Learning of Deep Networks", AISTATS

    >>> one_way_bytes(participants=1000, model_bytes=10e6, compression_ratio=4)
    2500000000.0
    """
    require_not_negative("federated.one_way_bytes", participants=participants)
    require_positive("federated.one_way_bytes", model_bytes=model_bytes)
    require_one_or_more("federated.one_way_bytes", compression_ratio=compression_ratio)
    return participants * model_bytes / compression_ratio


def round_bytes(
    participants: Number,
    model_bytes: Number,
    upload_ratio: Number = 1.0,
    download_ratio: Number = 1.0,
) -> Number:
    """Bytes of one round: the model goes down to each participant and its update comes up.

    Law: n M (1/r_up + 1/r_down)
    Valid: participants n, 0 or more; model_bytes M above 0; upload_ratio and download_ratio,
        the compression of each direction, 1 or more
    Source: McMahan et al. 2017, "Communication-Efficient Learning of Deep Networks", AISTATS

    >>> round_bytes(participants=1000, model_bytes=10e6)
    20000000000.0
    """
    require_not_negative("federated.round_bytes", participants=participants)
    require_positive("federated.round_bytes", model_bytes=model_bytes)
    require_one_or_more(
        "federated.round_bytes", upload_ratio=upload_ratio, download_ratio=download_ratio
    )
    return participants * model_bytes * (1.0 / upload_ratio + 1.0 / download_ratio)


def rounds_joined(rounds: Number, participating_share: Number) -> Number:
    """Rounds a device joins when a fixed share of all devices takes part, in turn; at least one.

    Law: max(1, ceil(R f))
    Valid: rounds R, 1 or more; participating_share f above 0, at most 1
    Source: participation limit of Xu et al. 2023, "Federated Learning of Gboard Language Models"

    >>> rounds_joined(rounds=100, participating_share=0.05)
    5.0
    """
    require_one_or_more("federated.rounds_joined", rounds=rounds)
    require_efficiency("federated.rounds_joined", participating_share=participating_share)
    return maximum(1.0, ceil_slack(rounds * participating_share))
