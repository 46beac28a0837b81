"""The client's bundles: few files, of every module, and nothing left of the modules themselves."""

import base64
import json
import re
from pathlib import Path

import pytest

from site_hooks import client, shipped
from tools.paths import DOCS, ROOT

EDITOR = "assets/explore/code-mirror.js"


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


def test_what_a_bundle_takes_from_npm_is_listed_with_its_terms_and_only_the_editor_takes_any():
    made = client.bundle(DOCS, is_preview=True).files
    taken = {path: packages_in(text) for path, text in made.items()}
    assert {"@codemirror/view", "@lezer/python"} <= taken[EDITOR]
    assert taken.pop(EDITOR) <= set(shipped.bundled_into_client(ROOT))
    assert {path for path, packages in taken.items() if packages} == set()


def packages_in(bundle: str) -> set[str]:
    """Return the npm packages that a bundle's own source map names."""
    found = re.search(r"sourceMappingURL=data:application/json;base64,([\w+/=]+)", bundle)
    sources = json.loads(base64.b64decode(found[1]))["sources"] if found else []
    return set(re.findall(r"node_modules/((?:@[^/\s]+/)?[^/\s]+)", "\n".join(sources)))


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
    for path in ("main", "early", "runtime/worker", "explore/code-mirror"):
        (tmp_path / f"assets/{path}.js").parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / f"assets/{path}.js").write_text("")
    (tmp_path / "assets/early.js").write_text('import "./nowhere.js";\n')
    with pytest.raises(client.BundlingFailed, match=r"nowhere\.js"):
        client.bundle(tmp_path)
