"""The site as it is built: neither a page nor the search over all pages gives an answer away."""

import json
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from mlsys_core import labs
from site_hooks.leaks import leaks_in
from site_hooks.pages import lab_pages

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site"
pytestmark = pytest.mark.site

each_lab = pytest.mark.parametrize("lab_id", labs.ids())


@cache
def address(lab_id: str) -> str:
    return lab_pages(ROOT / "docs")[lab_id].removesuffix(".md") + "/"


@cache
def built(lab_id: str) -> str:
    return (SITE / address(lab_id) / "index.html").read_text(encoding="utf-8")


@cache
def search_index() -> list[dict[str, str]]:
    text = (SITE / "search" / "search_index.json").read_text(encoding="utf-8")
    found: list[dict[str, str]] = json.loads(text)["docs"]
    return found


@each_lab
def test_no_built_page_gives_an_answer_away(lab_id: str) -> None:
    assert leaks_in(labs.get(lab_id), built(lab_id)) == []


@each_lab
def test_the_search_finds_nothing_behind_a_gate(lab_id: str) -> None:
    page = BeautifulSoup(built(lab_id), "html.parser")
    headings = page.select("[data-gate] :is(h2, h3, h4)")
    behind = {f"{address(lab_id)}#{heading.get('id')}" for heading in headings}
    assert behind
    assert behind.isdisjoint(entry["location"] for entry in search_index())
    found = " ".join(e["text"] for e in search_index() if e["location"].startswith(address(lab_id)))
    assert "If you chose A" not in found
    assert "where from?" not in found


def test_the_search_finds_no_answer_key_among_the_proofs() -> None:
    found = [e["text"] for e in search_index() if e["location"].startswith("reference/")]
    assert found
    assert not any("act1.prediction" in text for text in found)
