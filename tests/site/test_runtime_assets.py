"""What a build puts into the site for the browser, shown with a core of two small modules."""

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from site_hooks.runtime import RuntimeBuild, prepare
from site_hooks.runtime.core_wheel import build_core_wheel
from site_hooks.runtime.errors import PrecompileFailed
from site_hooks.runtime.precompiled import precompile
from tests.site.small_project import SESSION, write_project
from tools.paths import ROOT

pytestmark = pytest.mark.thorough

PYODIDE = ROOT / "node_modules/pyodide"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_project(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def build(project: Path) -> RuntimeBuild:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("MLSYS_RUNTIME_MIRROR", "mirror")
        return prepare(project)


def names_in(build: RuntimeBuild, beginning: str) -> set[str]:
    [file] = [f for f in build.files if f.path.startswith(beginning) and f.path.endswith(".zip")]
    with zipfile.ZipFile(file.content) as archive:
        return set(archive.namelist())


def test_the_first_library_holds_what_the_core_imports_and_little_else(
    build: RuntimeBuild,
) -> None:
    names = names_in(build, "stdlib-")
    assert "json/decoder.pyc" in names
    assert "colorsys.pyc" in names, "imported by a lab only while it is evaluated"
    assert {"doctest.pyc", "decimal.pyc", "unittest/case.pyc", "sqlite3/__init__.pyc"}.isdisjoint(
        names
    )


def test_the_rest_of_the_library_is_known_by_name_and_can_be_fetched(build: RuntimeBuild) -> None:
    assert {"stdlib_on_demand.pyc", "stdlib_omitted.pyc"} <= names_in(build, "stdlib-")
    full = build.manifest["fullStdlib"]
    assert build.manifest["files"][full]["bytes"] == (PYODIDE / "python_stdlib.zip").stat().st_size


def test_the_core_travels_as_bytecode_without_its_proofs(build: RuntimeBuild) -> None:
    assert names_in(build, "core-") == {
        "mlsys_core/__init__.pyc",
        "mlsys_core/figures.json",
        "mlsys_core/labs.pyc",
        "mlsys_core/ledger/__init__.pyc",
        "mlsys_core/ledger/door.pyc",
        "mlsys_core/later.pyc",
        "mlsys_core/session.pyc",
    }


def test_a_written_site_holds_every_file_the_manifest_names_with_its_size_and_hash(
    build: RuntimeBuild, tmp_path: Path
) -> None:
    build.write(tmp_path)
    folder = tmp_path / "assets/runtime"
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert manifest["build"] == build.build_id
    for path, facts in manifest["files"].items():
        content = (folder / path).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (
            facts["bytes"],
            facts["sha256"],
        )
    fetched_at_boot = [path for plan in manifest["boot"].values() for path in plan.values()]
    on_demand = [p["file_name"] for p in manifest["packages"]["packages"].values()]
    assert set(fetched_at_boot) | set(on_demand) <= set(manifest["files"])


def test_numpy_is_there_for_a_survey_but_no_boot_fetches_it(build: RuntimeBuild) -> None:
    packages = build.manifest["packages"]["packages"]
    assert packages["numpy"]["file_name"] == "wheels/numpy-2.4.3-x.whl"
    assert packages["numpy"]["sha256"] == hashlib.sha256(b"PK numpy").hexdigest()
    at_boot = [path for plan in build.manifest["boot"].values() for path in plan.values()]
    assert len(set(at_boot)) == 4
    assert not any("numpy" in path for path in at_boot)


def test_a_page_can_link_to_the_chart_bundle(build: RuntimeBuild) -> None:
    assert build.url("plotly-basic-") == "assets/runtime/plotly-basic-4.1.1.min.js"


def test_another_core_gets_another_build_and_other_file_names(
    build: RuntimeBuild, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MLSYS_RUNTIME_MIRROR", "mirror")
    other = prepare(write_project(tmp_path, SESSION + "\nVERSION = 2\n"))
    assert other.build_id != build.build_id
    assert other.manifest["boot"]["bytecode"]["core"] != build.manifest["boot"]["bytecode"]["core"]
    same = other.manifest["boot"]["bytecode"]["stdlib"], other.manifest["boot"]["source"]["stdlib"]
    assert same == (
        build.manifest["boot"]["bytecode"]["stdlib"],
        build.manifest["boot"]["source"]["stdlib"],
    )


def test_the_same_core_gives_the_same_wheel_anywhere(project: Path, tmp_path: Path) -> None:
    elsewhere = write_project(tmp_path / "elsewhere")
    one = build_core_wheel(project, tmp_path / "one")
    two = build_core_wheel(elsewhere, tmp_path / "two")
    assert one.read_bytes() == two.read_bytes()


def test_the_wheel_is_the_core_alone_and_asks_for_nothing(project: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(build_core_wheel(project, tmp_path)) as wheel:
        tops = {name.partition("/")[0] for name in wheel.namelist()}
        metadata = wheel.read("mlsys_core-0.1.0.dist-info/METADATA").decode()
    assert tops == {"mlsys_core", "mlsys_core-0.1.0.dist-info"}
    assert "Requires-Dist" not in metadata


def test_nothing_is_compiled_twice(
    build: RuntimeBuild, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [wheel] = [file.content for file in build.files if "mlsys_core" in file.path]
    monkeypatch.setenv("PATH", "")  # no node: running it would fail
    assert precompile(project, PYODIDE, wheel).core.is_file()


def test_a_core_that_the_browser_could_not_import_stops_the_build(tmp_path: Path) -> None:
    root = write_project(tmp_path, "import tkinter\n")
    wheel = build_core_wheel(root, tmp_path)
    with pytest.raises(PrecompileFailed, match=r"(?s)can't be imported.*tkinter"):
        precompile(root, PYODIDE, wheel)
    assert list((root / ".cache/precompiled").iterdir()) == []


def test_a_machine_without_node_is_told_so(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = build_core_wheel(project, tmp_path)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(PrecompileFailed, match="there is no node on PATH"):
        precompile(tmp_path, PYODIDE, wheel)
