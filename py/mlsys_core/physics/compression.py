"""How much smaller a message or a model becomes, and what the bookkeeping takes back."""

from mlsys_core.elementwise import Number
from mlsys_core.physics.numerics import binary_entropy
from mlsys_core.physics.ranges import require_efficiency, require_positive


def sparse_update_ratio(
    kept_share: Number, original_bits: Number, value_bits: Number, index_bits: Number | None = None
) -> Number:
    """Compression of an update that sends its largest entries only, each with its position.

    Without `index_bits` the positions are entropy-coded, the best any code can do.

    Law: b0 / (k (b + i)), with i = H2(k)/k bits a position unless given
    Valid: kept_share k above 0, at most 1; original_bits b0, value_bits b and index_bits i above 0
    Source: Shannon 1948 for the positions; top-k updates: Aji and Heafield 2017, EMNLP

    >>> sparse_update_ratio(kept_share=0.5, original_bits=16, value_bits=6)
    4.0
    """
    require_efficiency("compression.sparse_update_ratio", kept_share=kept_share)
    require_positive(
        "compression.sparse_update_ratio", original_bits=original_bits, value_bits=value_bits
    )
    if index_bits is None:
        position_bits = binary_entropy(kept_share) / kept_share
    else:
        require_positive("compression.sparse_update_ratio", index_bits=index_bits)
        position_bits = index_bits
    return original_bits / (kept_share * (value_bits + position_bits))
