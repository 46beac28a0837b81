"""npm modules, linked: each import leads to a file of the site, and the licence travels along."""

import re
from pathlib import Path

import pytest

from site_hooks.runtime.errors import BadLock
from site_hooks.runtime.linked_modules import link
from site_hooks.runtime.locked_files import load_lock, locate
from tools.paths import ROOT


def pinned() -> dict[str, Path]:
    locked = [file for file in load_lock(ROOT) if file.path.startswith("modules/")]
    return {file.path: locate(file, ROOT) for file in locked}


def test_every_import_leads_to_a_file_that_is_there(tmp_path: Path) -> None:
    linked = link(tmp_path, pinned())
    assert {"@codemirror/view", "@lezer/python"} <= set(linked)
    addresses = {path for path, _ in linked.values()}
    for path, file in linked.values():
        text = file.read_text("utf-8")
        for wanted in re.findall(
            r"^(?:import|export)\s[^;\"'()]*?from\s*[\"'](.+?)[\"']", text, re.MULTILINE
        ):
            assert wanted.startswith("."), f"{path} still imports {wanted} by name"
            assert (
                str((Path(path).parent / wanted).as_posix()) in addresses
                or (file.parent / wanted).resolve().is_file()
            )


def test_each_file_carries_its_licence(tmp_path: Path) -> None:
    for _, file in link(tmp_path, pinned()).values():
        head = file.read_text("utf-8")[:1500]
        assert head.startswith("/*! ")
        assert "Permission is hereby granted" in head


def test_the_same_modules_have_the_same_address_and_others_another(tmp_path: Path) -> None:
    modules = pinned()
    first, again = link(tmp_path / "a", modules), link(tmp_path / "b", modules)
    assert [path for path, _ in first.values()] == [path for path, _ in again.values()]
    changed = tmp_path / "package/crelt.js"
    changed.parent.mkdir()
    (changed.parent / "LICENSE").write_text("Permission is hereby granted")
    changed.write_text("export default 1")
    other = link(tmp_path / "c", modules | {"modules/crelt.js": changed})
    assert other["crelt"][0] != first["crelt"][0]


def test_an_import_of_what_is_not_pinned_stops_the_build(tmp_path: Path) -> None:
    modules = pinned()
    del modules["modules/crelt.js"]
    with pytest.raises(BadLock, match="@codemirror/view imports crelt"):
        link(tmp_path, modules)
