"""Run inside the pinned Pyodide under Node: what does the core import, and what is its bytecode?

A browser that unmarshals bytecode is ready in half the time of one that compiles sources, and only
the very Python that will run the bytecode can write it. This module itself imports only what
Pyodide has loaded by then, or that would count as the core's own need.
"""

import marshal
import sys
from importlib import import_module
from importlib.util import MAGIC_NUMBER, source_hash
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

STDLIB_ZIP = f"/lib/python{sys.version_info.major}{sys.version_info.minor}.zip"
ON_DEMAND = "stdlib_on_demand"
OMITTED = "stdlib_omitted"


def modules_in_use() -> dict[str, str]:
    """Use the core as a reader would; map each standard module this took to its path in the zip."""
    session = import_module("mlsys_core.session")
    labs = import_module("mlsys_core.labs")
    for lab_id in labs.ids():
        labs.get(lab_id).evaluate()
    try:
        session.handle("no such method", "{}")
    except Exception:  # noqa: BLE001 (how an error is told is part of what readers may need)
        import_module("traceback").format_exc()
    origins = {
        name: str(module.__spec__.origin) for name, module in sys.modules.items() if module.__spec__
    }
    return {
        name: origin.removeprefix(f"{STDLIB_ZIP}/")
        for name, origin in sorted(origins.items())
        if origin.startswith(f"{STDLIB_ZIP}/")
    }


def main(site_packages: str) -> None:
    """Write /out/stdlib.zip and /out/core.zip."""
    in_use = modules_in_use()
    core = Path(site_packages, "mlsys_core")
    with ZipFile(STDLIB_ZIP) as stdlib:
        sources = {path: stdlib.read(path).decode() for path in in_use.values()}
        omitted = sorted(_module_names(stdlib.namelist()) - set(in_use))
    sources[f"{ON_DEMAND}.py"] = Path(site_packages, f"{ON_DEMAND}.py").read_text("utf-8")
    sources[f"{OMITTED}.py"] = f"NAMES = frozenset({omitted!r})\n"
    Path("/out").mkdir()
    _write(
        "/out/stdlib.zip", {_pyc(p): _bytecode(s, f"{STDLIB_ZIP}/{p}") for p, s in sources.items()}
    )
    _write(
        "/out/core.zip",
        {
            _pyc(path): _bytecode(source, f"{site_packages}/{path}")
            for path, source in _sources_below(core).items()
        },
    )


def _module_names(paths: list[str]) -> set[str]:
    stems = (path.removesuffix(".py") for path in paths if path.endswith(".py"))
    return {stem.removesuffix("/__init__").replace("/", ".") for stem in stems}


def _sources_below(package: Path) -> dict[str, str]:
    files = sorted(package.rglob("*.py"))
    return {str(file.relative_to(package.parent)): file.read_text("utf-8") for file in files}


def _pyc(path: str) -> str:
    return f"{path}c"


def _bytecode(source: str, shown_as: str) -> bytes:
    """Compile to a .pyc that is never checked against a source: there is none beside it."""
    code = compile(source, shown_as, "exec", dont_inherit=True, optimize=0)
    hashed_unchecked = (0b01).to_bytes(4, "little")
    return MAGIC_NUMBER + hashed_unchecked + source_hash(source.encode()) + marshal.dumps(code)


def _write(path: str, files: dict[str, bytes]) -> None:
    with ZipFile(path, "w") as archive:
        for name, content in sorted(files.items()):
            always_the_same_time = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            archive.writestr(always_the_same_time, content, ZIP_DEFLATED, 9)
