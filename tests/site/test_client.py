"""The client's bundles: few files, of every module, and nothing left of the modules themselves."""

from pathlib import Path

import pytest

from site_hooks import client
from tools.paths import DOCS


@pytest.fixture(scope="module")
def bundles() -> client.Client:
    return client.bundle(DOCS)


def files_of(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_page_asks_for_what_it_needs_and_not_for_what_is_fetched_on_demand(bundles):
    assert bundles.announced[0] == "assets/main.js"
    made = set(bundles.files)
    assert set(bundles.announced) < made
    on_demand = [path for path in made - set(bundles.announced) if "/part-" in path]
    panel = "These are the functions that compute this act"
    holding = [path for path in on_demand if panel in bundles.files[path]]
    assert len(holding) == 1


def test_the_bundles_take_the_place_of_the_modules(bundles, tmp_path):
    kept = {
        "assets/offline/site-copy.js",
        "assets/javascripts/theme.min.js",
        "assets/ledger/ledger.css",
    }
    for path in (*kept, "assets/lab.js", "assets/runtime/boot.js", "assets/bar.css"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("")
    bundles.write(tmp_path)
    assert files_of(tmp_path) == set(bundles.files) | kept


def test_a_module_that_imports_what_is_not_there_is_named(tmp_path):
    for path in ("main", "early", "runtime/worker", "runtime/snapshot-worker"):
        (tmp_path / f"assets/{path}.js").parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / f"assets/{path}.js").write_text("")
    (tmp_path / "assets/early.js").write_text('import "./nowhere.js";\n')
    with pytest.raises(client.BundlingFailed, match=r"nowhere\.js"):
        client.bundle(tmp_path)
