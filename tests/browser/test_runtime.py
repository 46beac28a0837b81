"""The runtime alone in a real browser: what it boots from, what can go wrong, and what then.

The core is a small one whose session does what a test asks of it, so that faults can be provoked
from inside Python too; worker, supervisor, archives and Pyodide are the site's own.
"""

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Route

from site_hooks.runtime import RuntimeBuild, prepare
from tests.browser.bare_runtime import SESSION, BareRuntime, write_page
from tests.site.small_project import write_project
from tools.static_server import serving


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> RuntimeBuild:
    """The runtime of a project with a small core."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("MLSYS_RUNTIME_MIRROR", "mirror")
        return prepare(write_project(tmp_path_factory.mktemp("project"), SESSION))


@pytest.fixture(scope="module")
def address(build: RuntimeBuild, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page, served under a sub-path."""
    site = write_page(build, tmp_path_factory.mktemp("site"))
    with serving(site, "/labs-site/") as url:
        yield url


@pytest.fixture
def runtime(new_device: BrowserContext, address: str) -> Iterator[BareRuntime]:
    """A fresh profile with the page not yet open."""
    page = new_device.new_page()
    page.set_default_timeout(60_000)
    yield BareRuntime(page, address)
    page.close()


def test_python_answers_under_a_sub_path_and_a_strict_content_policy(runtime: BareRuntime) -> None:
    stage = runtime.open()
    assert (stage["name"], stage["ready"]["plan"]) == ("ready", "bytecode")
    assert runtime.call("echo", {"π": [1, None]}) == {"π": [1, None]}


def test_a_boot_fetches_what_it_needs_once_and_nothing_else(
    runtime: BareRuntime, build: RuntimeBuild
) -> None:
    runtime.open()
    fetched = [name.removeprefix("assets/runtime/") for name in runtime.requests]
    asked = sorted(name for name in fetched if not name.endswith(".js"))
    assert asked == sorted(
        [
            "",
            "manifest.json",
            *build.manifest["boot"]["bytecode"].values(),
            *(f"{build.manifest['pyodide']}/{n}" for n in ("pyodide.mjs", "pyodide.asm.mjs")),
            f"{build.manifest['pyodide']}/pyodide.asm.wasm",
        ]
    )


def test_progress_in_bytes_only_grows_and_ends_at_the_whole(
    runtime: BareRuntime, build: RuntimeBuild
) -> None:
    runtime.open()
    seen = [s["loaded"] for s in runtime.page.evaluate("stages") if s["total"]]
    names = [*build.manifest["boot"]["bytecode"].values()]
    names += [
        f"{build.manifest['pyodide']}/pyodide{end}" for end in (".mjs", ".asm.mjs", ".asm.wasm")
    ]
    assert seen == sorted(seen)
    assert len(set(seen)) > 4  # a fast connection brings megabytes at a time
    assert seen[-1] == sum(build.manifest["files"][name]["bytes"] for name in names)


def test_a_module_the_first_library_lacks_is_fetched_when_it_is_asked_for(
    runtime: BareRuntime,
) -> None:
    runtime.open()
    assert runtime.call("find", "decimal") == "decimal"
    assert runtime.call("find", "json.tool") == "json.tool"
    assert runtime.call("find", "pyodide.http") == "pyodide.http"
    assert len([name for name in runtime.requests if name.endswith("python_stdlib.zip")]) == 1
    assert runtime.call("find", "no_such_module") == [
        "CallFailed",
        "ModuleNotFoundError: No module named 'no_such_module'",
    ]


def test_a_part_of_the_core_that_no_slider_needs_is_fetched_when_it_is_asked_for(
    runtime: BareRuntime,
) -> None:
    runtime.open()
    assert [name for name in runtime.requests if name.endswith(".whl")] == []
    assert runtime.call("find", "mlsys_core.proofs") == "mlsys_core.proofs"
    assert len([name for name in runtime.requests if name.endswith(".whl")]) == 1
    assert runtime.call("find", "mlsys_core.no_such_part") == [
        "CallFailed",
        "ModuleNotFoundError: No module named 'mlsys_core.no_such_part'",
    ]


def test_a_module_that_can_no_longer_be_fetched_is_an_import_error_that_says_why(
    runtime: BareRuntime,
) -> None:
    runtime.open()
    runtime.replace("python_stdlib.zip", lambda route: route.abort())
    name, message = runtime.call("find", "decimal")
    assert name == "CallFailed"
    assert message.startswith("ImportError: decimal is in the full standard library, which http")
    assert message.endswith("python_stdlib.zip did not give: the network failed")
    assert runtime.call("echo", 1) == 1


def test_an_endless_loop_in_python_ends_the_worker_and_the_next_call_is_answered(
    runtime: BareRuntime,
) -> None:
    runtime.open()
    assert runtime.call("loop") == ["WorkerLost", "loop had no answer within 8 s"]
    assert runtime.call("echo", "again") == "again"
    stage = runtime.settled()
    assert (stage["name"], stage["restarted"]) == ("ready", True)


def test_a_worker_stuck_outside_python_is_replaced_too(runtime: BareRuntime) -> None:
    runtime.open()
    runtime.page.workers[0].evaluate("() => { setTimeout(() => { for (;;); }) }")
    assert runtime.call("echo", 1) == ["WorkerLost", "echo had no answer within 8 s"]
    assert runtime.call("echo", 2) == 2


def answered(status: int, body: bytes, kind: str) -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=status, body=body, content_type=kind)


HTML = answered(200, b"<!doctype html><title>Sign in to this network</title>", "text/html")
GONE = answered(404, b"", "text/plain")
CUT_SHORT = answered(200, b"\0asm\1\0\0\0", "application/wasm")


@pytest.mark.parametrize(
    ("file", "answer", "reason"),
    [
        (
            "pyodide.asm.wasm",
            GONE,
            "pyodide.asm.wasm could not be fetched: the server answered 404",
        ),
        (
            "pyodide.asm.wasm",
            HTML,
            "pyodide.asm.wasm is not WebAssembly; was a page sent in its place?",
        ),
        (
            "pyodide.asm.wasm",
            CUT_SHORT,
            "pyodide.asm.wasm arrived with 8 bytes; the whole has 9596386",
        ),
        (".zip", GONE, ".zip could not be fetched: the server answered 404"),
        (".zip", HTML, ".zip is not a zip archive; was a page sent in its place?"),
        ("manifest.json", GONE, "manifest.json could not be fetched: the server answered 404"),
        ("manifest.json", HTML, "manifest.json is not JSON; was a page sent in its place?"),
        ("pyodide.asm.mjs", GONE, "pyodide.asm.mjs"),
        ("worker.js", GONE, "the worker's own script could not be loaded"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_file_that_is_gone_cut_short_or_a_page_ends_in_failed_and_another_try_works(
    runtime: BareRuntime, file: str, answer: Callable[[Route], None], reason: str
) -> None:
    runtime.replace(file, answer)
    stage = runtime.open()
    assert (stage["name"], stage["step"]) == ("failed", "download")
    assert reason in stage["reason"]
    assert runtime.call("echo", 1) == ["RuntimeFailed", stage["reason"]]
    runtime.page.unroute_all()
    runtime.page.evaluate("runtime.restart()")
    assert runtime.settled()["name"] == "ready"
    assert runtime.call("echo", 1) == 1


def swap(runtime: BareRuntime, build: RuntimeBuild, path: str, body: bytes) -> None:
    """Let the site have another file at this path, whole by what its manifest says."""
    facts = {**build.manifest["files"], path: {"bytes": len(body), "sha256": ""}}
    manifest = json.dumps({**build.manifest, "files": facts}).encode()
    runtime.replace("manifest.json", answered(200, manifest, "application/json"))
    runtime.replace(path, answered(200, body, "application/octet-stream"))


def test_an_interpreter_the_browser_refuses_fails_at_once_with_the_browsers_reason(
    runtime: BareRuntime, build: RuntimeBuild
) -> None:
    of_no_known_version = b"\0asm\xff\0\0\0"
    swap(runtime, build, f"{build.manifest['pyodide']}/pyodide.asm.wasm", of_no_known_version)
    stage = runtime.open()
    assert stage["name"] == "failed"
    assert "WebAssembly" in stage["reason"]
    assert "version" in stage["reason"]


def test_an_archive_that_does_not_work_here_is_replaced_by_sources(
    runtime: BareRuntime, build: RuntimeBuild
) -> None:
    swap(runtime, build, build.manifest["boot"]["bytecode"]["core"], b"PK\3\4 and nothing more")
    stage = runtime.open()
    assert (stage["name"], stage["ready"]["plan"]) == ("ready", "source")
    assert runtime.call("find", "decimal") == "decimal"
