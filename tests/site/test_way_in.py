"""What a newcomer reads first: each command exists, each link leads somewhere."""

import re
from pathlib import Path

import pytest

from tools.paths import DOCS, ROOT

FIRST_PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md",
               "CHANGELOG.md")] + sorted((DOCS / "guide").rglob("*.md"))  # fmt: skip
each_page = pytest.mark.parametrize(
    "page", FIRST_PAGES, ids=lambda page: page.relative_to(ROOT).as_posix()
)


def verbs_of_the_makefile() -> set[str]:
    rules = re.findall(r"^([a-z][\w -]*):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    return {verb for rule in rules for verb in rule.split()}


@each_page
def test_every_command_it_names_exists(page):
    text = page.read_text("utf-8")
    in_code = "\n".join(
        [*re.findall(r"`([^`\n]+)`", text), *re.findall(r"```sh\n(.*?)```", text, re.DOTALL)]
    )
    assert set(re.findall(r"\bmake ([a-z][\w-]*)", in_code)) <= verbs_of_the_makefile()
    for module in re.findall(r"python -m (tools\.\w+)", in_code):
        assert (ROOT / f"{module.replace('.', '/')}.py").is_file(), module


@each_page
def test_every_file_it_names_exists(page):
    text = page.read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in link]
    paths = re.findall(r"`((?:docs|py|tests|tools|site_hooks)/[\w./-]+)`", text)
    made_by_its_example = re.compile(r"v1_06|06-quadratic-wall")
    wanted = [page.parent / link for link in links]
    wanted += [ROOT / path for path in paths if not made_by_its_example.search(path)]
    assert [str(path) for path in wanted if not Path(path).exists()] == []


def test_the_readme_shows_the_thing_and_stays_light():
    [image] = re.findall(
        r"!\[[^\]]{40,}\]\(([^)]+\.png)\)", (ROOT / "README.md").read_text("utf-8")
    )
    content = (ROOT / image).read_bytes()
    assert content.startswith(b"\x89PNG")
    assert len(content) < 200_000


def test_every_verb_of_the_makefile_is_in_its_help_or_is_a_step_of_one():
    text = (ROOT / "Makefile").read_text("utf-8")
    told = set(re.findall(r'@echo "make ([\w-]+)', text))
    steps = {"help", "lint", "types", "unit", "thorough", "site-tests", "test-fast"}
    assert verbs_of_the_makefile() - steps <= told
