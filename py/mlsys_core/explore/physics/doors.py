"""The methods of the open physics: show it, run a reader's version, tell it from the book's."""

import json
from collections.abc import Mapping
from difflib import unified_diff
from importlib import import_module
from typing import Any

from mlsys_core.errors import UnknownName
from mlsys_core.explore.asked import asked
from mlsys_core.explore.physics.edited import second_core
from mlsys_core.explore.physics.script import script_of
from mlsys_core.explore.physics.source import Part, parts_of
from mlsys_core.explore.physics.trouble import told
from mlsys_core.explore.physics.view import view_of

Json = dict[str, Any]


def show(request: Mapping[str, Any]) -> Json:
    """Answer `explore.physics.show`: the parts of an act's Python, as they run."""
    parts = _parts(request)
    return {"parts": [{"module": p.module, "file": p.file, "text": p.text} for p in parts]}


def run(request: Mapping[str, Any]) -> Json:
    """Answer `explore.physics.run`: the book's view, and by `edits` the reader's or its trouble."""
    edits = _edits(request)
    text = json.dumps({name: value for name, value in request.items() if name != "edits"})
    answer: Json = {"book": json.loads(view_of(text))}
    try:
        with second_core(edits):
            second = import_module("mlsys_core.explore.physics.view")
            answer["yours"] = json.loads(second.view_of(text))
    except BaseException as error:  # noqa: BLE001 - whatever a reader's code does is told
        answer["trouble"] = told(error, edits)
    return answer


def diff(request: Mapping[str, Any]) -> Json:
    """Answer `explore.physics.diff`: what `edits` change, line by line; empty where nothing."""
    edits = _edits(request)
    lines: list[str] = []
    for part in _parts(request):
        if part.module in edits:
            before, after = part.text.splitlines(), edits[part.module].splitlines()
            names = (f"the book's {part.file}", f"your {part.file}")
            lines += unified_diff(before, after, *names, lineterm="", n=2)
    return {"diff": "\n".join(lines)}


def script(request: Mapping[str, Any]) -> Json:
    """Answer `explore.physics.script`: `edits` as a Python file; `wheel` says where the core is."""
    return {"script": script_of(asked(request), _edits(request), str(request["wheel"]))}


def _parts(request: Mapping[str, Any]) -> list[Part]:
    here = asked(request)
    return parts_of(here.lab, here.act)


def _edits(request: Mapping[str, Any]) -> dict[str, str]:
    """Return the texts that differ from the book's; refuse a module that is not shown."""
    shown = {part.module: part.text for part in _parts(request)}
    edits = {str(name): str(text) for name, text in (request.get("edits") or {}).items()}
    for name in edits:
        if name not in shown:
            raise UnknownName("module", name, f"{request['lab']} {request['act']}", shown)
    return {name: text for name, text in edits.items() if text != shown[name]}
