"""The core as a library of its own: one version, one wheel, any Python from 3.11 on."""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

import mlsys_core
from site_hooks.runtime.core_wheel import build_core_wheel
from tools.paths import ROOT

pytestmark = pytest.mark.thorough

PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def interpreter(version: str) -> str | None:
    """A Python of this version that runs; a mere shim of one does not count."""
    if version == f"{sys.version_info[0]}.{sys.version_info[1]}":
        return sys.executable
    managed = Path.home().glob(f".pyenv/versions/{version}.*/bin/python")
    for found in filter(None, [shutil.which(f"python{version}"), *map(str, managed)]):
        if subprocess.run([found, "-c", ""], capture_output=True, check=False).returncode == 0:
            return found
    return None


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_core_wheel(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.mark.parametrize("version", PYTHONS)
def test_the_wheel_installs_without_anything_else_and_its_examples_hold(version, wheel, tmp_path):
    python = interpreter(version)
    if python is None:
        pytest.skip(f"there is no Python {version} here; the site workflow has them all")
    environment = tmp_path / "environment"
    subprocess.run([python, "-m", "venv", "--without-pip", str(environment)], check=True)
    inside = next(environment.glob("lib/python*/site-packages"))
    subprocess.run(
        [*(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
         *("--no-index", "--no-compile", "--ignore-requires-python"),
         *("--target", str(inside), str(wheel))],
        check=True,
    )  # fmt: skip
    ran = subprocess.run(
        [str(environment / "bin/python"), "-I", str(ROOT / "tools/try_core.py")],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert f"mlsys_core {mlsys_core.__version__} on Python {version}." in ran.stdout


def test_the_wheel_says_that_it_is_typed_what_it_needs_and_whose_terms_it_is_under(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        folder = f"mlsys_core-{mlsys_core.__version__}.dist-info"
        metadata = archive.read(f"{folder}/METADATA").decode()
    assert "mlsys_core/py.typed" in names
    assert f"{folder}/licenses/LICENSE" in names
    assert "Requires-Dist" not in metadata
    assert "Requires-Python: >=3.11" in metadata
    assert "License-Expression: MIT" in metadata


def test_a_commit_that_leaves_the_core_alone_leaves_its_wheel_alone(wheel, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert build_core_wheel(ROOT, tmp_path).read_bytes() == wheel.read_bytes()


def test_the_version_stands_in_one_place_and_the_citation_agrees():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert "version" not in project
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert citation["version"] == mlsys_core.__version__
    assert re.fullmatch(r"\d+\.\d+\.\d+", mlsys_core.__version__)


def test_the_changelog_has_the_version_at_hand_or_says_it_is_unreleased():
    first = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert first is not None
    assert first[1] in ("Unreleased", mlsys_core.__version__)
