"""Makes what a release consists of: `python -m tools.release` (or `make dist`).

Into dist/ go the core's wheel, the built site as one archive for any web server, beside the folder
that opens from disk (`make offline-zip`), and SHA256SUMS, which tells what each file must be. The
same commit gives the same bytes.
"""

import hashlib
import sys
import zipfile
from pathlib import Path

import mlsys_core
from site_hooks.runtime.core_wheel import build_core_wheel
from tools.paths import ROOT, SITE

SUMS = "SHA256SUMS"
ONE_TIME = (2020, 2, 2, 0, 0, 0)  # as the wheel has it: when a file was made is no part of it
FILE_MODE = 0o644 << 16


def archive_site(site: Path, target: Path) -> Path:
    """Pack a built site: files in order, each under one folder and with one time."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            name = f"{target.stem}/{path.relative_to(site).as_posix()}"
            entry = zipfile.ZipInfo(name, date_time=ONE_TIME)
            entry.external_attr, entry.compress_type = FILE_MODE, zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return target


def write_sums(folder: Path) -> Path:
    """Write the checksum of every file in a folder, in the form that `sha256sum --check` reads."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != SUMS)
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (folder / SUMS).write_text("".join(lines), "utf-8")
    return folder / SUMS


def main() -> int:
    """Make everything and print the checksums."""
    if not (SITE / "index.html").is_file():
        print("there is no built site; run `make build` first", file=sys.stderr)
        return 1
    folder = ROOT / "dist"
    folder.mkdir(exist_ok=True)
    build_core_wheel(ROOT, folder)
    archive_site(SITE, folder / f"mlsys-labs-{mlsys_core.__version__}-site.zip")
    print(write_sums(folder).read_text("utf-8"), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
