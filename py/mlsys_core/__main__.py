"""`python -m mlsys_core prove [LAB ...]`: prove labs and print what was found."""

import argparse
import json
import sys
import time
from pathlib import Path

from mlsys_core import labs
from mlsys_core.proofs import prove
from mlsys_core.proofs.table import summary_of, table_of_checks


def main(arguments: list[str]) -> int:
    """Run the command; return its exit status: 1 where anything does not hold."""
    parser = argparse.ArgumentParser(prog="python -m mlsys_core", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    proving = commands.add_parser("prove", help="prove every figure, key and state of a lab")
    proving.add_argument("labs", nargs="*", metavar="LAB", help="lab ids, as v1_12; all if none")
    proving.add_argument("--every", action="store_true", help="print every check")
    proving.add_argument("--full", action="store_true",
                         help="try every design of every lab, for hours if need be")  # fmt: skip
    proving.add_argument("--json", type=Path, metavar="FILE", help="also write the reports here")
    return _prove(parser.parse_args(arguments))


def _prove(options: argparse.Namespace) -> int:
    reports = []
    for lab_id in options.labs or labs.ids():
        started = time.perf_counter()
        report = prove(labs.get(lab_id), full=options.full)
        reports.append(report)
        seconds = time.perf_counter() - started
        text = summary_of(report) + (table_of_checks(report) if options.every else "")
        sys.stdout.write(f"{text}  proved in {seconds:.1f} s\n\n")
        sys.stdout.flush()
    if options.json:
        written = json.dumps([report.to_json() for report in reports], indent=1)
        options.json.write_text(written, encoding="utf-8")
    failures = [(report.lab, check) for report in reports for check in report.failures]
    for lab_id, check in failures:
        sys.stderr.write(check.line(lab_id) + "\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
