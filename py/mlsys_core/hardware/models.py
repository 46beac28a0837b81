"""Models and datasets: sizes, arithmetic, measured rates."""

from mlsys_core.hardware.figures import Constant


class ResNet18:
    """A small image classifier."""

    parameters = Constant(11.7e6, "parameter", "weights", "torchvision model card", 2016)


class ResNet50:
    """The image classifier that benchmarks agree on."""

    parameters = Constant(25.6e6, "parameter", "weights", "He et al., CVPR; torchvision", 2016)
    forward_flop_per_image = Constant(
        8.2e9,
        "FLOP",
        "forward pass of one 224 px image: 4.1e9 multiply-adds, two FLOP each",
        "He et al., CVPR; torchvision",
        2016,
    )
    training_flop_per_image = Constant(
        24.6e9,
        "FLOP",
        "training step of one 224 px image: three times the forward pass",
        "derived from He et al., CVPR",
        2016,
    )
    a100_training_images_per_s = Constant(
        2470,
        "image/s",
        "training on one A100, mixed precision",
        "NVIDIA DeepLearningExamples",
        2021,
    )


class VitB16:
    """A vision transformer of base size."""

    parameters = Constant(86.6e6, "parameter", "weights", "torchvision model card", 2021)


class VitL14:
    """The vision transformer of CLIP, large size, 14 px patches, at 336 px."""

    image_tokens = Constant(
        576, "token", "patches of a 336 px image: 24 x 24", "Radford et al., ICML (CLIP)", 2021
    )


class GboardNextWord:
    """The next-word model of a production keyboard, trained by federation."""

    parameters = Constant(
        1.4e6,
        "parameter",
        "weights",
        "Hard et al., Federated Learning for Keyboard Prediction",
        2018,
    )
    model_bytes = Constant(
        1.4e6, "B", "quantised", "Hard et al., Federated Learning for Keyboard Prediction", 2018
    )
    zcdp_rho_low = Constant(
        0.2, "-", "lowest privacy budget of its kind", "Xu et al., ACL industry track", 2023
    )
    zcdp_rho_high = Constant(
        2.0, "-", "highest privacy budget of its kind", "Xu et al., ACL industry track", 2023
    )


class ImageNet:
    """The dataset of a million labelled photographs."""

    mean_jpeg_bytes = Constant(110e3, "B", "mean file, about 108 to 110 kB", "ILSVRC", 2012)


class AdamMixed:
    """Training state of mixed-precision Adam."""

    state_bytes_per_parameter = Constant(
        16,
        "B/parameter",
        "weights 2, gradients 2, FP32 master 4 and two moments 4 each",
        "Rajbhandari et al., ZeRO",
        2020,
    )
    checkpoint_bytes_per_parameter = Constant(
        14, "B/parameter", "the same without gradients", "derived from Rajbhandari et al.", 2020
    )
