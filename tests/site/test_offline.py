"""One edition of the site: what its list says, and that the built site is one."""

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from site_hooks import offline
from tools.paths import ROOT, SITE

PAGE = (
    '<title>{0}</title><script type="application/json" id="mlsys-config">{{"base": "."}}</script>'
)
RUNTIME = {
    "pyodide": "pyodide-1",
    "boot": {"bytecode": {"stdlib": "stdlib-a.zip", "core": "core-b.zip"}},
    "files": {"plotly-basic-1.min.js": {}, "wheels/numpy.whl": {}},
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of a few files of each kind."""
    files = {
        "404.html": PAGE.format("404"),
        "index.html": PAGE.format("Map"),
        "labs/a/index.html": PAGE.format("A"),
        "assets/main.js": "",
        "assets/runtime/worker.js": "",
        "assets/runtime/manifest.json": json.dumps(RUNTIME),
        "assets/runtime/stdlib-a.zip": "library",
        "assets/runtime/core-b.zip": "core",
        "assets/runtime/plotly-basic-1.min.js": "charts",
        "assets/runtime/pyodide-1/pyodide.asm.wasm": "python",
        "assets/explore/code-mirror.js": "editor",
        "assets/runtime/wheels/numpy.whl": "numpy",
        "sitemap.xml": "",
        "sitemap.xml.gz": "",
        ".nojekyll": "",
        "service-worker.js": (ROOT / "docs/service-worker.js").read_text("utf-8"),
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def parts(site: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for file in offline.files_of(site):
        found.setdefault(file.part, []).append(file.path.removeprefix("assets/runtime/"))
    return found


def test_what_a_lab_needs_comes_first_and_what_only_a_tool_needs_last(site):
    offline.write_into(site)
    assert list(parts(site)) == ["shell", "runtime", "pages", "tools"]
    assert parts(site) == {
        "shell": ["404.html", "assets/main.js", "worker.js", "sitemap.xml"],
        "runtime": [
            *("core-b.zip", "manifest.json", "plotly-basic-1.min.js"),
            *("pyodide-1/pyodide.asm.wasm", "stdlib-a.zip"),
        ],
        "pages": ["index.html", "labs/a/index.html"],
        "tools": ["assets/explore/code-mirror.js", "wheels/numpy.whl"],
    }


def test_pages_list_and_worker_name_the_same_edition(site):
    edition = offline.write_into(site)
    listed = json.loads((site / offline.LIST).read_text())
    worker = (site / offline.WORKER).read_text()
    assert listed["edition"] == edition
    assert f'const EDITION = "{edition}";' in worker
    assert sha256((site / offline.LIST).read_bytes()).hexdigest() in worker
    assert f'{{"edition": "{edition}", "base": "."}}' in (site / "labs/a/index.html").read_text()


def test_the_same_files_are_the_same_edition_and_any_other_are_another(site):
    edition = offline.write_into(site)
    assert offline.write_into(site) == edition
    page = site / "index.html"
    page.write_text(page.read_text().replace("Map", "The map"), "utf-8")
    changed = offline.write_into(site)
    assert changed != edition
    assert page.read_text().count('"edition"') == 1
    (site / "assets/new.js").write_text("")
    assert offline.write_into(site) not in (edition, changed)


def test_a_page_without_its_configuration_stops_the_build(site):
    (site / "labs/a/index.html").write_text("<title>A</title>")
    with pytest.raises(ValueError, match=r"labs/a/index\.html: there is no .*mlsys-config"):
        offline.write_into(site)


def test_a_worker_without_a_place_for_its_edition_stops_the_build(site):
    (site / offline.WORKER).write_text("let EDITION;")
    with pytest.raises(ValueError, match="one line `const EDITION"):
        offline.write_into(site)


@pytest.mark.site
def test_the_list_of_the_built_site_is_right_to_the_byte():
    listed = json.loads((SITE / offline.LIST).read_text())
    wrong = [
        file["path"]
        for file in listed["files"]
        if sha256((SITE / file["path"]).read_bytes()).hexdigest() != file["sha256"]
    ]
    assert wrong == []
    paths = {file["path"] for file in listed["files"]}
    pages = {path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html")}
    assert pages <= paths
    named = re.findall(r'"edition": "(\w+)"', (SITE / "index.html").read_text())
    assert named == [listed["edition"]]
