"""Where MkDocs meets this project: every event goes on to `site_hooks.events`.

MkDocs loads this file once and keeps it, also while it serves and sources change under it; what the
events do is looked up anew each time.
"""

from types import ModuleType
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from site_hooks import preview


def _events() -> ModuleType:
    return preview.fresh("site_hooks.events")


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this is a build or a preview that is rebuilt at every change."""
    preview.begin(serving=command == "serve")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Begin a build, in a preview with the sources as they are now."""
    preview.forget_changed()
    result: MkDocsConfig = _events().on_config(config)
    return result


def on_page_markdown(markdown: str, **of_page: Any) -> str:
    """Check a page before it is rendered."""
    return str(_events().on_page_markdown(markdown, **of_page))


def on_page_content(html: str, **of_page: Any) -> str:
    """Finish a page once it is rendered."""
    return str(_events().on_page_content(html, **of_page))


def on_post_build(config: MkDocsConfig) -> None:
    """Finish the site."""
    _events().on_post_build(config)
