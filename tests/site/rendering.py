"""A page of the site as the project's own Markdown renders it, without the theme around it."""

import markdown
from mkdocs.config import load_config
from mkdocs.utils import meta

from tools.paths import DOCS, ROOT


def page_html(path: str) -> str:
    """Render a page that is no lab's."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    converter = markdown.Markdown(
        extensions=config.markdown_extensions, extension_configs=config.mdx_configs
    )
    body, _ = meta.get_data((DOCS / path).read_text("utf-8"))
    return str(converter.convert(body))
