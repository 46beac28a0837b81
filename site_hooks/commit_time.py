"""The one date a build knows: its commit's. Two builds of a commit give the same bytes on any day.

It travels in SOURCE_DATE_EPOCH, which MkDocs reads for the sitemap and others read elsewhere; set
from outside, it is left alone.
"""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

VARIABLE = "SOURCE_DATE_EPOCH"


def settle(root: Path) -> None:
    """Set the date for this process, unless it is set or there is no commit to take it from."""
    if os.environ.get(VARIABLE):
        return
    ran = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=root, capture_output=True, text=True, check=False
    )
    if ran.returncode == 0 and ran.stdout.strip().isdigit():
        os.environ[VARIABLE] = ran.stdout.strip()


def build_date() -> str:
    """Return the date as a page prints it: the commit's, or today's where there is none."""
    epoch = os.environ.get(VARIABLE)
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.date().isoformat()
