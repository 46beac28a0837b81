"""`mlsys-ledger`: the same reading, merging and reporting as on the site, on files."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mlsys_core.ledger.class_csv import questions_csv, records_csv
from mlsys_core.ledger.classroom import class_of, summary_of
from mlsys_core.ledger.code import ledger_code
from mlsys_core.ledger.merge import merged
from mlsys_core.ledger.problems import NotALedger
from mlsys_core.ledger.reading import Reading, read_text
from mlsys_core.ledger.report import is_unedited, report
from mlsys_core.ledger.schema import Document
from mlsys_core.ledger.wording import ACT_NAMES, act_of, in_order, lab_name, verdict_word

FINE, NOT_AS_IT_SHOULD_BE, FAILED = 0, 1, 2
LEDGERS, REPORTS = (".json",), (".md", ".markdown")


class Unreadable(Exception):
    """A file that could not be used; the message names it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, 1 for findings, 2 for files that could not be used."""
    asked = _parser().parse_args(arguments)
    try:
        code: int = asked.run(asked)
    except Unreadable as reason:
        print(f"mlsys-ledger: {reason}", file=sys.stderr)  # noqa: T201
        return FAILED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="mlsys-ledger", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")

    def command(name: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        text = run.__doc__ or ""
        added = commands.add_parser(name, help=text, description=text)
        added.set_defaults(run=run)
        return added

    command("show", show).add_argument("ledger", type=Path)
    command("validate", validate).add_argument("files", type=Path, nargs="+")
    convert_to = command("convert", convert)
    convert_to.add_argument("ledger", type=Path)
    merge_into = command("merge", merge)
    merge_into.add_argument("ledgers", type=Path, nargs="+")
    report_of = command("report", make_report)
    report_of.add_argument("ledger", type=Path)
    report_of.add_argument("--name", default="", help="the name to put on the report")
    class_to = command("class", class_table)
    class_to.add_argument("folder", type=Path)
    class_to.add_argument("--questions", type=Path, help="also write the answers by option here")
    for writer in (convert_to, merge_into, report_of, class_to):
        writer.add_argument("-o", "--output", type=Path, help="a file; otherwise it is printed")
    return parser


def show(asked: argparse.Namespace) -> int:
    """Show what a ledger holds, lab by lab."""
    document = _ledger(asked.ledger).document
    lines = [f"{len(document['labs'])} labs, ledger code {ledger_code(document)}"]
    for lab in in_order(document["labs"]):
        record = document["labs"][lab]
        answers = [
            f"{name} {act_of(record, act)['choice'].upper()} "
            f"{verdict_word(act_of(record, act).get('correct'))}"
            for act, name in ACT_NAMES.items()
            if act_of(record, act).get("choice")
        ]
        facts = [record.get("status") or "status unknown", *answers]
        facts += ["constraint hit"] if record.get("constraint_hit") else []
        lines.append(f"{lab_name(lab)}: {', '.join(facts)}")
    return _write(None, "\n".join(lines) + "\n")


def validate(asked: argparse.Namespace) -> int:
    """Check ledgers and reports; every finding names file and field."""
    findings = []
    for path in asked.files:
        text = _text(path)
        unedited = is_unedited(text)
        if unedited is not None:
            findings += [] if unedited else [f"{path}: edited since it was made"]
            continue
        try:
            findings += [f"{path}: {problem}" for problem in read_text(text).problems]
        except NotALedger as reason:
            findings.append(f"{path}: {reason}")
    _write(None, "".join(f"{finding}\n" for finding in findings))
    return NOT_AS_IT_SHOULD_BE if findings else FINE


def convert(asked: argparse.Namespace) -> int:
    """Bring a ledger of any shape, damaged or not, to today's."""
    return _write(asked.output, _as_file(_ledger(asked.ledger).document))


def merge(asked: argparse.Namespace) -> int:
    """Merge ledgers into one; their order does not matter."""
    whole = _ledger(asked.ledgers[0]).document
    for path in asked.ledgers[1:]:
        whole = merged(whole, _ledger(path).document)
    return _write(asked.output, _as_file(whole))


def make_report(asked: argparse.Namespace) -> int:
    """Write the portfolio report of a ledger as Markdown."""
    today = datetime.now(UTC).date().isoformat()
    return _write(asked.output, report(_ledger(asked.ledger).document, name=asked.name, now=today))


def class_table(asked: argparse.Namespace) -> int:
    """Put a folder of ledgers into one CSV; broken files are named and left out."""
    if not asked.folder.is_dir():
        raise Unreadable(f"{asked.folder}: this is no folder")
    paths = sorted(p for p in asked.folder.rglob("*") if p.suffix.lower() in LEDGERS + REPORTS)
    if not paths:
        raise Unreadable(f"{asked.folder}: no ledger (.json) or report (.md) in it")
    summaries = [_summary(path, asked.folder) for path in paths]
    analysis = class_of(summaries)
    if asked.questions:
        _write(asked.questions, questions_csv(analysis))
    _write(asked.output, records_csv(summaries))
    for told in (*analysis["broken"], *analysis["warned"]):
        print(f"{told['file']}: {told['what']}", file=sys.stderr)  # noqa: T201
    return NOT_AS_IT_SHOULD_BE if analysis["broken"] else FINE


def _summary(path: Path, folder: Path) -> Mapping[str, Any]:
    name = str(path.relative_to(folder))
    try:
        return summary_of(name, _text(path))
    except Unreadable as reason:
        return {"file": name, "broken": str(reason)}


def _ledger(path: Path) -> Reading:
    try:
        reading = read_text(_text(path))
    except NotALedger as reason:
        raise Unreadable(f"{path}: {reason}") from reason
    for problem in reading.problems:
        print(f"{path}: {problem}", file=sys.stderr)  # noqa: T201
    return reading


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode(errors="replace")
    except OSError as reason:
        raise Unreadable(f"{path}: {reason.strerror or reason}") from reason


def _as_file(document: Document) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _write(path: Path | None, text: str) -> int:
    if path is None:
        sys.stdout.write(text)
        return FINE
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as reason:
        raise Unreadable(f"{path}: {reason.strerror or reason}") from reason
    return FINE


if __name__ == "__main__":
    sys.exit(main())
