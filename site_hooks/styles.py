"""One style sheet of many: a page waits for it once, not for each of the sheets it names."""

import re
from pathlib import Path

SHEET = "assets/lab.css"
IMPORT = re.compile(r'^@import url\("([\w-]+\.css)"\);$', re.MULTILINE)


def join(site: Path) -> None:
    """Put what the site's style sheet imports in the place of each import."""
    sheet = site / SHEET

    def imported(line: re.Match[str]) -> str:
        return (sheet.parent / line[1]).read_text("utf-8")

    sheet.write_text(IMPORT.sub(imported, sheet.read_text("utf-8")), "utf-8")
