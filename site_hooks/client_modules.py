"""What a page's client consists of, so that a browser can ask for all of it at once.

A module names what it imports only once it has arrived; left to themselves, browsers ask for the
client in as many rounds as its imports are deep, and Python starts only after the last.
"""

import re
from pathlib import Path

STATIC_IMPORT = re.compile(
    r'^(?:import|export)\b[^"\'(;]*?["\'](\.{1,2}/[^"\']+)["\'];', re.MULTILINE
)
ENTRIES = ("assets/wake.js", "assets/runtime/worker.js", "assets/main.js")


def client_modules(docs: Path) -> list[str]:
    """Return the paths of all modules that the entries import: what wakes Python, then the rest.

    >>> STATIC_IMPORT.findall('import { a } from "./a.js";')
    ['./a.js']
    """
    root = docs.resolve()
    found: list[Path] = []
    for entry in ENTRIES:
        waiting = [root / entry]
        for module in waiting:
            if module in found:
                continue
            found.append(module)
            names = STATIC_IMPORT.findall(module.read_text("utf-8"))
            waiting += [(module.parent / name).resolve() for name in names]
    return [module.relative_to(root).as_posix() for module in found]
