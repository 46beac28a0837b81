"""A lab's page as the build renders it, with some of its Markdown changed."""

from functools import cache
from pathlib import Path

import markdown
from mkdocs.config import load_config

from mlsys_core.lab import Lab
from mlsys_core.labs import get
from site_hooks.lab_page import LabPage, rendering
from site_hooks.pages import lab_pages

ROOT = Path(__file__).parents[2]


@cache
def source(lab_id: str) -> str:
    path = ROOT / "docs" / lab_pages(ROOT / "docs")[lab_id]
    return path.read_text(encoding="utf-8").split("\n---\n", 1)[1]


def html_of(lab_id: str, before: str = "", after: str = "", lab: Lab | None = None) -> str:
    text = source(lab_id)
    assert before in text
    config = load_config(str(ROOT / "mkdocs.yml"))
    converter = markdown.Markdown(
        extensions=config.markdown_extensions, extension_configs=config.mdx_configs
    )
    with rendering(LabPage(f"{lab_id}.md", lab or get(lab_id))):
        return converter.convert(text.replace(before, after, 1))
