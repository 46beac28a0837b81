"""Formulas become MathML when the site is built: no script, and readable by screen readers."""

import re
from html import unescape

from latex2mathml.converter import convert

_MATHS = re.compile(r'<(span|div) class="arithmatex">\s*\\([(\[])(.*?)\\[)\]]\s*</\1>', re.DOTALL)

# A formula can't be broken into lines: where it is too wide it scrolls in a box a keyboard reaches.
BOX = '<div class="wide-formula" tabindex="0" role="group" aria-label="Formula">{}</div>'


def to_mathml(html: str) -> str:
    """Replace every formula that Markdown marked by its MathML."""

    def formula(match: re.Match[str]) -> str:
        display = "block" if match.group(2) == "[" else "inline"
        made = str(convert(unescape(match.group(3)).strip(), display=display))
        return BOX.format(made) if display == "block" else made

    return _MATHS.sub(formula, html)
