"""Two builds of one commit are the same, byte for byte, wherever and whenever they are made."""

import filecmp
import os
import subprocess
import sys
from pathlib import Path

import pytest

from site_hooks import commit_time
from tests.site.project_copy import ProjectCopy

EPOCH = "1582934400"  # 2020-02-29


def git(folder: Path, *words: str, **environment: str) -> None:
    identity = ("-c", "user.name=Nobody", "-c", "user.email=nobody@site.invalid")
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, env=os.environ | environment)


def test_a_build_is_dated_by_its_commit(tmp_path, monkeypatch):
    monkeypatch.delenv(commit_time.VARIABLE, raising=False)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "commit", "--quiet", "--allow-empty", "-m", "One",
        GIT_COMMITTER_DATE=f"{EPOCH} +0900")  # fmt: skip
    monkeypatch.setenv(commit_time.VARIABLE, "")
    commit_time.settle(tmp_path)
    assert os.environ[commit_time.VARIABLE] == EPOCH
    assert commit_time.build_date() == "2020-02-29"


def test_a_date_set_from_outside_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.setenv(commit_time.VARIABLE, "0")
    commit_time.settle(tmp_path)
    assert commit_time.build_date() == "1970-01-01"


def start_build(copy: ProjectCopy, site: Path, **environment: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(site)],
        cwd=copy.root, env=copy.environment | {commit_time.VARIABLE: EPOCH} | environment,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def differences(one: Path, other: Path) -> list[str]:
    names = {path.relative_to(root).as_posix()
             for root in (one, other) for path in root.rglob("*") if path.is_file()}  # fmt: skip
    _, differ, missing = filecmp.cmpfiles(one, other, sorted(names), shallow=False)
    return [f"{name} differs" for name in differ] + [f"{name} is in one only" for name in missing]


@pytest.mark.site
def test_two_builds_of_one_commit_are_byte_identical(tmp_path):
    one, other = ProjectCopy(tmp_path / "one"), ProjectCopy(tmp_path / "in" / "another/place")
    builds = [
        start_build(one, tmp_path / "first", PYTHONHASHSEED="1", TZ="UTC"),
        start_build(other, tmp_path / "second", PYTHONHASHSEED="2", TZ="Asia/Tokyo", LANG="C"),
    ]
    for build in builds:
        said, _ = build.communicate()
        assert build.returncode == 0, said
    assert differences(tmp_path / "first", tmp_path / "second") == []
    assert "2020-02-29" in (tmp_path / "first/sitemap.xml").read_text("utf-8")
