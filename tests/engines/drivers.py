"""Browsers other than Chromium, each driven by what it comes with: Marionette, or WebDriver.

Both take the same commands by other ways. A test needs two: go to a page, run a script there.
"""

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

START_S, ANSWER_S = 60, 120


class NotHere(Exception):
    """An engine that can't be had on this machine, and how to get it."""


class Driver(ABC):
    """One session of one browser."""

    version = ""

    @abstractmethod
    def go(self, address: str) -> None:
        """Load a page."""

    @abstractmethod
    def run(self, script: str, *arguments: Any) -> Any:
        """Run the body of a function in the page; what it promises is waited for."""


class Marionette(Driver):
    """Firefox, by what it speaks without a helper: JSON on TCP, with its length in front."""

    def __init__(self, port: int) -> None:
        self.line = socket.create_connection(("127.0.0.1", port), timeout=ANSWER_S)
        self.last = 0
        self._read()  # its greeting
        session = self.ask("WebDriver:NewSession")
        self.version = "Firefox " + session["capabilities"]["browserVersion"]
        self.ask("WebDriver:SetTimeouts", script=ANSWER_S * 1000, pageLoad=ANSWER_S * 1000)

    def ask(self, command: str, **parameters: Any) -> Any:
        """Send one command and return its result."""
        self.last += 1
        body = json.dumps([0, self.last, command, parameters]).encode()
        self.line.sendall(b"%d:%s" % (len(body), body))
        _, _, trouble, result = self._read()
        if trouble:
            raise RuntimeError(f"{command}: {trouble['message']}")
        return result

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._some(1)
        left, body = int(length[:-1]), b""
        while left > len(body):
            body += self._some(left - len(body))
        return json.loads(body)

    def _some(self, most: int) -> bytes:
        part = self.line.recv(most)
        if not part:
            raise RuntimeError("Firefox closed the connection")
        return part

    def go(self, address: str) -> None:
        """Load a page."""
        self.ask("WebDriver:Navigate", url=address)

    def run(self, script: str, *arguments: Any) -> Any:
        """Run a script in the page."""
        answer = self.ask("WebDriver:ExecuteScript", script=script, args=list(arguments))
        return answer["value"]


class WebDriver(Driver):
    """WebKitGTK, by its driver's HTTP."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}/session"
        session = self._ask("POST", "", {"capabilities": {}})
        self.address += f"/{session['sessionId']}"
        self.version = "WebKitGTK " + session["capabilities"]["browserVersion"]
        self._ask("POST", "/timeouts", {"script": ANSWER_S * 1000, "pageLoad": ANSWER_S * 1000})

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, method=method)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=ANSWER_S) as answer:  # noqa: S310
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            said = json.loads(error.read() or b"{}").get("value") or {}
            raise RuntimeError(f"{path}: {said.get('message') or error}") from error

    def go(self, address: str) -> None:
        """Load a page."""
        self._ask("POST", "/url", {"url": address})

    def run(self, script: str, *arguments: Any) -> Any:
        """Run a script in the page."""
        return self._ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def close(self) -> None:
        """End the session, and the browser with it."""
        self._ask("DELETE", "")


@contextmanager
def firefox() -> Iterator[Driver]:
    """A Firefox without a window and with a profile of its own."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if not program:
        raise NotHere("Firefox is not installed (apt-get install firefox-esr)")
    with ExitStack() as stack:
        profile = Path(stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True)))
        (profile / "user.js").write_text('user_pref("marionette.port", 0);\n', "utf-8")
        arguments = [program, "--headless", "--marionette", "--no-remote", "--profile", profile]
        stack.enter_context(_program(arguments, HOME=str(profile), MOZ_CRASHREPORTER_DISABLE="1"))
        told = profile / "MarionetteActivePort"
        _wait("Firefox", told.exists)
        driver = Marionette(int(told.read_text()))
        stack.callback(driver.line.close)
        stack.callback(_quietly, driver.ask, "Marionette:Quit")
        yield driver


@contextmanager
def webkit() -> Iterator[Driver]:
    """A WebKitGTK on a screen nobody sees."""
    program = shutil.which("WebKitWebDriver")
    if not program:
        raise NotHere("WebKitGTK's driver is not installed (apt-get install webkit2gtk-driver)")
    with ExitStack() as stack:
        display = os.environ.get("DISPLAY") or stack.enter_context(_screen())
        home = stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True))
        port = _free_port()
        stack.enter_context(
            _program([program, f"--port={port}"], DISPLAY=display, HOME=home, GDK_BACKEND="x11")
        )
        _wait("WebKitWebDriver", lambda: _listens(port))
        driver = WebDriver(port)
        stack.callback(_quietly, driver.close)
        yield driver


@contextmanager
def _screen() -> Iterator[str]:
    if not shutil.which("Xvfb"):
        raise NotHere("WebKitGTK needs a screen: set DISPLAY, or apt-get install xvfb")
    read, write = os.pipe()
    arguments = [
        "Xvfb",
        "-displayfd",
        str(write),
        "-screen",
        "0",
        "1280x900x24",
        "-nolisten",
        "tcp",
    ]
    with _program(arguments, pass_fds=(write,)):
        os.close(write)
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"


@contextmanager
def _program(
    arguments: list[Any], pass_fds: tuple[int, ...] = (), **environment: str
) -> Iterator[None]:
    """Run a program while the block runs."""
    running = subprocess.Popen(
        [str(word) for word in arguments],
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=pass_fds,
    )
    try:
        yield
    finally:
        running.terminate()
        try:
            running.wait(timeout=10)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()


def _wait(name: str, ready: Any) -> None:
    end = time.monotonic() + START_S
    while not ready():
        if time.monotonic() > end:
            raise RuntimeError(f"{name} did not start within {START_S} s")
        time.sleep(0.05)


def _listens(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


def _quietly(do: Any, *arguments: Any) -> None:
    """Say goodbye; one who has left already needs none."""
    with suppress(OSError, RuntimeError, ValueError):
        do(*arguments)
