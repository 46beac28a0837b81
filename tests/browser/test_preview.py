"""`make serve` while an author works: a saved change shows, and the reader stays in place."""

import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mlsys_core.labs import get
from tests.site.project_copy import ProjectCopy

LAB = "v1_12"
SCENARIO, CHANGED = "BASELINE_H = 100.0", "BASELINE_H = 200.0"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> ProjectCopy:
    return ProjectCopy(tmp_path_factory.mktemp("preview"))


@pytest.fixture(scope="module")
def server(project: ProjectCopy) -> Iterator["Server"]:
    """The preview of a copy of the project, started once and up."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with Server(project, port) as running:
        running.wait_for("Serving on")
        yield running


class Server:
    """A running preview: its address, and what it has said so far."""

    def __init__(self, project: ProjectCopy, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}/labs-site/"
        self.process = subprocess.Popen(
            [*(sys.executable, "-m", "mkdocs", "serve", "--no-strict"),
             *("--dev-addr", f"127.0.0.1:{port}")],
            cwd=project.root, env=project.environment | {"PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *raised: object) -> None:
        self.process.terminate()
        self.process.communicate()

    def wait_for(self, words: str) -> str:
        """Read on until a line holds these words; return all lines read."""
        lines = []
        assert self.process.stdout is not None
        for line in self.process.stdout:
            lines.append(line)
            if words in line:
                return "".join(lines)
        raise AssertionError(f"the preview ended without {words!r}:\n{''.join(lines)}")


@pytest.fixture(scope="module")
def site_url(server: Server) -> str:
    """The preview in place of the built site."""
    return server.address


def scenario_of(project: ProjectCopy) -> Path:
    """The file of the lab that states its scenario."""
    labs = project.root / "py/mlsys_core/labs"
    files = [*labs.glob(f"{LAB}.py"), *labs.glob(f"{LAB}/*.py")]
    return next(file for file in files if "\nBASELINE_H = " in file.read_text("utf-8"))


def test_a_changed_module_is_on_screen_and_the_reader_is_where_they_were(site, page, project):
    site.open_lab(LAB)
    site.open_gate("act1", "c")
    site.move("act1.num_proc", 128)
    before = get(LAB).evaluate(**{"act1.num_proc": 128}).values["act1.runtime_h"]
    site.expect_value("act1.runtime_h", before)
    site.wait_for_record(LAB, "record.design.num_processors === 128")
    config = json.loads(page.locator("#mlsys-config").text_content())
    assert "edition" not in config, "no browser keeps a preview"
    module = scenario_of(project)
    module.write_text(module.read_text("utf-8").replace(SCENARIO, CHANGED), "utf-8")
    site.expect_value("act1.runtime_h", before * 2)
    assert page.locator('[data-gate="act1"]').get_attribute("data-state") == "open"
    assert page.locator('[data-control="act1.num_proc"] select').input_value() == "128"


def test_a_changed_page_is_on_screen_at_its_own_address(site, page, project):
    site.open_lab(LAB)
    text = next((project.root / "docs/labs/vol1").glob("12-*.md"))
    changed = re.sub(
        r"^# .*$", "# A title just changed", text.read_text("utf-8"), flags=re.MULTILINE
    )
    text.write_text(changed, "utf-8")
    page.get_by_role("heading", level=1, name="A title just changed").wait_for()


def test_a_slip_is_told_and_mended_without_a_restart(site, project, server):
    module = scenario_of(project)
    text = module.read_text("utf-8")
    module.write_text(text.replace(CHANGED, "BASELINE_H = ("), "utf-8")
    said = server.wait_for("An error happened during the rebuild")
    assert module.name in said
    assert "SyntaxError: '(' was never closed" in said
    module.write_text(text.replace(CHANGED, SCENARIO), "utf-8")
    server.wait_for("Reloading browsers")
    site.open_lab(LAB)
    site.open_gate("act1", "c")
    site.move("act1.num_proc", 1)
    site.expect_value("act1.runtime_h", 100.0)
