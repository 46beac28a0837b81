"""Runs in the reader's browser: what a snapshot of Python's memory must hold, and must not.

A snapshot is the memory of an interpreter that has already imported what labs need. It holds no
files, so what was not imported is still read from the archives, which lie where they lay.
"""

import sys
from importlib import import_module


def fill() -> None:
    """Import whatever the build found in use, and use it once: caches are part of memory too."""
    for name in import_module("modules_in_use").NAMES:
        import_module(name)
    labs = import_module("mlsys_core.labs")
    for lab_id in labs.ids():
        labs.get(lab_id).evaluate()


def wake() -> None:
    """Undo what a snapshot freezes: chance would be the same at every visit."""
    random = sys.modules.get("random")
    if random is not None:
        random.seed()
