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
SNAPSHOT = "memory_snapshot"
IN_USE = "modules_in_use"
# what proves the labs, walks whole design spaces, is about a reader's own devices or a class, or is
# a command line; no slider asks for it
NOT_FOR_SLIDERS = (
    "mlsys_core/proofs/",
    "mlsys_core/space/",
    "mlsys_core/explore/",
    "mlsys_core/own/",
    "mlsys_core/ledger/class",
    "mlsys_core/ledger/cli.py",
    "mlsys_core/__main__.py",
)


def modules_in_use() -> dict[str, str]:
    """Use the core as a reader would; map each standard module this took to its path in the zip."""
    session = import_module("mlsys_core.session")
    labs = import_module("mlsys_core.labs")
    for lab_id in labs.ids():
        labs.get(lab_id).evaluate()
    for part in ("door", "class_door"):  # what the ledger's pages ask for, once they are open
        import_module(f"mlsys_core.ledger.{part}")
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
    with ZipFile(STDLIB_ZIP) as full:
        sources = {path: full.read(path) for path in in_use.values()}
        omitted = sorted(_module_names(full.namelist()) - set(in_use))
    for script in (ON_DEMAND, SNAPSHOT):
        sources[f"{script}.py"] = Path(site_packages, f"{script}.py").read_bytes()
    sources[f"{OMITTED}.py"] = f"NAMES = frozenset({omitted!r})\n".encode()
    core = {
        name
        for name in sys.modules
        if name.partition(".")[0] == "mlsys_core" and _is_carried(f"{name.replace('.', '/')}.py")
    }
    sources[f"{IN_USE}.py"] = f"NAMES = {sorted({*in_use, *core})!r}\n".encode()
    Path("/out").mkdir()
    # nobody reads the library's docstrings in a browser, and they are an eighth of its bytes
    _write_archive("/out/stdlib.zip", sources, STDLIB_ZIP, optimize=2)
    _write_archive("/out/core.zip", _files_of_core(site_packages), site_packages, optimize=0)


def _module_names(paths: list[str]) -> set[str]:
    stems = (path.removesuffix(".py") for path in paths if path.endswith(".py"))
    return {stem.removesuffix("/__init__").replace("/", ".") for stem in stems}


def _files_of_core(site_packages: str) -> dict[str, bytes]:
    files = [file for file in Path(site_packages, "mlsys_core").rglob("*") if file.is_file()]
    contents = {str(file.relative_to(site_packages)): file.read_bytes() for file in files}
    return {
        path: content
        for path, content in contents.items()
        if _is_carried(path) and "__pycache__" not in path
    }


def _is_carried(path: str) -> bool:
    return not path.startswith(NOT_FOR_SLIDERS) and not path.endswith("/own.py")


def _write_archive(target: str, files: dict[str, bytes], shown_in: str, *, optimize: int) -> None:
    """Write a zip of these files, always the same for the same files; .py as .pyc."""
    with ZipFile(target, "w") as archive:
        for path, content in sorted(files.items()):
            name, stored = path, content
            if path.endswith(".py"):
                name, stored = f"{path}c", _bytecode(content, f"{shown_in}/{path}", optimize)
            no_time = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            archive.writestr(no_time, stored, ZIP_DEFLATED, 9)


def _bytecode(source: bytes, shown_as: str, optimize: int) -> bytes:
    """Compile to a .pyc that is never checked against a source: there is none beside it."""
    code = compile(source, shown_as, "exec", dont_inherit=True, optimize=optimize)
    hashed_unchecked = (0b01).to_bytes(4, "little")
    return MAGIC_NUMBER + hashed_unchecked + source_hash(source) + marshal.dumps(code)
