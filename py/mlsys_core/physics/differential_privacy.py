"""How much noise a promise of privacy takes, and how promises add up."""

from mlsys_core.elementwise import Number, exp, log, sqrt
from mlsys_core.physics.ranges import (
    require_efficiency,
    require_inner_share,
    require_not_negative,
    require_one_or_more,
    require_positive,
)


def gaussian_sigma(epsilon: Number, delta: Number) -> Number:
    """Noise of the classic Gaussian mechanism, in units of the clipping norm, for one release.

    Law: sqrt(2 ln(1.25/delta)) / epsilon
    Valid: epsilon above 0, at most 1; delta between 0 and 1
    Source: Dwork and Roth 2014, "The Algorithmic Foundations of Differential Privacy", theorem A.1

    >>> f"{gaussian_sigma(epsilon=1, delta=1e-5):.4f}"
    '4.8448'
    """
    require_efficiency("differential_privacy.gaussian_sigma", epsilon=epsilon)
    require_inner_share("differential_privacy.gaussian_sigma", delta=delta)
    return sqrt(2.0 * log(1.25 / delta)) / epsilon


def zcdp_rho(epsilon: Number, delta: Number) -> Number:
    """Largest budget of zero-concentrated differential privacy that keeps a promise.

    Law: (sqrt(L + epsilon) - sqrt(L))^2, with L = ln(1/delta)
    Valid: epsilon above 0; delta between 0 and 1
    Source: Bun and Steinke 2016, "Concentrated Differential Privacy", proposition 1.3

    >>> f"{zcdp_rho(epsilon=1, delta=1e-5):.6f}"
    '0.020820'
    """
    require_positive("differential_privacy.zcdp_rho", epsilon=epsilon)
    require_inner_share("differential_privacy.zcdp_rho", delta=delta)
    surprise = log(1.0 / delta)
    return (sqrt(surprise + epsilon) - sqrt(surprise)) ** 2


def noise_multiplier(rho: Number, rounds: Number = 1.0) -> Number:
    """Noise per round, in units of the clipping norm, that spends a budget evenly over rounds.

    Law: sqrt(k / (2 rho))
    Valid: rho above 0; rounds k that one person takes part in, 1 or more
    Source: Bun and Steinke 2016, "Concentrated Differential Privacy", proposition 1.6, lemma 1.7

    >>> noise_multiplier(rho=0.125, rounds=4)
    4.0
    """
    require_positive("differential_privacy.noise_multiplier", rho=rho)
    require_one_or_more("differential_privacy.noise_multiplier", rounds=rounds)
    return sqrt(rounds / (2.0 * rho))


def noise_to_clip(noise_multiplier: Number, parameters: Number, participants: Number) -> Number:
    """Length of the noise in an averaged update, in units of the longest update it may hide.

    Noise is added once to the sum of all updates, so averaging divides it by the participants.

    Law: z sqrt(d) / n
    Valid: noise_multiplier z, 0 or more; parameters d and participants n, 1 or more
    Source: McMahan et al. 2018, "Learning Differentially Private Recurrent Language Models", ICLR

    >>> noise_to_clip(noise_multiplier=2, parameters=1e8, participants=1e6)
    0.02
    """
    require_not_negative("differential_privacy.noise_to_clip", noise_multiplier=noise_multiplier)
    require_one_or_more(
        "differential_privacy.noise_to_clip", parameters=parameters, participants=participants
    )
    return noise_multiplier * sqrt(parameters) / participants


def composed_epsilon_basic(epsilon: Number, releases: Number) -> Number:
    """Epsilon of several releases together, by the rule that promises add up.

    Law: T epsilon
    Valid: epsilon above 0; releases T, 1 or more
    Source: Dwork et al. 2006, "Our Data, Ourselves", EUROCRYPT

    >>> composed_epsilon_basic(epsilon=0.5, releases=100)
    50.0
    """
    require_positive("differential_privacy.composed_epsilon_basic", epsilon=epsilon)
    require_one_or_more("differential_privacy.composed_epsilon_basic", releases=releases)
    return 1.0 * releases * epsilon


def composed_epsilon_advanced(epsilon: Number, releases: Number, delta_slack: Number) -> Number:
    """Epsilon of several releases together, if it may fail with a small probability.

    Better than adding up only where epsilon is small and the releases are many.

    Law: epsilon sqrt(2 T ln(1/delta')) + T epsilon (exp(epsilon) - 1)
    Valid: epsilon above 0; releases T, 1 or more; delta_slack delta' between 0 and 1
    Source: Dwork, Rothblum, Vadhan 2010, "Boosting and Differential Privacy", FOCS

    >>> f"{composed_epsilon_advanced(epsilon=0.1, releases=100, delta_slack=1e-6):.3f}"
    '6.308'
    """
    law = "differential_privacy.composed_epsilon_advanced"
    require_positive(law, epsilon=epsilon)
    require_one_or_more(law, releases=releases)
    require_inner_share(law, delta_slack=delta_slack)
    spread = epsilon * sqrt(2.0 * releases * log(1.0 / delta_slack))
    return spread + releases * epsilon * (exp(epsilon) - 1.0)
