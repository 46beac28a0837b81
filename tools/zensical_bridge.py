"""What the MkDocs hooks do around a page, as a Markdown extension: for the Zensical experiment.

Zensical runs Markdown extensions and no hooks. So a lab's page says in its first line which lab it
is of, and this extension opens it before anything is read and finishes the formulas at the end.
"""

import re

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

from mlsys_core import labs
from site_hooks import lab_page, maths
from site_hooks.lab_page import LabPage

_MARK = re.compile(r"<!-- lab: (\w+) -->")


def marked(lab_id: str, page: str) -> str:
    """Return a lab's page with its mark behind the front matter."""
    head, body = page.split("\n---\n", 1)
    return f"{head}\n---\n<!-- lab: {lab_id} -->\n{body}"


class _Begin(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        """Open the lab that the page names, or none."""
        lab_page.begin(None)
        for number, line in enumerate(lines):
            found = _MARK.fullmatch(line.strip())
            if found:
                lab_page.begin(LabPage(f"{found[1]}.md", labs.get(found[1])))
                return [*lines[:number], *lines[number + 1 :]]
        return lines


class _Finish(Postprocessor):
    def run(self, text: str) -> str:
        """Turn formulas into MathML."""
        return maths.to_mathml(text)


class Bridge(Extension):
    """Registers both ends."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Go first, and last."""
        md.preprocessors.register(_Begin(md), "lab-begin", 1000)
        md.postprocessors.register(_Finish(md), "lab-finish", -1000)


def makeExtension(**kwargs: object) -> Bridge:  # noqa: N802
    """Let it be named in a configuration."""
    return Bridge(**kwargs)
