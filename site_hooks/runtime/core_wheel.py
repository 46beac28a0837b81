"""The core as a wheel: the very file a reader's browser, or anyone's pip, can install.

Hatchling stamps every file with one fixed time, so the same sources give the same bytes anywhere.
"""

from __future__ import annotations

from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

from site_hooks.runtime.errors import RuntimeAssetError


def build_core_wheel(root: Path, folder: Path) -> Path:
    """Build the wheel of the project at `root` into `folder` and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        builder = WheelBuilder(str(root))
        artifacts = list(builder.build(directory=str(folder), versions=["standard"]))
    except (OSError, ValueError, TypeError) as error:
        raise RuntimeAssetError(f"the core's wheel can't be built: {error}") from error
    return Path(artifacts[0])
