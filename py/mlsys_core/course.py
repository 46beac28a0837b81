"""The course manifest: all 33 labs, built or still to come, and what each one is about.

`primary` is the domain whose prediction accuracy a lab counts towards; `domains` are those its
failure states belong to. Neither is ever typed into a page.
"""

from dataclasses import dataclass

from mlsys_core.errors import UnknownName

DOMAINS = (
    "memory",
    "compute",
    "serving",
    "scale",
    "network",
    "reliability",
    "trust",
    "energy_cost",
)
DOMAIN_NAMES = {
    "memory": "Memory and data movement",
    "compute": "Compute",
    "serving": "Serving",
    "scale": "Scale",
    "network": "Network",
    "reliability": "Reliability",
    "trust": "Trust",
    "energy_cost": "Energy and cost",
    "synthesis": "Synthesis",
}
CHART_NAMES = {domain: DOMAIN_NAMES[domain] for domain in DOMAINS} | {
    "memory": "Memory",
    "energy_cost": "Energy, cost",
}
"""What a chart has room for."""
VOLUMES = {1: "Volume I", 2: "Volume II"}


@dataclass(frozen=True)
class Entry:
    """One line of the course map."""

    id: str
    title: str
    topic: str
    primary: str
    domains: tuple[str, ...]
    instruments: str
    minutes: str = "35–40"

    @property
    def volume(self) -> int:
        """1 or 2."""
        return int(self.id[1])

    @property
    def number(self) -> int:
        """The lab's number within its volume, which is its chapter's."""
        return int(self.id[3:])

    @property
    def label(self) -> str:
        """The short name used everywhere: `V1-12`."""
        return f"V{self.volume}-{self.number:02d}"


def _lab(
    lab_id: str, title: str, topic: str, primary: str, domains: str, instruments: str
) -> Entry:
    return Entry(lab_id, title, topic, primary, tuple(domains.split()), instruments)


LABS = (
    _lab("v1_01", "The Magnitude Awakening", "Introduction", "memory", "memory",
         "magnitude bars, gap table"),
    _lab("v1_02", "The Iron Law", "ML systems", "serving", "serving", "latency waterfall"),
    _lab("v1_03", "The Constraint Tax", "ML workflow", "energy_cost", "energy_cost memory",
         "stage costs, iteration race, gates"),
    _lab("v1_04", "The Data Gravity Trap", "Data engineering", "memory", "memory energy_cost",
         "stage rates, gravity map"),
    _lab("v1_05", "The Activation Tax", "Neural computation", "memory", "memory",
         "activation comparator, memory ledger"),
    _lab("v1_06", "The Quadratic Wall", "Network architectures", "memory", "memory serving",
         "score memory, depth-width curve"),
    _lab("v1_07", "The Kernel Fusion Dividend", "ML frameworks", "compute", "compute",
         "dispatch bar, break-even curve"),
    _lab("v1_08", "The Training Memory Budget", "Model training", "memory", "memory",
         "training memory bar"),
    _lab("v1_09", "The Data Selection Tradeoff", "Data selection", "compute", "energy_cost trust",
         "Pareto curve"),
    _lab("v1_10", "The Compression Frontier", "Model compression", "memory", "memory",
         "compression trade-off frontier"),
    _lab("v1_11", "The Roofline", "Hardware acceleration", "compute", "memory", "roofline"),
    _lab("v1_12", "The Speedup Ceiling", "Benchmarking", "compute", "compute",
         "speedup curves, benchmark fidelity"),
    _lab("v1_13", "The Tail Latency Trap", "Model serving", "serving", "serving energy_cost",
         "P99 latency histogram"),
    _lab("v1_14", "The Silent Degradation Problem", "ML operations", "reliability",
         "reliability energy_cost", "drift monitor, cadence cost"),
    _lab("v1_15", "There Is No Free Fairness", "Responsible engineering", "trust",
         "trust energy_cost", "group rates, criteria map"),
    _lab("v1_16", "The Architect's Audit", "Conclusion of Volume I", "synthesis",
         "serving energy_cost memory trust", "ledger radar, tier map"),
    _lab("v2_01", "The Scale Illusion", "Introduction to scale", "scale", "energy_cost",
         "scaling curve, ownership bars"),
    _lab("v2_02", "The Interconnect Wall", "Compute infrastructure", "network", "network scale",
         "interconnect bars"),
    _lab("v2_03", "The Bisection Bandwidth Wall", "Network fabrics", "network", "network",
         "bisection bars and lines"),
    _lab("v2_04", "The I/O Bottleneck", "Data storage", "memory", "memory",
         "worker curve, metadata axis"),
    _lab("v2_05", "The Parallelism Paradox", "Distributed training", "scale",
         "memory scale network", "MFU curve, bubble curves"),
    _lab("v2_06", "The Bandwidth Invariant", "Collective communication", "network", "network",
         "algorithm crossovers"),
    _lab("v2_07", "The Checkpoint Reckoning", "Fault tolerance", "reliability", "reliability",
         "interval curve"),
    _lab("v2_08", "The Utilization Trap", "Fleet orchestration", "serving", "serving",
         "knee curve, policy bars"),
    _lab("v2_09", "You Can't Optimize What You Can't Measure", "Performance engineering",
         "compute", "energy_cost compute", "profile bars"),
    _lab("v2_10", "The KV-Cache Memory Wall", "Distributed inference", "serving", "memory serving",
         "capacity curve"),
    _lab("v2_11", "The Federation Paradox", "Edge intelligence", "network", "trust network",
         "traffic and privacy curves"),
    _lab("v2_12", "The SLO Composition Trap", "ML operations at scale", "reliability",
         "reliability", "composition curve, cascade trace"),
    _lab("v2_13", "The Privacy Measurement Gap", "Security and privacy", "trust", "trust",
         "attack bars, privacy frontier"),
    _lab("v2_14", "The Adversarial Wall", "Robust AI", "trust", "trust",
         "attack curves, robust frontier"),
    _lab("v2_15", "The Jevons Reckoning", "Sustainable AI", "energy_cost", "serving energy_cost",
         "rebound map, day profile"),
    _lab("v2_16", "The Fairness Impossibility", "Responsible engineering at scale", "trust",
         "trust", "group bars"),
    _lab("v2_17", "The Constraints Never Lie", "Conclusion", "",
         "trust serving energy_cost reliability memory", "domain bars, radar, feasibility map"),
)  # fmt: skip

CAPSTONE = "v2_17"
_BY_ID = {lab.id: lab for lab in LABS}


def entry(lab_id: str) -> Entry:
    """Return a lab's line in the manifest, or raise `UnknownName`."""
    if lab_id not in _BY_ID:
        raise UnknownName("lab", lab_id, "the course", _BY_ID)
    return _BY_ID[lab_id]
