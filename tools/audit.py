"""Asks the public advisories about every package in use: `python -m tools.audit` (`make audit`).

It leaves with 1 where a weakness is known, and with 2 where nobody could be asked.
"""

import json
import subprocess
import sys
from dataclasses import dataclass

from tools.paths import ROOT

TIMEOUT_S = 120
PIP_AUDIT = "pip-audit==2.7.3"
FOLDER = ROOT / ".cache/audit"


@dataclass(frozen=True)
class Answer:
    """What one set of packages was found to be: `weaknesses` is None where nobody answered."""

    asked: str
    weaknesses: tuple[str, ...] | None
    why: str = ""

    def __str__(self) -> str:
        """Say it in a line, or one line a weakness."""
        if self.weaknesses is None:
            return f"{self.asked}: nobody could be asked ({self.why})"
        return "\n".join(f"{self.asked}: {weakness}" for weakness in self.weaknesses) or (
            f"{self.asked}: no known weakness"
        )


def python_packages() -> Answer:
    """Ask about requirements.txt, with a tool that is kept apart from what it judges."""
    python = FOLDER / "bin/python"
    if not (FOLDER / "bin/pip-audit").exists():
        made = [_run([sys.executable, "-m", "venv", str(FOLDER)])]
        made.append(_run([str(python), "-m", "pip", "install", "--quiet", PIP_AUDIT]))
        if any(ran.returncode for ran in made):
            return Answer("Python packages", None, _last_line(made[-1].stderr))
    ran = _run(
        [str(FOLDER / "bin/pip-audit"), "--requirement", str(ROOT / "requirements.txt"),
         "--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
    )  # fmt: skip
    return read_pip_audit(ran.stdout, ran.stderr)


def read_pip_audit(out: str, err: str) -> Answer:
    """Read the report of pip-audit."""
    try:
        packages = json.loads(out)["dependencies"]
    except (ValueError, KeyError):
        return Answer("Python packages", None, _last_line(err))
    found = [
        f"{package['name']} {package['version']} has {weakness['id']}, fixed in"
        f" {', '.join(weakness['fix_versions']) or 'no version yet'}"
        for package in packages
        for weakness in package.get("vulns", ())
    ]
    return Answer("Python packages", tuple(found))


def node_packages() -> Answer:
    """Ask about package-lock.json."""
    ran = _run(["npm", "audit", "--json"])
    return read_npm_audit(ran.stdout, ran.stderr)


def read_npm_audit(out: str, err: str) -> Answer:
    """Read the report of npm."""
    try:
        report = json.loads(out)
        weak = report["vulnerabilities"]
    except (ValueError, KeyError):
        said = json.loads(out).get("message", "") if out.startswith("{") else ""
        return Answer("npm packages", None, said or _last_line(err))
    found = [f"{name} {entry['range']} is of {entry['severity']} severity"
             for name, entry in sorted(weak.items())]  # fmt: skip
    return Answer("npm packages", tuple(found))


def _run(command: list[str]) -> "subprocess.CompletedProcess[str]":
    try:
        return subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=TIMEOUT_S
        )
    except (subprocess.TimeoutExpired, FileNotFoundError) as error:
        return subprocess.CompletedProcess(command, 1, "", str(error))


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no answer"])[-1]


def main() -> int:
    """Ask about both and print the answers."""
    FOLDER.parent.mkdir(parents=True, exist_ok=True)
    answers = (python_packages(), node_packages())
    for answer in answers:
        print(answer)
    if any(answer.weaknesses for answer in answers):
        return 1
    return 2 if any(answer.weaknesses is None for answer in answers) else 0


if __name__ == "__main__":
    sys.exit(main())
