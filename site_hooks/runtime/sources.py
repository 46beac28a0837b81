"""The places a pinned file can come from. Each puts it at a path, or says why it has none.

A source never judges content: that is the hash's business (`locked_files`).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

DOWNLOAD_TIMEOUT_S = 60


class NotThere(Exception):
    """This source does not have the file; the text says what it met instead."""


class Source(Protocol):
    """Somewhere a file may be."""

    def fetch(self, scratch: Path) -> Path:
        """Return the file's path now (in `scratch`, if it had to be fetched), or raise NotThere."""
        ...

    @property
    def where(self) -> str:
        """The place, as a message names it."""
        ...

    @property
    def remedy(self) -> str:
        """What to do about a file from here whose hash is wrong."""
        ...


@dataclass(frozen=True, kw_only=True)
class Folder:
    """A file in a folder of this machine."""

    file: Path
    what: str
    remedy: str

    @property
    def where(self) -> str:
        """The place, as a message names it."""
        return f"{self.what} ({self.file})"

    def fetch(self, scratch: Path) -> Path:
        """Return the file itself."""
        if not self.file.is_file():
            raise NotThere("no such file")
        return self.file


@dataclass(frozen=True, kw_only=True)
class Download:
    """A file at a fixed address."""

    url: str
    remedy: str = "The download may have been replaced on its way; try another network or a mirror."

    @property
    def where(self) -> str:
        """The place, as a message names it."""
        return self.url

    def fetch(self, scratch: Path) -> Path:
        """Download the file into `scratch`."""
        target = scratch / "download"
        try:
            with (
                urllib.request.urlopen(self.url, timeout=DOWNLOAD_TIMEOUT_S) as answer,  # noqa: S310
                target.open("wb") as file,
            ):
                shutil.copyfileobj(answer, file)
        except (urllib.error.URLError, OSError) as error:
            raise NotThere(str(getattr(error, "reason", error))) from error
        return target


@dataclass(frozen=True, kw_only=True)
class PythonPackage:
    """A wheel of the Python package index, or one file inside a wheel."""

    requirement: str
    python: str
    member: str | None = None
    remedy: str = "The package index, or a mirror of it in use here, serves another file."

    @property
    def where(self) -> str:
        """The place, as a message names it."""
        inside = f", file {self.member}" if self.member else ""
        return f"the Python package {self.requirement}{inside}"

    def fetch(self, scratch: Path) -> Path:
        """Let pip download the wheel, by whatever index it is set up to use."""
        command = [
            *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
            *("--no-deps", "--only-binary=:all:", "--platform", "any"),
            *("--python-version", self.python, "--dest", str(scratch), self.requirement),
        ]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        wheels = sorted(scratch.glob("*.whl"))
        if ran.returncode != 0 or not wheels:
            said = ran.stderr.strip().splitlines()[-1:] or ["pip said nothing"]
            raise NotThere(f"pip could not download it: {said[0]}")
        if self.member is None:
            return wheels[0]
        return self._unpacked(wheels[0], self.member)

    def _unpacked(self, wheel: Path, member: str) -> Path:
        try:
            with zipfile.ZipFile(wheel) as archive:
                return Path(archive.extract(member, wheel.parent))
        except (KeyError, zipfile.BadZipFile) as error:
            raise NotThere(f"{wheel.name} has no such file") from error
