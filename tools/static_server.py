"""A static file server like the ones the site lives on: a sub-path, gzip, no special headers.

`python -m tools.static_server site --prefix /labs-site/` serves a built site until interrupted.
"""

from __future__ import annotations

import argparse
import gzip
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

COMPRESSED = {".html", ".css", ".js", ".mjs", ".json", ".wasm", ".svg", ".xml", ".txt"}


@lru_cache(maxsize=256)
def _compressed(path: Path, _changed: float) -> bytes:
    return gzip.compress(path.read_bytes(), compresslevel=9, mtime=0)


class SubPathHandler(SimpleHTTPRequestHandler):
    """Serves `root` under `prefix`; everything else is not found."""

    protocol_version = "HTTP/1.1"
    root: Path
    prefix: str
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript",
        ".js": "text/javascript",
        ".wasm": "application/wasm",
        ".whl": "application/zip",
    }

    def do_GET(self) -> None:
        """Answer with the file, compressed where a static host would."""
        if self._redirected():
            return
        path = self._file()
        if path is None:
            self._send(404, b"not found", "text/plain")
            return
        body, encoding = path.read_bytes(), None
        if path.suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", ""):
            body, encoding = _compressed(path, path.stat().st_mtime), "gzip"
        self._send(200, body, self.guess_type(str(path)), encoding)

    def _redirected(self) -> bool:
        """Send a folder asked for without its slash to the one with it, as static hosts do."""
        path, _, query = self.path.partition("?")
        target = self.root / path.removeprefix(self.prefix)
        if path.startswith(self.prefix) and not path.endswith("/") and target.is_dir():
            self.send_response(301)
            self.send_header("Location", f"{path}/{'?' + query if query else ''}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return True
        return False

    def _file(self) -> Path | None:
        path = self.path.partition("?")[0].partition("#")[0]
        if not path.startswith(self.prefix):
            return None
        found = (self.root / path.removeprefix(self.prefix)).resolve()
        if found.is_dir():
            found /= "index.html"
        inside = found.is_relative_to(self.root.resolve())
        return found if inside and found.is_file() else None

    def _send(self, status: int, body: bytes, kind: str, encoding: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Stay quiet."""


class StaticServer(ThreadingHTTPServer):
    """A server that is gone when it is ended: no connection that stands is served any longer."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], handler: type[SubPathHandler]) -> None:
        self._standing: set[socket.socket] = set()
        super().__init__(address, handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve a connection, and know of it."""
        self._standing.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Let a connection go."""
        self._standing.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Pass over a browser that has gone away; anything else is told."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    def end(self) -> None:
        """Take no more connections and cut those that stand."""
        self.shutdown()
        self.server_close()
        for connection in tuple(self._standing):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def serving(root: Path, prefix: str = "/", port: int = 0) -> Iterator[str]:
    """Serve a folder while the block runs; yield the address of its front page."""
    handler = type("Handler", (SubPathHandler,), {"root": root, "prefix": prefix})
    server = StaticServer(("127.0.0.1", port), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
    finally:
        server.end()


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description="Serve a built site under a sub-path.")
    parser.add_argument("root", type=Path)
    parser.add_argument("--prefix", default="/")
    parser.add_argument("--port", type=int, default=8000)
    chosen = parser.parse_args()
    with serving(chosen.root, chosen.prefix, chosen.port) as address:
        print(f"{chosen.root} at {address}; Ctrl-C stops")
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
