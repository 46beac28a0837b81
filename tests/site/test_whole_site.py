"""The built site as a whole: every link leads somewhere, and it stays small."""

import gzip
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from tools.paths import SITE

pytestmark = pytest.mark.site

HERE = "https://site.invalid/labs-site/"
MB = 1e6
SITE_LIMIT, FILE_LIMIT = 60 * MB, 15 * MB
"""Pages allows 1 GB a site; a reader on a slow line allows far less."""
LAB_PAGE_LIMIT, FIRST_PAINT_LIMIT = 0.08 * MB, 0.35 * MB
"""Of a lab page: its HTML, and that with the styles and scripts it names, all compressed."""


def pages() -> list[Path]:
    found = sorted(SITE.rglob("*.html"))
    assert found, "there is no built site; run `make build` first"
    return found


@cache
def soup_of(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text("utf-8"), "html.parser")


def address_of(page: Path) -> str:
    return HERE + page.relative_to(SITE).as_posix().removesuffix("index.html")


def links_of(page: Path) -> list[str]:
    """Every address a page names, as it is resolved there; the site's own 404 page names /."""
    soup = soup_of(page)
    named = [str(tag[key]) for key in ("href", "src") for tag in soup.select(f"[{key}]")]
    return [urljoin(address_of(page), link) for link in named]


def target_of(url: str) -> Path | None:
    path = unquote(urlsplit(url).path).removeprefix(urlsplit(HERE).path)
    target = SITE / path
    return target / "index.html" if target.is_dir() else target


@cache
def anchors_of(page: Path) -> frozenset[str]:
    soup = soup_of(page)
    return frozenset(str(tag[key]) for key in ("id", "name") for tag in soup.select(f"[{key}]"))


def compressed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), compresslevel=9, mtime=0))


def test_every_link_and_anchor_of_the_site_leads_somewhere():
    dead = []
    for page in pages():
        if page.name == "404.html":
            continue
        for link in links_of(page):
            url, anchor = urldefrag(link)
            if not url.startswith(HERE):
                continue
            target = target_of(url)
            shown = f"{page.relative_to(SITE)}: {link.removeprefix(HERE)}"
            if target is None or not target.is_file():
                dead.append(f"{shown} does not exist")
            elif anchor and target.suffix == ".html" and unquote(anchor) not in anchors_of(target):
                dead.append(f"{shown} has no such anchor")
    assert dead == []


ASKS = (
    "script[src], img[src], iframe[src], source[src], link[rel~=stylesheet], link[rel~=preload],"
    " link[rel~=modulepreload], link[rel~=icon], link[rel~=preconnect], link[rel~=manifest]"
)


def test_no_page_asks_another_host_for_anything():
    foreign = [
        f"{page.relative_to(SITE)}: {asked}"
        for page in pages()
        for tag in soup_of(page).select(ASKS)
        if not (
            asked := urljoin(address_of(page), str(tag.get("src") or tag.get("href")))
        ).startswith((HERE, "data:"))
    ]
    assert foreign == []


def test_the_whole_site_and_each_file_stay_far_below_what_pages_allows():
    sizes = {path.relative_to(SITE).as_posix(): path.stat().st_size for path in SITE.rglob("*.*")}
    assert sum(sizes.values()) < SITE_LIMIT
    assert {name: size for name, size in sizes.items() if size > FILE_LIMIT} == {}


def test_a_lab_page_is_light_before_python_is_asked_for():
    heavy = {}
    for page in SITE.glob("labs/vol*/*/index.html"):
        named = [target_of(urldefrag(link)[0]) for link in links_of(page) if link.startswith(HERE)]
        eager = {file for file in named if file and file.suffix in (".css", ".js")}
        html, whole = compressed(page), compressed(page) + sum(map(compressed, eager))
        if html > LAB_PAGE_LIMIT or whole > FIRST_PAINT_LIMIT:
            heavy[page.parent.name] = (html, whole)
    assert heavy == {}


def test_a_search_engine_finds_every_page():
    listed = re.findall(r"<loc>(.*?)</loc>", (SITE / "sitemap.xml").read_text("utf-8"))
    paths = {urlsplit(address).path.split("/", 2)[2] for address in listed}
    ours = {address_of(page).removeprefix(HERE) for page in pages() if page.name != "404.html"}
    assert paths == ours
