"""One style sheet of many: a page waits for it once, not for each of the sheets it names."""

import re
from pathlib import Path

SHEET = "assets/lab.css"
IMPORT = re.compile(r'^@import url\("([\w-]+\.css)"\);$', re.MULTILINE)


def join(site: Path) -> None:
    """Put what the site's style sheet imports in the place of each import, and nowhere else."""
    sheet = site / SHEET

    def imported(line: re.Match[str]) -> str:
        part = sheet.parent / line[1]
        text = part.read_text("utf-8")
        part.unlink()  # no page asks for it any more, so no browser is to keep a copy
        return text

    sheet.write_text(IMPORT.sub(imported, sheet.read_text("utf-8")), "utf-8")
