"""Tables in prose: one too wide for a phone scrolls in its own box, which a keyboard reaches."""

import re

_TABLE = re.compile(r'(<div class="table-scroll"[^>]*>\s*)?<table>.*?</table>', re.DOTALL)


def boxed(html: str) -> str:
    """Put every table that stands free in the text into such a box."""

    def box(match: re.Match[str]) -> str:
        table = match.group(0)
        return table if match.group(1) else f'<div class="wide-table" tabindex="0">{table}</div>'

    return _TABLE.sub(box, html)
