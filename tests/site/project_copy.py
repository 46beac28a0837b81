"""A copy of this project in a folder of its own, to change, build and break at will."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.paths import ROOT

LEFT_OUT = (".git", ".venv", "node_modules", "site", "dist", ".cache", "__pycache__", ".*_cache",
            ".hypothesis", "test-results")  # fmt: skip


class ProjectCopy:
    """The copy, and the commands an author runs in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(*LEFT_OUT), dirs_exist_ok=True)
        (root / "node_modules").symlink_to(ROOT / "node_modules")
        (root / ".cache").mkdir()
        if (ROOT / ".cache/runtime").is_dir():  # content under its own hash: safe to share
            (root / ".cache/runtime").symlink_to(ROOT / ".cache/runtime")

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which Python finds the copy first."""
        own = os.pathsep.join([str(self.root / "py"), str(self.root)])
        quiet = {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        return os.environ | quiet | {"PYTHONPATH": own}

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the copy; its output, both streams in one, is text."""
        return subprocess.run(
            command,
            cwd=self.root,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )

    def make(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a verb of the Makefile with this Python in place of one made for the copy."""
        return self.run("make", "ENVIRONMENT=", f"BIN={Path(sys.executable).parent}", *words)

    def build(self, site: Path) -> None:
        """Build the copy's site strictly; fail the test with what MkDocs said."""
        ran = self.run(sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(site))
        assert ran.returncode == 0, ran.stdout
