"""The pages about the library, its parts and its teaching say what is so."""

import doctest
import json

import pytest
from bs4 import BeautifulSoup

from mlsys_core import labs
from mlsys_core.physics.laws import describe, every_law
from site_hooks import shipped
from site_hooks.laws_html import call_of
from tests.site.rendering import page_html
from tools.paths import DOCS, ROOT, SITE


def cells(page: str) -> list[list[str]]:
    rows = BeautifulSoup(page_html(page), "html.parser").select("tbody tr")
    return [[cell.get_text() for cell in row.select("th, td")] for row in rows]


def test_every_example_of_the_librarys_page_gives_what_it_says():
    text = (DOCS / "reference/api.md").read_text("utf-8").replace("```", "")
    found = doctest.DocTestParser().get_doctest(text, {}, "api.md", None, 0)
    said: list[str] = []
    runner = doctest.DocTestRunner()
    result = runner.run(found, out=said.append)
    assert result.attempted > 8
    assert result.failed == 0, "".join(said)


def test_every_law_stands_on_the_librarys_page_with_formula_range_and_source():
    stated = cells("reference/api.md")
    for law in every_law():
        told = describe(law)
        assert [call_of(law), told.meaning, told.formula, told.valid, told.source] in stated


def test_every_file_of_the_runtime_and_every_part_of_the_theme_is_listed_with_its_terms():
    stated = {row[0]: row[2] for row in cells("reference/licences.md")}
    lock = json.loads((ROOT / "runtime.lock.json").read_text("utf-8"))
    for entry in lock["files"]:
        assert stated[entry["path"].rpartition("/")[2]] == entry["license"]
    for name in shipped.bundled_into_theme():
        assert stated[name] == shipped.BUNDLED_TERMS[name]
    for name, entry in shipped.bundled_into_client(ROOT).items():
        assert stated[f"{name} {entry['version']}"] == entry["license"]
    assert {"lunr", "rxjs"} <= shipped.bundled_into_theme()


def test_a_part_of_the_theme_with_unknown_terms_stops_the_build_with_what_to_do(monkeypatch):
    monkeypatch.delitem(shipped.BUNDLED_TERMS, "rxjs")
    with pytest.raises(shipped.UnknownTerms, match=r"bundles rxjs.*add them to BUNDLED_TERMS"):
        list(shipped.parts(ROOT))


def test_licence_texts_go_along_with_their_parts():
    page = BeautifulSoup(page_html("reference/licences.md"), "html.parser").get_text()
    assert page.count("Permission is hereby granted, free of charge") == 9
    for _, text in shipped.texts(ROOT):
        assert " ".join(text.split()) in " ".join(page.split())


def test_what_no_reader_gets_is_left_out_and_the_rest_is_kept(tmp_path):
    for name in ("lunr/min/lunr.da.min.js", "bundle.js", "bundle.js.map", "workers/search.js.map"):
        path = tmp_path / "assets/javascripts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    shipped.leave_out(tmp_path)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["bundle.js"]
    assert not (tmp_path / "assets/javascripts/lunr").exists()


def test_an_instructor_finds_the_answers_of_every_lab_folded_away_and_out_of_the_search():
    soup = BeautifulSoup(page_html("guide/instructor.md"), "html.parser")
    folds = soup.select("details")
    assert len(folds) == len(labs.ids())
    assert not any(fold.has_attr("open") for fold in folds)
    assert all(fold.has_attr("data-search-exclude") for fold in folds)
    stated = folds[labs.ids().index("v1_12")].get_text(" ")
    lab = labs.get("v1_12")
    assert lab.question("act1.prediction").option("a").misconception in stated
    assert lab.question("act2.prediction").ruled[1] in stated


@pytest.mark.site
def test_the_built_site_has_no_maps_for_debuggers_and_no_search_in_other_languages():
    assert list(SITE.glob("assets/javascripts/**/*.map")) == []
    assert not (SITE / "assets/javascripts/lunr").exists()
