"""What the tools beyond the sliders cost a reader who never opens them."""

import gzip
import json
import re
import zipfile

import pytest

from tests.browser.conftest import SITE
from tests.browser.driver import PAGES
from tools.paths import DOCS

BUDGET_BYTES = 5_000
EXPLORE = re.compile(rb'<details class="lab-explore".*?</details>', re.DOTALL)


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 9))


@pytest.mark.parametrize("lab_id", PAGES)
def test_a_first_visit_grows_by_less_than_five_kilobytes(lab_id: str) -> None:
    """The fold on the page, and the script that watches it."""
    page = (SITE / PAGES[lab_id] / "index.html").read_bytes()
    assert EXPLORE.search(page)
    fold = packed(page) - packed(EXPLORE.sub(b"", page))
    script = packed((DOCS / "assets/explore.js").read_bytes())
    runtime = SITE / "assets/runtime"
    manifest = json.loads((runtime / "manifest.json").read_text("utf-8"))
    core = runtime / manifest["boot"]["bytecode"]["core"]
    with zipfile.ZipFile(core) as archive:
        apart = re.compile(r"/(explore|space|own)/|/own\.pyc$")
        carried = [name for name in archive.namelist() if apart.search(name)]
    assert carried == []
    assert fold + script < BUDGET_BYTES, (fold, script)
