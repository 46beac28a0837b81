"""What the workflows may do, and that what they run exists."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tools.paths import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
MAY_WRITE = {
    ("site.yml", "deploy"): {"pages": "write", "id-token": "write"},
    ("release.yml", "publish"): {"contents": "write"},
}
each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def jobs_of(path: Path) -> dict[str, Any]:
    jobs: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))["jobs"]
    return jobs


def scripts_of(path: Path) -> list[str]:
    return [step["run"] for job in jobs_of(path).values() for step in job["steps"] if "run" in step]


@each_workflow
def test_every_action_is_pinned_by_commit_and_says_its_release(path):
    uses = re.findall(r"uses: *(\S+)(.*)", path.read_text("utf-8"))
    assert uses != []
    for action, comment in uses:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), f"{action}{comment}"


def test_one_action_has_one_pin_everywhere():
    pins: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for action, pin in re.findall(r"uses: *([^@\s]+)@(.*)", path.read_text("utf-8")):
            pins.setdefault(action, set()).add(pin)
    assert {action: found for action, found in pins.items() if len(found) > 1} == {}


@each_workflow
def test_a_workflow_reads_and_only_the_job_that_publishes_writes(path):
    assert yaml.safe_load(path.read_text("utf-8"))["permissions"] == {"contents": "read"}
    for name, job in jobs_of(path).items():
        assert job.get("permissions", {}) == MAY_WRITE.get((path.name, name), {}), name
        if (path.name, name) in MAY_WRITE:
            made_here = [step for step in job["steps"] if "checkout" in step.get("uses", "")]
            assert made_here == [], f"{name} may write and runs code of the repository"


@each_workflow
def test_no_script_is_put_together_from_what_a_stranger_wrote(path):
    assert "pull_request_target" not in path.read_text("utf-8")
    assert [script for script in scripts_of(path) if "${{" in script] == []


@each_workflow
def test_every_job_ends_in_time(path):
    assert [name for name, job in jobs_of(path).items() if "timeout-minutes" not in job] == []


@each_workflow
def test_what_a_workflow_makes_the_makefile_knows(path):
    makefile = (ROOT / "Makefile").read_text("utf-8")
    verbs = set(re.findall(r"^([a-z][\w -]*):", makefile, re.MULTILINE))
    known = {verb for line in verbs for verb in line.split()}
    for script in scripts_of(path):
        assert set(re.findall(r"\bmake ([\w-]+)", script)) <= known, script


def test_a_release_of_the_site_waits_for_every_test():
    jobs = jobs_of(ROOT / ".github/workflows/site.yml")
    assert set(jobs["deploy"]["needs"]) == set(jobs) - {"deploy"}
    assert jobs["deploy"]["if"] == "github.event_name == 'push'"
