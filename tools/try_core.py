"""Tries the installed `mlsys_core` as a stranger's notebook would, with nothing else installed.

Run it with the Python that the wheel is installed in, from outside this repository: `python -I
try_core.py`. It runs each example in the documentation of the laws and evaluates every lab.
"""

import doctest
import importlib
import pkgutil
import sys

import mlsys_core
from mlsys_core import labs, physics
from mlsys_core.physics import amdahl


def examples() -> int:
    """Run the examples of every law; return how many there are."""
    tried = 0
    for info in pkgutil.iter_modules(physics.__path__):
        module = importlib.import_module(f"{physics.__name__}.{info.name}")
        result = doctest.testmod(module)
        if result.failed:
            sys.exit(f"{module.__name__}: {result.failed} examples do not give what they say")
        tried += result.attempted
    return tried


def main() -> None:
    """Try everything, and say what was tried."""
    if amdahl.speedup(serial_share=0.25, processors=3) != 2.0:
        sys.exit("amdahl.speedup does not give 2.0 for a quarter serial on 3 processors")
    tried = examples()
    for lab_id in labs.ids():
        if not labs.get(lab_id).evaluate().values:
            sys.exit(f"{lab_id} has no values")
    if "numpy" in sys.modules:
        sys.exit("NumPy was imported; the core must do without")
    version = ".".join(map(str, sys.version_info[:3]))
    print(
        f"mlsys_core {mlsys_core.__version__} on Python {version}: {tried} examples and"
        f" {len(labs.ids())} labs, without NumPy"
    )


if __name__ == "__main__":
    main()
