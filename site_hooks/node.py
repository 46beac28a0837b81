"""Runs the build's scripts that need Node: a job goes in as JSON, what they print comes out."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path


class NodeFailed(Exception):
    """The script could not be run, or did not come to its end; the message says why."""


def run(script: Path, job: Mapping[str, object]) -> str:
    """Run a script with a job; return what it printed."""
    command = ["node", str(script), json.dumps(job, default=str)]
    try:
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise NodeFailed("there is no node on PATH (20 or newer)") from error
    if ran.returncode != 0:
        raise NodeFailed(ran.stderr.strip())
    return ran.stdout
