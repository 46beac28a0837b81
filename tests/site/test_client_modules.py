"""The list of modules that a page announces is what its client imports, no more and no less."""

from site_hooks.client_modules import client_modules
from tools.paths import DOCS


def test_what_is_imported_deep_down_is_announced_and_what_is_fetched_on_demand_is_not():
    found = client_modules(DOCS)
    assert len(found) == len(set(found))
    assert {"assets/main.js", "assets/runtime/worker.js", "assets/runtime/deadline.js"} < set(found)
    assert "assets/explore/panel.js" not in found
    assert "assets/types.js" not in found


def test_an_import_over_several_lines_is_seen(tmp_path):
    (tmp_path / "assets/runtime").mkdir(parents=True)
    (tmp_path / "assets/main.js").write_text(
        'import {\n  a,\n  b,\n} from "./a.js";\nimport "./b.js";\n'
    )
    (tmp_path / "assets/a.js").write_text('export { c } from "./runtime/c.js";\n')
    (tmp_path / "assets/b.js").write_text('/** @typedef {import("./d.js").D} D */\n')
    for name in ("wake", "runtime/c", "runtime/worker"):
        (tmp_path / f"assets/{name}.js").write_text("")
    assert client_modules(tmp_path) == [
        "assets/wake.js",
        "assets/runtime/worker.js",
        "assets/main.js",
        "assets/a.js",
        "assets/b.js",
        "assets/runtime/c.js",
    ]
