"""Disks, memory and links: what carries data to an accelerator."""

from mlsys_core.hardware.figures import Constant


class Storage:
    """Sequential peaks of what a dataset may lie on."""

    hdd_bytes_per_s = Constant(
        0.15e9, "B/s", "7,200 rpm hard disk, sequential peak", "vendor data sheets, typical", 2020
    )
    sata_ssd_bytes_per_s = Constant(
        0.55e9, "B/s", "SATA solid-state disk, sequential peak", "vendor data sheets, typical", 2020
    )
    nvme_gen3_bytes_per_s = Constant(
        3.5e9,
        "B/s",
        "NVMe disk on PCIe 3.0 x4, sequential peak",
        "vendor data sheets, typical",
        2020,
    )
    ram_bytes_per_s = Constant(
        50e9,
        "B/s",
        "two channels of DDR4-3200 in the host, 51.2 GB/s rounded down",
        "derived from JEDEC JESD79-4",
        2012,
    )


class Ethernet:
    """Line rates of one port, per direction."""

    gigabit_1_bytes_per_s = Constant(0.125e9, "B/s", "1 Gb/s Ethernet", "IEEE 802.3ab", 1999)
    gigabit_10_bytes_per_s = Constant(1.25e9, "B/s", "10 Gb/s Ethernet", "IEEE 802.3ae", 2002)
    gigabit_100_bytes_per_s = Constant(12.5e9, "B/s", "100 Gb/s Ethernet", "IEEE 802.3ba", 2010)
