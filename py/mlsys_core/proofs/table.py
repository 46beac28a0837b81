"""A report as text a person reads in a terminal."""

from mlsys_core.acts import SEVERITIES
from mlsys_core.proofs.report import Check, Report, Space

KINDS = {
    "claim": "stated figures are the computed ones",
    "given": "figures of the story are printed whole",
    "start": "controls start at one of their settings",
    "answer": "the right key is the computed one",
    "option": "figures of options follow from their reasoning",
    "actual": "scenario figures that predictions are held against",
    "arrays": "the whole space can be searched",
    "view": "every design can be shown",
    "how": "every value says how it came about",
    "marker": "markers lie on their curves",
    "table": "tables hold their charts' numbers",
    "twins": "one design alone and in an array agree",
    "control": "every control does something",
    "context": "every context does something",
    "reachable": "every state can be reached",
    "recoverable": "every failure can be left",
    "solvable": "a challenge has a solution",
    "challenge": "a challenge does not start solved",
    "count": "the grid divides as stated",
    "monotone": "declared directions hold",
    "record": "the ledger record is sound",
}
"""What each kind of check is about, in the order of a reader's interest."""


def summary_of(report: Report) -> str:
    """Return one line a kind of check, one a part of the design space, and every failure."""
    heading = f"{report.label} {report.title} (core {report.core_version},"
    lines = [f"{heading} NumPy {report.numpy_version}, {report.date})"]
    for kind, checks in report.by_kind():
        good = sum(check.ok for check in checks)
        mark = "ok  " if good == len(checks) else "FAIL"
        lines.append(f"  {mark} {good:>4} of {len(checks):<4} {KINDS[kind]}")
    lines.append("  design space")
    for space in report.spaces:
        lines += [f"    {line}" for line in _space_lines(space)]
    if report.failures:
        lines.append("  what does not hold")
        for check in report.failures:
            lines += [f"    {line}" for line in _failure_lines(check)]
    return "\n".join(lines) + "\n"


def _space_lines(space: Space) -> list[str]:
    lines = [f"{space.where}: {space.method}"]
    if space.outside:
        lines.append(f"  outside a law's range {space.share_pct(space.outside):.2f} %")
    if space.raised:
        parts = [f"{name} {space.share_pct(n):.2f} %" for name, n in space.raised.items()]
        lines.append("  raised: " + ", ".join(parts))
        parts = [
            f"{severity} {space.share_pct(space.worst[severity]):.2f} %"
            for severity in (*SEVERITIES, "none")
            if space.worst[severity]
        ]
        lines.append("  worst state: " + ", ".join(parts))
    return lines


def _failure_lines(check: Check) -> list[str]:
    return [
        f"{check.kind}: {check.name}",
        f"  stated    {check.stated}",
        f"  computed  {check.computed}",
    ]


def table_of_checks(report: Report) -> str:
    """Return every check on a line of its own."""
    rows = [("", "check", "what", "stated", "computed")]
    rows += [
        ("ok" if check.ok else "FAIL", check.kind, check.name, check.stated, check.computed)
        for check in report.checks
    ]
    widths = [min(max(len(row[i]) for row in rows), 52) for i in range(4)]
    lines = [
        "  ".join([*(cell.ljust(w) for cell, w in zip(row, widths, strict=False)), row[4]]).rstrip()
        for row in rows
    ]
    return "\n".join(f"  {line}" for line in lines) + "\n"
