"""The two reference pages say what was proved, and where every figure comes from."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import markdown
import pytest
from bs4 import BeautifulSoup, Tag
from mkdocs.config import load_config

from mlsys_core import hardware, labs
from mlsys_core.proofs import Check, Report, prove
from site_hooks import proof_cache, reference_blocks
from site_hooks.constants_used import constants_of
from site_hooks.reference_html import readable

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def report() -> Report:
    return prove(labs.get("v1_12"))


@pytest.fixture
def _proved(report: Report) -> Iterator[None]:
    reference_blocks.set_proofs({"v1_12": report}, {"v1_12": "labs/vol1/12-speedup-ceiling.md"})
    yield
    reference_blocks.set_proofs({}, {})


def page(name: str) -> BeautifulSoup:
    config = load_config(str(ROOT / "mkdocs.yml"))
    converter = markdown.Markdown(
        extensions=config.markdown_extensions, extension_configs=config.mdx_configs
    )
    text = (ROOT / "docs" / "reference" / f"{name}.md").read_text(encoding="utf-8")
    return BeautifulSoup(converter.convert(text.split("\n---\n", 1)[1]), "html.parser")


def rows(part: BeautifulSoup | Tag) -> list[list[str]]:
    lines = part.select("tbody tr")
    return [[cell.get_text() for cell in line.select("th, td")] for line in lines]


def row_of(constant: hardware.Constant) -> list[str]:
    shown = readable(constant.value, constant.unit)
    return [constant.what, shown, constant.source, str(constant.year)]


def test_every_published_constant_stands_there_with_source_and_year() -> None:
    stated = [row[:4] for row in rows(page("constants"))]
    assert [c.what for c in hardware.published().values() if row_of(c) not in stated] == []


def test_a_constant_says_which_labs_use_it() -> None:
    stated = rows(page("constants"))
    for lab_id in labs.ids():
        for name in constants_of(lab_id):
            wanted = row_of(hardware.published()[name])
            users = [row[4].split(", ") for row in stated if row[:4] == wanted]
            assert any(labs.get(lab_id).entry.label in labels for labels in users), name


def test_an_assumption_stands_apart_with_its_reason() -> None:
    apart = page("constants").select_one("#v1-12")
    assert apart is not None
    assert isinstance(apart.parent, Tag)
    found = {row[0]: row[1:] for row in rows(apart.parent)}
    for name, given in labs.get("v1_12").givens.items():
        if given.reason:
            assert found[name][1] == given.reason
    assert "baseline_h" not in found


@pytest.mark.usefixtures("_proved")
def test_a_lab_shows_each_claim_as_stated_and_as_computed(report: Report) -> None:
    found = rows(page("how-we-know"))
    for check in report.checks:
        assert [check.name, check.kind, check.stated, check.computed] in found


@pytest.mark.usefixtures("_proved")
def test_the_versions_the_date_and_the_grid_are_told(report: Report) -> None:
    text = page("how-we-know").get_text()
    assert f"core {report.core_version}, NumPy {report.numpy_version}" in text
    assert f"proved on {report.date}" in text
    assert "all 8,800 designs" in text


@pytest.mark.usefixtures("_proved")
def test_answers_are_folded_away_and_kept_out_of_the_search() -> None:
    shown = page("how-we-know")
    for fold in shown.select("details[data-search-exclude]"):
        fold.decompose()
    assert shown.select("table")
    assert "act1.prediction" not in shown.get_text()
    assert "runtime_rounded_h" not in shown.get_text()


def fake(ok: bool) -> Report:
    check = Check("claim", "speed", ok, stated="2 x", computed="2 x" if ok else "3 x")
    return Report("v1_12", "V1-12", "T", 1, "0", "2", "2024-02-29", (check,))


def test_a_build_refuses_a_lab_that_does_not_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labs, "ids", lambda: ("v1_12",))
    monkeypatch.setattr(proof_cache, "report_of", lambda *_: fake(ok=False))
    with pytest.raises(proof_cache.NotProved) as refused:
        proof_cache.reports(Path())
    assert str(refused.value) == "v1_12 claim: speed: stated 2 x, computed 3 x"


def test_a_preview_goes_on_without_a_proof(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(proof_cache, "is_preview", True)
    assert proof_cache.report_of("v1_12", tmp_path) is None


def test_a_proof_is_made_once_for_the_same_sources(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = []

    def count(_: object) -> Report:
        made.append(1)
        return fake(ok=True)

    monkeypatch.setattr(proof_cache, "prove", count)
    first = proof_cache.report_of("v1_12", tmp_path)
    assert proof_cache.report_of("v1_12", tmp_path) == first
    assert made == [1]
    monkeypatch.setattr(proof_cache, "fingerprint", lambda _: "changed")
    proof_cache.report_of("v1_12", tmp_path)
    assert made == [1, 1]
    assert [path.name for path in tmp_path.iterdir()] == ["v1_12-changed.json"]


def test_a_report_survives_being_written(report: Report) -> None:
    assert Report.from_json(json.loads(json.dumps(report.to_json()))) == report


def test_a_failing_check_says_lab_name_stated_and_computed() -> None:
    broken = replace(fake(ok=False), lab="v1_12")
    assert [check.line(broken.lab) for check in broken.failures] == [
        "v1_12 claim: speed: stated 2 x, computed 3 x"
    ]
