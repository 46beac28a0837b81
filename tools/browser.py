"""Finds the browser that tests and benchmarks drive, and gets one where there is none.

`python -m tools.browser` prints what would be used; `python -m tools.browser install` gets one.
The order: the program MLSYS_BROWSER names, then Playwright's own Chromium, then a Chromium or
Chrome on PATH. Playwright's own is the normal way; where its download is impossible, Debian's
package does.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

NAMES_ON_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# A browser heeds only the last such list: this one names what Playwright turns off, too.
UNUSED_FEATURES = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)

# Quiet, sandbox-free and the same everywhere: a container has neither a GPU nor user namespaces.
LAUNCH_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Each tab would start a hidden address-bar panel of the browser's own: 0.8 s of work.
    "--disable-features=" + ",".join(UNUSED_FEATURES),
)

# Hundreds of short visits: optimising WebAssembly that runs for a second costs more than it gains.
TEST_FLAGS = (*LAUNCH_FLAGS, "--js-flags=--liftoff-only")


class NoBrowser(RuntimeError):
    """No browser to drive, with each place that was looked at."""


def is_playwrights_own_here() -> bool:
    """Whether the Chromium of this Playwright has been downloaded."""
    ask = [sys.executable, "-m", "playwright", "install", "--dry-run", "chromium"]
    said = subprocess.run(ask, capture_output=True, text=True, check=True).stdout
    folders = re.findall(r"Install location: +(\S.*)", said)
    return bool(folders) and all(Path(folder).is_dir() for folder in folders)


@lru_cache(maxsize=1)
def find_browser() -> str | None:
    """The program to pass as `executable_path`, or None for Playwright's own Chromium."""
    named = os.environ.get("MLSYS_BROWSER")
    if named:
        if not shutil.which(named):
            raise NoBrowser(f"MLSYS_BROWSER names {named}, which is not a program that can be run")
        return named
    if is_playwrights_own_here():
        return None
    for name in NAMES_ON_PATH:
        if found := shutil.which(name):
            return found
    raise NoBrowser(
        "no browser for the tests: MLSYS_BROWSER is not set, Playwright's own Chromium is not "
        f"installed, and none of {', '.join(NAMES_ON_PATH)} is on PATH; `make browser` gets one"
    )


def install() -> None:
    """Get a browser: Playwright's own, or Debian's Chromium where that cannot be downloaded."""
    download = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(download, check=False).returncode == 0:
        return
    if not shutil.which("apt-get"):
        raise NoBrowser(
            "Playwright's Chromium could not be downloaded and there is no apt-get here; "
            "install Chromium or Chrome, or name one in MLSYS_BROWSER"
        )
    as_root = [] if os.geteuid() == 0 else ["sudo"]
    subprocess.run([*as_root, "apt-get", "update"], check=True)
    subprocess.run(
        [*as_root, "apt-get", "install", "-y", "--no-install-recommends", "chromium"], check=True
    )


def main(arguments: list[str]) -> int:
    """Print the browser in use; with `install`, get one first when there is none."""
    try:
        browser = find_browser()
    except NoBrowser as nothing:
        if arguments != ["install"]:
            print(nothing, file=sys.stderr)
            return 1
        install()
        browser = find_browser()
    print(browser or "Playwright's own Chromium")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
