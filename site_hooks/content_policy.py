"""What a page may run and load, said in the page itself, since a static host sends no headers.

Scripts come from the site's own files. The theme also writes a few short ones into its pages: each
of these is allowed by its hash and nothing else is, so a script that gets into a page by way of a
ledger, a link or an imported file does not run.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

INLINE = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
NO_CODE = re.compile(r"""\bsrc=|\btype=["']?application/json""")
HEAD = '<meta charset="utf-8">'

IN_A_FOLDER = {"script-src": ["blob:"], "worker-src": ["data:"]}
"""What pages opened as files do besides: start workers and import modules they carry themselves."""


def write_into(site: Path, besides: Mapping[str, list[str]] | None = None) -> None:
    """Put the policy into every page of a built site; `besides` adds sources to single rules.

    It is one policy for all of them: under instant navigation that of the page a visit began with
    holds on every other.
    """
    pages = {path: path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    rules = policy(pages.values(), besides)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{rules}">'
    for path, text in pages.items():
        if HEAD not in text:
            raise ValueError(f"{path}: there is no {HEAD} that the policy could follow")
        path.write_text(text.replace(HEAD, HEAD + meta, 1), "utf-8")


def policy(pages: Iterable[str], besides: Mapping[str, list[str]] | None = None) -> str:
    """Return the policy under which these pages work."""
    hashes = sorted({hash_of(code) for page in pages for code in inline_scripts(page)})
    rules = {
        "default-src": ["'self'"],
        # Python is WebAssembly.
        "script-src": ["'self'", "'wasm-unsafe-eval'", *hashes],
        # Charts and printed pages set the style of single elements.
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "worker-src": ["'self'", "blob:"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "frame-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
    }
    for name, sources in (besides or {}).items():
        rules[name] += sources
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


def inline_scripts(page: str) -> list[str]:
    """Return the code that stands in a page itself."""
    found = (match for match in INLINE.finditer(page) if not NO_CODE.search(match["attributes"]))
    return [match["code"] for match in found]


def hash_of(code: str) -> str:
    """Return a script's hash as a policy names it."""
    digest = hashlib.sha256(code.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
