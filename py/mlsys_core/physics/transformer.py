"""Size and arithmetic of a dense transformer."""

from typing import NamedTuple

from mlsys_core.elementwise import Number, sqrt
from mlsys_core.physics.ranges import require, require_not_negative, require_positive


class Shape(NamedTuple):
    """Depth and width of a transformer."""

    layers: Number
    width: Number


def parameters(layers: Number, width: Number) -> Number:
    """Parameters of the layers of a dense transformer: attention and a feed-forward part 4 wide.

    Law: 12 L h^2
    Valid: layers L and width h above 0
    Source: Kaplan et al. 2020, "Scaling Laws for Neural Language Models", table 1

    >>> parameters(layers=96, width=12288)
    173946175488.0
    """
    require_positive("transformer.parameters", layers=layers, width=width)
    return 12.0 * layers * width * width


def shape_by_power_rule(parameters: Number) -> Shape:
    """Layers and width that a model of a given size typically has.

    Law: L = 16 (P/1e9)^0.38, h = sqrt(P / (12 L))
    Valid: parameters P above 2e5
    Source: power law fitted to published shapes, such as Llama 2 7B and 70B, Touvron et al. 2023

    >>> shape = shape_by_power_rule(parameters=1e9)
    >>> shape.layers, f"{shape.width:.1f}"
    (16.0, '2282.2')
    """
    law = "transformer.shape_by_power_rule"
    require(parameters > 2e5, law, "parameters", parameters, "more than 200,000")
    layers = 16.0 * (parameters / 1e9) ** 0.38
    return Shape(layers=layers, width=sqrt(parameters / (12.0 * layers)))


def flop_forward(parameters: Number, tokens: Number) -> Number:
    """Arithmetic of a forward pass: one multiplication and one addition a parameter and token.

    Law: 2 P D
    Valid: parameters P above 0; tokens D, 0 or more
    Source: Kaplan et al. 2020, "Scaling Laws for Neural Language Models", section 2.1

    >>> flop_forward(parameters=7e9, tokens=1000)
    14000000000000.0
    """
    require_positive("transformer.flop_forward", parameters=parameters)
    require_not_negative("transformer.flop_forward", tokens=tokens)
    return 2.0 * parameters * tokens


def flop_training(parameters: Number, tokens: Number) -> Number:
    """Arithmetic of training: a forward pass and a backward pass of twice its cost.

    Law: 6 P D
    Valid: parameters P above 0; tokens D, 0 or more
    Source: Kaplan et al. 2020, "Scaling Laws for Neural Language Models", section 2.1

    >>> flop_training(parameters=175e9, tokens=300e9)
    3.15e+23
    """
    require_positive("transformer.flop_training", parameters=parameters)
    require_not_negative("transformer.flop_training", tokens=tokens)
    return 6.0 * parameters * tokens
