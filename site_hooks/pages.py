"""Which page belongs to which lab: read from the front matter of the pages themselves."""

from pathlib import Path

import yaml

from mlsys_core import labs


def front_matter(path: Path) -> dict[str, object]:
    """Return a page's front matter, empty where it has none."""
    text = path.read_text(encoding="utf-8")
    if not text.startswith("---\n"):
        return {}
    head = text[4:].partition("\n---\n")[0]
    return yaml.safe_load(head) or {}


def lab_pages(docs: Path) -> dict[str, str]:
    """Return the path within `docs` of every lab's page, by lab id."""
    found: dict[str, str] = {}
    for path in sorted(docs.glob("labs/vol*/*.md")):
        lab_id = front_matter(path).get("lab")
        if not isinstance(lab_id, str):
            raise TypeError(f"{path}: a lab page's front matter names its lab, as in `lab: v1_12`")
        if lab_id in found:
            raise ValueError(f"{path}: {lab_id} already has a page, {found[lab_id]}")
        found[lab_id] = path.relative_to(docs).as_posix()
    missing = [lab_id for lab_id in labs.ids() if lab_id not in found]
    if missing:
        raise FileNotFoundError(f"no page under {docs}/labs names the lab {missing[0]}")
    return found


def first_line_of_body(text: str, body: str) -> int:
    """Return how many lines stand before the body of a page: its front matter."""
    return text[: text.index(body[:200])].count("\n") if body[:200] in text else 0
