"""The core as a wheel: the very file a reader's browser, or anyone's pip, can install.

Hatchling stamps every file with one fixed time, so the same sources give the same bytes anywhere,
and a commit that leaves the core alone leaves what browsers have kept of it alone too.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

from site_hooks.runtime.errors import RuntimeAssetError


def build_core_wheel(root: Path, folder: Path) -> Path:
    """Build the wheel of the project at `root` into `folder` and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with _without_date():
            builder = WheelBuilder(str(root))
            artifacts = list(builder.build(directory=str(folder), versions=["standard"]))
    except (OSError, ValueError, TypeError) as error:
        raise RuntimeAssetError(f"the core's wheel can't be built: {error}") from error
    return Path(artifacts[0])


@contextmanager
def _without_date() -> Iterator[None]:
    """Hide the commit's date, which Hatchling would stamp on every file instead."""
    date = os.environ.pop("SOURCE_DATE_EPOCH", None)
    try:
        yield
    finally:
        if date is not None:
            os.environ["SOURCE_DATE_EPOCH"] = date
