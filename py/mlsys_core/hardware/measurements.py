"""Published experiments on accuracy under constraints, to which labs fit their teaching curves."""

from mlsys_core.hardware.figures import Constant

_DE = "De et al., Unlocking High-Accuracy Differentially Private Image Classification"
_MADRY = "Madry et al., Towards Deep Learning Models Resistant to Adversarial Attacks"


class ScalingLaw:
    """How loss falls with size."""

    parameter_exponent = Constant(
        0.34, "-", "exponent of loss against parameters", "Hoffmann et al. (Chinchilla)", 2022
    )


class PrivateImageNet:
    """NFNet-F3 fine-tuned on ImageNet with differential privacy."""

    parameters = Constant(0.255e9, "parameter", "weights of NFNet-F3", _DE, 2022)
    accuracy_at_epsilon_8_pct = Constant(86.7, "%", "top-1 accuracy at epsilon 8", _DE, 2022)
    accuracy_at_epsilon_half_pct = Constant(83.8, "%", "top-1 accuracy at epsilon 0.5", _DE, 2022)


class RobustCifar:
    """A wide residual network on CIFAR-10, trained with and without an attacker."""

    parameters = Constant(0.046e9, "parameter", "weights", _MADRY, 2018)
    clean_accuracy_pct = Constant(95.2, "%", "clean accuracy, ordinary training", _MADRY, 2018)
    clean_accuracy_robust_pct = Constant(
        87.3, "%", "clean accuracy, adversarial training", _MADRY, 2018
    )
    pgd_steps = Constant(7, "step", "extra passes an attack step costs in training", _MADRY, 2018)


class RobustImageNet:
    """The strongest published defence on ImageNet at the time."""

    robust_accuracy_pct = Constant(
        71, "%", "ViT-g/14, attacks of 4/255, about", "Wang et al., AdvXL", 2024
    )
