"""Makes the edition for a classroom without a network: `python -m tools.offline_zip`.

The result is a zip in dist/. Unpacked anywhere, its index.html opens from disk and the labs run in
Chromium; where a browser refuses that, one command in the folder serves it. The same commit gives
the same bytes.
"""

import base64
import json
import shutil
import sys
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

import mlsys_core
from site_hooks import node
from tools.paths import ROOT
from tools.release import archive_site, write_sums

FOLDER = ROOT / ".cache" / "folder-edition"
BUNDLE = ROOT / "tools" / "folder_edition" / "bundle.mjs"
SERVE = "python3 -m http.server 8000"

READ_ME = f"""ML Systems Labs {mlsys_core.__version__}, to use without a network

Open index.html in Chrome, Edge or Chromium. Nothing is installed and nothing leaves this computer.

If the labs say that the physics engine did not start, the browser does not run Python from files.
Then open a terminal in this folder, type

    {SERVE}

and open http://localhost:8000/ in any browser.

Your Design Ledger is kept by this browser for this folder. Before you move or delete the folder,
export the ledger on its page; the exported file can be imported anywhere the labs run.
"""


def build_pages(target: Path) -> None:
    """Build the site with links to files, and scripts in the place of the client's modules."""
    config = load_config(
        str(ROOT / "mkdocs.yml"),
        site_dir=str(target),
        use_directory_urls=False,
        extra={"edition": "folder", "polyfills": ["assets/folder.js"]},
        extra_javascript=["assets/main.js"],
    )
    # it would wait for a site map, which it may not fetch
    config.theme["features"].remove("navigation.instant")
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()


def bundle_client(site: Path) -> None:
    """Make scripts of the client's modules, and one style sheet; their parts are not needed."""
    assets = sorted((site / "assets").rglob("*.js"))
    modules = [path for path in assets if not path.name.endswith(".min.js")]
    search = next((site / "assets/javascripts/workers").glob("search.*.js"))
    node.run(BUNDLE, {"site": site.resolve(), "search": search.relative_to(site).as_posix()})
    for path in (*modules, *(site / "assets").glob("*.css"), search):
        if path.name not in ("early.js", "main.js", "lab.css"):
            path.unlink()
    (site / "service-worker.js").unlink()


def carry_files(site: Path) -> None:
    """Turn the runtime's files into scripts that hand them over: a page may not read files."""
    runtime = site / "assets/runtime"
    manifest = json.loads((runtime / "manifest.json").read_text("utf-8"))
    precompiled = {
        path
        for name, parts in manifest["boot"].items()
        if name != "source"
        for path in parts.values()
    } - set(manifest["boot"]["source"].values())
    for name in ("manifest.json", *manifest["files"]):
        path = runtime / name
        if not path.is_file() or path.name.endswith(".min.js"):
            continue
        if name not in precompiled:
            content = base64.b64encode(path.read_bytes()).decode("ascii")
            script = f'carry("{path.relative_to(site).as_posix()}", "{content}");\n'
            path.with_name(path.name + ".js").write_text(script, "utf-8")
        path.unlink()


def write_search_index(site: Path) -> None:
    """Put the search index where the theme looks for it on pages opened from disk."""
    index = site / "search" / "search_index.json"
    index.with_suffix(".js").write_text(f"var __index = {index.read_text('utf-8')};\n", "utf-8")
    index.unlink()


def make_folder(target: Path) -> None:
    """Make the whole edition in a folder of its own."""
    shutil.rmtree(target, ignore_errors=True)
    build_pages(target)
    write_search_index(target)
    bundle_client(target)
    carry_files(target)
    (target / "READ-ME-FIRST.txt").write_text(READ_ME, "utf-8")


def main() -> int:
    """Make the folder, pack it and say where it is."""
    make_folder(FOLDER)
    dist = ROOT / "dist"
    dist.mkdir(exist_ok=True)
    packed = archive_site(FOLDER, dist / f"mlsys-labs-{mlsys_core.__version__}-offline.zip")
    write_sums(dist)
    print(f"{packed.relative_to(ROOT)}: {packed.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
