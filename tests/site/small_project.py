"""A project with a core of two small modules, the real Pyodide, and stand-ins for the wheels."""

import hashlib
import json
from pathlib import Path

from tools.paths import ROOT

SESSION = """
import json

def handle(method, payload):
    return json.dumps([method, json.loads(payload)])
"""
LABS = """
class Lab:
    def evaluate(self):
        import textwrap, colorsys
        return colorsys.rgb_to_hsv(0.1, 0.2, 0.3)

def ids():
    return ("v1_01",)

def get(lab_id):
    return Lab()
"""
FAKE_WHEELS = {"micropip-0.11.1-py3-none-any.whl": b"PK micropip", "numpy-2.4.3-x.whl": b"PK numpy"}


def write_project(root: Path, session: str = SESSION) -> Path:
    """Write a project with a small core, the real Pyodide and stand-ins for wheels."""
    core = root / "py/mlsys_core"
    core.mkdir(parents=True)
    (core / "__init__.py").write_text('__version__ = "0.1.0"\n')
    (core / "session.py").write_text(session)
    (core / "labs.py").write_text(LABS)
    (core / "figures.json").write_text("[1, 2]")
    (core / "later.py").write_text("import textwrap")
    (core / "ledger").mkdir()
    (core / "ledger/__init__.py").write_text("")
    (core / "ledger/door.py").write_text("")
    (core / "ledger/class_door.py").write_text("")
    (core / "proofs").mkdir()
    (core / "proofs/__init__.py").write_text("import doctest")
    (root / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text("utf-8"))
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    lock = json.loads((ROOT / "runtime.lock.json").read_text("utf-8"))
    kept = [entry for entry in lock["files"] if not entry["path"].startswith("wheels/")]
    (root / "mirror").mkdir()
    for name, content in FAKE_WHEELS.items():
        (root / "mirror" / name).write_bytes(content)
        sha256 = hashlib.sha256(content).hexdigest()
        kept.append(
            {"path": f"wheels/{name}", "sha256": sha256, "bytes": len(content), "sources": []}
        )
    (root / "runtime.lock.json").write_text(json.dumps({"files": kept}))
    return root
