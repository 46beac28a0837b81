"""Formulas become MathML when the site is built: no script, and readable by screen readers."""

import re
from html import unescape

from latex2mathml.converter import convert

_MATHS = re.compile(r'<(span|div) class="arithmatex">\s*\\([(\[])(.*?)\\[)\]]\s*</\1>', re.DOTALL)


def to_mathml(html: str) -> str:
    """Replace every formula that Markdown marked by its MathML."""

    def formula(match: re.Match[str]) -> str:
        display = "block" if match.group(2) == "[" else "inline"
        return str(convert(unescape(match.group(3)).strip(), display=display))

    return _MATHS.sub(formula, html)
