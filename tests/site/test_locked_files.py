"""Files of others: taken from the first place that has them, if they are the pinned ones."""

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from site_hooks.runtime.errors import BadLock, FileNotFound, WrongHash
from site_hooks.runtime.locked_files import LockedFile, load_lock, locate
from tools.paths import ROOT

CONTENT = b"the right bytes"
OTHER = b"something else"
# nothing listens there: what a machine without a network sees
NOWHERE = "http://127.0.0.1:9/thing-1.0.whl"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def locked(*sources: dict[str, str]) -> LockedFile:
    return LockedFile(
        path="wheels/thing-1.0.whl", sha256=sha256(CONTENT), bytes=len(CONTENT), sources=sources
    )


def test_every_npm_file_of_the_lock_is_installed_here_with_the_pinned_content() -> None:
    from_npm = [f for f in load_lock(ROOT) if any("npm" in source for source in f.sources)]
    assert len(from_npm) >= 5
    for file in from_npm:
        assert locate(file, ROOT).stat().st_size == file.bytes


def test_the_folders_of_the_lock_name_the_versions_that_npm_pins() -> None:
    pinned = json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]
    paths = [file.path for file in load_lock(ROOT)]
    assert f"pyodide-{pinned['pyodide']}/pyodide.asm.wasm" in paths
    assert f"plotly-basic-{pinned['plotly.js-basic-dist-min']}.min.js" in paths


def test_a_mirror_folder_relative_to_the_project_is_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mirror").mkdir()
    (tmp_path / "mirror/thing-1.0.whl").write_bytes(CONTENT)
    monkeypatch.setenv("MLSYS_RUNTIME_MIRROR", "mirror")
    assert locate(locked(), tmp_path).read_bytes() == CONTENT


def test_what_was_downloaded_once_is_not_downloaded_again(tmp_path: Path) -> None:
    origin = tmp_path / "origin.whl"
    origin.write_bytes(CONTENT)
    file = locked({"url": origin.as_uri()})
    first = locate(file, tmp_path)
    origin.unlink()
    assert locate(file, tmp_path) == first
    assert first.read_bytes() == CONTENT


def test_a_file_inside_a_wheel_is_taken_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(tmp_path / "carrier-2.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("carrier/deep/thing-1.0.whl", CONTENT)
        wheel.writestr("carrier-2.0.dist-info/METADATA", "Name: carrier\nVersion: 2.0\n")
        wheel.writestr("carrier-2.0.dist-info/WHEEL", "Wheel-Version: 1.0\n")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    carried = {"pypi": "carrier==2.0", "python": "3.12", "member": "carrier/deep/thing-1.0.whl"}
    assert locate(locked(carried), tmp_path).read_bytes() == CONTENT


def test_a_file_of_another_content_stops_the_build_and_says_where_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "thing-1.0.whl").write_bytes(OTHER)
    right = tmp_path / "right.whl"
    right.write_bytes(CONTENT)
    monkeypatch.setenv("MLSYS_RUNTIME_MIRROR", str(tmp_path))
    with pytest.raises(WrongHash) as stopped:
        locate(locked({"url": right.as_uri()}), tmp_path)
    assert str(stopped.value) == (
        "runtime file wheels/thing-1.0.whl is not the one that runtime.lock.json pins.\n"
        f"  expected SHA-256 {sha256(CONTENT)}\n"
        f"  found    SHA-256 {sha256(OTHER)}\n"
        "  in the mirror folder that MLSYS_RUNTIME_MIRROR names "
        f"({tmp_path / 'thing-1.0.whl'})\n"
        "Put the right file into the mirror folder, or unset MLSYS_RUNTIME_MIRROR."
    )


def test_a_wrong_download_is_not_kept(tmp_path: Path) -> None:
    origin = tmp_path / "origin.whl"
    origin.write_bytes(OTHER)
    file = locked({"url": origin.as_uri()})
    with pytest.raises(WrongHash, match=r"in file:///.*origin\.whl"):
        locate(file, tmp_path)
    assert [entry.name for entry in (tmp_path / ".cache/runtime").iterdir()] == []
    origin.write_bytes(CONTENT)
    assert locate(file, tmp_path).read_bytes() == CONTENT


def test_a_damaged_file_in_the_cache_is_named_and_stops_the_build(tmp_path: Path) -> None:
    cached = tmp_path / ".cache/runtime" / sha256(CONTENT)
    cached.parent.mkdir(parents=True)
    cached.write_bytes(OTHER)
    with pytest.raises(WrongHash) as stopped:
        locate(locked(), tmp_path)
    assert str(stopped.value).endswith(f"in the cache ({cached})\nRemove {cached} and build again.")


def test_without_network_one_message_says_which_file_and_every_place_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MLSYS_RUNTIME_MIRROR", "mirror")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    package = {"pypi": "no-such-thing==1.0", "python": "3.12", "member": "a/thing-1.0.whl"}
    with pytest.raises(FileNotFound) as stopped:
        locate(locked({"url": NOWHERE}, package), tmp_path)
    first, *places, last = str(stopped.value).splitlines()
    assert first == (
        f"runtime file wheels/thing-1.0.whl (SHA-256 {sha256(CONTENT)}) was not found. Looked in:"
    )
    assert [place.partition(": ")[0].strip() for place in places] == [
        f"- the cache ({tmp_path}/.cache/runtime/{sha256(CONTENT)})",
        f"- the mirror folder that MLSYS_RUNTIME_MIRROR names ({tmp_path}/mirror/thing-1.0.whl)",
        f"- {NOWHERE}",
        "- the Python package no-such-thing==1.0, file a/thing-1.0.whl",
    ]
    assert last == (
        "Connect to the network, or put the file into a folder and name that folder in "
        "MLSYS_RUNTIME_MIRROR."
    )


def test_a_missing_npm_package_says_how_to_install_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFound, match="the npm packages that `npm ci` installs"):
        locate(locked({"npm": "thing/thing-1.0.whl"}), tmp_path)


@pytest.mark.parametrize("content", ["", "{}", '{"files": [{"path": "a"}]}'])
def test_a_lock_that_is_not_one_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "runtime.lock.json").write_text(content, "utf-8")
    with pytest.raises(BadLock, match=r"runtime\.lock\.json can't be read as a runtime lock"):
        load_lock(tmp_path)


def test_a_source_of_an_unknown_kind_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadLock, match="a source is npm, url or pypi"):
        locate(locked({"ftp": "thing"}), tmp_path)
