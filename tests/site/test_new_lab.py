"""What an author is told when a lab is started, or can't be."""

import shutil
from pathlib import Path

import pytest

from mlsys_core import course
from tools.new_lab import COURSE, CantStart, main, start_lab
from tools.paths import ROOT

SOMETIME = "v2_16"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / COURSE).parent.mkdir(parents=True)
    shutil.copyfile(ROOT / COURSE, tmp_path / COURSE)
    return tmp_path


def test_a_lab_starts_as_a_module_a_page_and_checks_named_after_it(project):
    written = start_lab(project, SOMETIME)
    assert [path.relative_to(project).as_posix() for path in written] == [
        "py/mlsys_core/labs/v2_16.py",
        "docs/labs/vol2/16-fairness-impossibility.md",
        "tests/labs/v2_16/test_checks.py",
    ]
    module, page, checks = (path.read_text("utf-8") for path in written)
    assert 'id="v2_16"' in module
    assert f'domain="{course.entry(SOMETIME).domains[0]}"' in module
    assert page.startswith("---\nlab: v2_16\n")
    assert "# The Fairness Impossibility" in page
    assert 'get("v2_16")' in checks
    assert "@" not in (module + page).replace("@dataclass", "").replace("@pytest", "")


def test_the_manifests_title_is_taken_where_none_is_given_and_left_alone(project):
    start_lab(project, SOMETIME)
    assert (project / COURSE).read_text("utf-8") == (ROOT / COURSE).read_text("utf-8")


def test_another_title_is_the_labs_name_everywhere(project, capsys):
    *_, page, _ = start_lab(project, SOMETIME, "Who Is Served")
    assert page.name == "16-who-is-served.md"
    assert '_lab("v2_16", "Who Is Served"' in (project / COURSE).read_text("utf-8")
    assert "v2_16 is now called 'Who Is Served'" in capsys.readouterr().out


def test_a_lab_is_never_started_twice(project):
    _, page, _ = start_lab(project, SOMETIME)
    page.write_text("mine", "utf-8")
    with pytest.raises(CantStart, match="v2_16 has been started already: there is"):
        start_lab(project, SOMETIME)
    assert page.read_text("utf-8") == "mine"


def test_a_lab_written_as_a_package_is_not_written_over(project):
    (project / "py/mlsys_core/labs/v2_16").mkdir(parents=True)
    with pytest.raises(CantStart, match="labs/v2_16"):
        start_lab(project, SOMETIME)


def test_a_lab_the_course_does_not_have_is_told_the_nearest_one(project):
    with pytest.raises(CantStart, match="the course has no lab 'v1_50'; did you mean 'v1_") as no:
        start_lab(project, "v1_50")
    assert "add its line to LABS in py/mlsys_core/course.py" in str(no.value)


@pytest.mark.parametrize("title", ['Say "hi"', "<b>Bold</b>", "!!!", "a | b"])
def test_a_title_that_would_break_a_page_is_refused_and_nothing_is_written(project, title):
    with pytest.raises(CantStart):
        start_lab(project, SOMETIME, title)
    assert not (project / "docs").exists()


def test_without_an_id_the_command_shows_how_it_is_used(capsys):
    assert main(["", ""]) == 2
    assert 'make new-lab ID=v1_05 TITLE="The Activation Tax"' in capsys.readouterr().err
