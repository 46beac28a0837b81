"""Where the labs' pages are, for everything that links to them."""

import posixpath

_PAGES: dict[str, str] = {}


def set_pages(found: dict[str, str]) -> None:
    """Say where the labs' pages are; links are written as seen from the home page."""
    _PAGES.clear()
    _PAGES.update({lab: posixpath.normpath(path) for lab, path in found.items()})


def page_of(lab_id: str) -> str | None:
    """Return the page of a lab as seen from the home page, None for one that does not exist."""
    return _PAGES.get(lab_id)
