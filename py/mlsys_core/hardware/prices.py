"""List prices. They fall: each is a fact about its year."""

from mlsys_core.hardware.figures import Constant


class Aws:
    """List prices of Amazon Web Services in the United States."""

    inter_region_usd_per_gb = Constant(
        0.02, "$/GB", "transfer from us-east-1 to us-west-2", "AWS price list", 2024
    )
    egress_first_10_tb_usd_per_gb = Constant(
        0.09, "$/GB", "transfer to the internet, first 10 TB a month", "AWS price list", 2024
    )
    egress_next_40_tb_usd_per_gb = Constant(
        0.085, "$/GB", "transfer to the internet, next 40 TB a month", "AWS price list", 2024
    )
    egress_next_100_tb_usd_per_gb = Constant(
        0.07, "$/GB", "transfer to the internet, next 100 TB a month", "AWS price list", 2024
    )
    storage_usd_per_gb_month = Constant(
        0.023, "$/(GB month)", "S3 Standard, first 50 TB", "AWS price list", 2024
    )
    p4d_usd_per_gpu_h = Constant(
        4.10,
        "$/GPU-h",
        "p4d.24xlarge, 32.77 $/h on demand over 8 A100 40 GB (cut in 2025)",
        "AWS price list",
        2024,
    )
