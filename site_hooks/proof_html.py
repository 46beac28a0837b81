"""What was proved of each lab, as the page "How we know" shows it."""

from collections.abc import Iterator

from mlsys_core import course
from mlsys_core.acts import SEVERITIES
from mlsys_core.proofs import Check, Report, Space
from mlsys_core.proofs.table import KINDS
from site_hooks.elements import Element, add
from site_hooks.reference_html import Cell, Code, Links, anchor, folded, lab_heading, share, table

_TELLING = ("claim", "given", "answer", "option", "actual")
"""Checks that name the answers of a lab; a reader opens them on purpose."""


def build_proofs(parent: Element, reports: dict[str, Report | None], pages: dict[str, str]) -> None:
    """Append an overview of all labs, then a section for each."""
    done = [report for report in reports.values() if report]
    table(
        parent,
        "Every lab, proved anew whenever its sources change",
        ("Lab", "Checks", "Stated figures", "Designs tried", "Proved on"),
        [_overview_row(report) for report in done],
    )
    for lab_id, report in reports.items():
        section = add(parent, "section")
        lab_heading(section, "h2", lab_id)
        if report is None:
            add(section, "p", text="Not proved in this preview; a full build proves it.")
        else:
            _lab(section, report, pages[lab_id])


def _overview_row(report: Report) -> tuple[Cell, ...]:
    return (
        Links([(report.label, f"#{anchor(report.lab)}")]),
        f"{len(report.checks):,}",
        f"{sum(check.kind == 'claim' for check in report.checks):,}",
        f"{sum(space.tried for space in report.spaces):,}",
        report.date,
    )


def _lab(section: Element, report: Report, page: str) -> None:
    facts = add(section, "p")
    link = add(facts, "a", {"href": page}, f"To {course.entry(report.lab).label}")
    link.tail = (
        f". Lab version {report.lab_version}, core {report.core_version}, NumPy"
        f" {report.numpy_version}; proved on {report.date}."
    )
    table(
        section,
        f"{report.label}, checks by kind",
        ("What was checked", "Checks", "Hold"),
        [
            (KINDS[kind].capitalize(), str(len(checks)), str(sum(check.ok for check in checks)))
            for kind, checks in report.by_kind()
        ],
    )
    _spaces(section, report)
    telling = [check for check in report.checks if check.kind in _TELLING]
    others = [check for check in report.checks if check.kind not in _TELLING]
    figures = folded(section, "Every figure and answer key (this gives the lab's answers away)")
    _checks(figures, f"{report.label}, figures and answers", telling)
    _checks(folded(section, "Every other check"), f"{report.label}, all other checks", others)


def _spaces(section: Element, report: Report) -> None:
    table(
        section,
        f"{report.label}, how the designs divide by their worst state",
        ("Act and context", "Designs", "Danger", "Warning", "Passed", "None of these", "Raised"),
        [_space_row(space) for space in report.spaces],
    )


def _space_row(space: Space) -> tuple[Cell, ...]:
    counts = [space.worst[severity] for severity in SEVERITIES[:3]]
    counts.append(space.tried - sum(counts))
    raised = "; ".join(_raised(space))
    return (space.where, space.method, *(share(c, space.tried) for c in counts), raised or "–")


def _raised(space: Space) -> Iterator[str]:
    for name, count in space.raised.items():
        yield f"{name.replace('_', ' ')} {share(count, space.tried)}"


def _checks(parent: Element, caption: str, checks: list[Check]) -> None:
    table(
        parent,
        caption,
        ("Of", "Check", "Stated", "Computed"),
        [(Code(check.name), check.kind, check.stated, check.computed) for check in checks],
    )
