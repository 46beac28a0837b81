"""What a preview keeps from one rebuild to the next, and what it lets go of."""

import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from site_hooks import preview

LABS = preview.ROOT / "py/mlsys_core/labs"
SHARED = preview.ROOT / "py/mlsys_core/physics/amdahl.py"


@pytest.fixture
def serving(monkeypatch):
    state = preview._State(serving=True, stamps=dict.fromkeys(
        (LABS / "v1_12.py", LABS / "v1_04/sites.py", LABS / "__init__.py", SHARED), 1))  # fmt: skip
    monkeypatch.setattr(preview, "_STATE", state)
    preview.keep("v1_12", "text", "<p>done</p>", [])
    return state


def test_a_page_that_nothing_has_touched_is_not_rendered_again(serving):
    kept = preview.rendered("v1_12", "text")
    assert kept is not None
    assert kept.html == "<p>done</p>"


def test_another_labs_module_is_no_reason_to_render_this_page_again(serving):
    serving.stamps[LABS / "v1_04/sites.py"] = 2
    assert preview.rendered("v1_12", "text") is not None


@pytest.mark.parametrize("path", [LABS / "v1_12.py", LABS / "__init__.py", SHARED])
def test_what_the_page_is_made_of_is_a_reason(serving, path):
    serving.stamps[path] = 2
    assert preview.rendered("v1_12", "text") is None


def test_a_new_lab_is_a_reason_since_pages_may_link_to_it(serving):
    serving.stamps[LABS / "v1_05.py"] = 1
    assert preview.rendered("v1_12", "text") is None


def test_another_text_is_a_reason(serving):
    assert preview.rendered("v1_12", "another text") is None


def test_a_build_keeps_nothing():
    assert not preview.is_on()
    preview.keep("v1_12", "text", "<p>done</p>", [])
    assert preview.rendered("v1_12", "text") is None


@pytest.fixture
def module(monkeypatch) -> Iterator[str]:
    name = "site_hooks.made_for_a_test"
    package = sys.modules["site_hooks"]
    others = [n for n in sys.modules if n.startswith("site_hooks")]
    monkeypatch.setattr(preview, "PACKAGES", ("site_hooks",))
    monkeypatch.setattr(preview, "KEPT", tuple(others))
    sys.modules[name] = ModuleType(name)
    vars(package)["made_for_a_test"] = sys.modules[name]
    yield name
    sys.modules.pop(name, None)
    vars(package).pop("made_for_a_test", None)


def test_changed_sources_are_let_go_of_with_every_way_to_reach_them(serving, module):
    preview.forget_changed()  # the stamps above are not those of the files: all has changed
    assert module not in sys.modules
    assert not hasattr(sys.modules["site_hooks"], "made_for_a_test")


def test_unchanged_sources_stay(serving, module):
    serving.stamps = preview._stamps()
    preview.forget_changed()
    assert module in sys.modules
