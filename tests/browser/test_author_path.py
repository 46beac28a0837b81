"""An author's first hour: a lab as it is started, and one made by following the guide."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.driver import SiteDriver
from tests.site.guide_steps import steps_of
from tests.site.project_copy import ProjectCopy
from tools.paths import DOCS
from tools.static_server import serving

STARTED, FOLLOWED = "v1_05", "v1_06"
STARTED_PAGE, FOLLOWED_PAGE = "labs/vol1/05-my-first-lab/", "labs/vol1/06-quadratic-wall/"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> ProjectCopy:
    """A copy of the project with one lab just started and one made with the guide."""
    copy = ProjectCopy(tmp_path_factory.mktemp("author"))
    ran = copy.make("new-lab", f"ID={STARTED}", "TITLE=My First Lab")
    assert ran.returncode == 0, ran.stdout
    for step in steps_of((DOCS / "guide/author.md").read_text("utf-8")):
        step.take(copy)
    return copy


@pytest.fixture(scope="module")
def site_url(project: ProjectCopy, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The author's site in place of the built one: strict, and under a sub-path."""
    folder = tmp_path_factory.mktemp("site")
    project.build(folder)
    with serving(folder, "/labs-site/") as address:
        yield address


def open_lab(site: SiteDriver, lab: str, path: str) -> None:
    site.open(path)
    site.wait_until_ready(lab)


def test_a_lab_just_started_is_proved_and_passes_its_own_tests(project):
    checked = project.make("lab", f"ID={STARTED}")
    assert checked.returncode == 0, checked.stdout
    assert "its page shows everything, once" in checked.stdout


def test_a_lab_just_started_is_in_the_house_style(project):
    files = [f"py/mlsys_core/labs/{STARTED}.py", f"tests/labs/{STARTED}/test_checks.py"]
    for command in (["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]):
        ran = project.run(sys.executable, "-m", *command, *files)
        assert ran.returncode == 0, ran.stdout


def test_a_lab_just_started_runs_in_the_browser(site, page):
    open_lab(site, STARTED, STARTED_PAGE)
    assert page.get_by_role("heading", level=1).inner_text() == "My First Lab"
    site.open_gate("act1", "c")
    site.expect_value("act1.copy_min", 7.5)
    site.move("act1.dataset_gb", 900)
    site.expect_value("act1.copy_min", 15)
    site.open_gate("act2")
    assert site.raised_flags() == {"act2.too_late"}
    site.move("act2.kept_pct", 60)
    page.wait_for_selector('[data-flag="act2.in_time"]:not([hidden])')


def test_whoever_follows_the_guide_has_a_lab_with_the_control_it_adds(site, project):
    checked = project.make("lab", f"ID={FOLLOWED}")
    assert checked.returncode == 0, checked.stdout
    open_lab(site, FOLLOWED, FOLLOWED_PAGE)
    site.open_gate("act1", "c")
    site.move("act1.copies", 4)
    site.expect_value("act1.copy_min", 30)


def test_the_checks_of_a_lab_are_about_the_copy_of_it_at_hand(project):
    """Guards this file: were the original's modules imported, nothing here would mean anything."""
    code = "import mlsys_core, tools; print(mlsys_core.__file__, tools.__file__)"
    said = project.run(sys.executable, "-c", code).stdout
    assert said.count(str(Path(project.root).resolve())) == 2, said
