"""The physics laid open: what is shown is what runs, and a changed version changes only itself."""

import subprocess
import sys
from pathlib import Path

import pytest

from mlsys_core import labs
from mlsys_core.errors import LabError
from mlsys_core.physics import amdahl
from tests.explore.opened import Json, ask, opened

ACTS = [(lab_id, act.id) for lab_id in labs.ids() for act in labs.get(lab_id).acts]
LAW = "mlsys_core.physics.amdahl"
HOME = "mlsys_core.labs.v1_12.ceiling"


def parts(request: Json) -> dict[str, str]:
    return {p["module"]: p["text"] for p in ask("explore.physics.show", request)["parts"]}


def values(view: Json) -> Json:
    return {value["id"]: value["value"] for value in view["values"]}


def run(request: Json, **edits: str) -> Json:
    """Run a version in which one text of a part is exchanged for another."""
    return ask("explore.physics.run", request | {"edits": edits})


def changed(request: Json, module: str, old: str, new: str) -> Json:
    text = parts(request)[module]
    assert old in text
    return run(request, **{module: text.replace(old, new)})


@pytest.mark.parametrize(("lab_id", "act_id"), ACTS)
def test_every_act_shows_its_evaluation_and_each_law_its_results_name(
    lab_id: str, act_id: str
) -> None:
    act = labs.get(lab_id).act(act_id)
    shown = parts(opened(lab_id, act_id))
    assert f"def {act.evaluate.__name__}(" in next(iter(shown.values()))
    for metric in act.metrics:
        if metric.law is not None:
            assert f"def {metric.law.__name__}(" in shown[metric.law.__module__]
    for module, text in shown.items():
        if module.startswith("mlsys_core.physics."):
            assert "Law: " in text
            assert "Source: " in text


@pytest.mark.parametrize(("lab_id", "act_id"), ACTS)
def test_a_version_with_nothing_but_a_remark_gives_the_books_results(
    lab_id: str, act_id: str
) -> None:
    request = opened(lab_id, act_id)
    edits = {module: f"# mine\n{text}" for module, text in parts(request).items()}
    answer = run(request, **edits)
    assert "trouble" not in answer, answer["trouble"]
    assert answer["yours"] == answer["book"]


def test_a_changed_law_changes_the_readers_values_and_charts_and_not_the_books() -> None:
    request = opened("v1_12", "act1")
    answer = changed(request, LAW, "return 1.0 / (serial_share", "return 2.0 / (serial_share")
    book, yours = values(answer["book"]), values(answer["yours"])
    assert yours["theoretical_speedup"] == pytest.approx(2 * book["theoretical_speedup"])
    assert answer["yours"]["figures"] != answer["book"]["figures"]
    assert amdahl.speedup(0.15, 64) == pytest.approx(book["theoretical_speedup"])
    assert values(run(request)["yours"]) == book, "the next run starts from the book again"


def test_a_changed_constant_reaches_all_that_uses_it() -> None:
    answer = changed(opened("v1_12", "act1"), HOME, "BASELINE_H = 100.0", "BASELINE_H = 50.0")
    book, yours = values(answer["book"]), values(answer["yours"])
    assert yours["runtime_h"] == pytest.approx(book["runtime_h"] / 2)


def test_a_helper_that_the_reader_adds_can_be_used() -> None:
    request = opened("v1_12", "act1")
    text = parts(request)[HOME].replace("c.serial_pct / 100", "share(c)")
    added = "def share(c):\n    return c.serial_pct / 200\n\n\n"
    answer = run(request, **{HOME: added + text})
    assert values(answer["yours"])["speedup_ceiling"] == pytest.approx(2 / 0.15)


TROUBLES = [
    ("serial = c.serial_pct / 100", "serial = = 3", "This is not Python"),
    ("serial = c.serial_pct / 100", "serial = c.serial_pct / 0", "It divides by zero"),
    ("serial = c.serial_pct / 100", "serial = missing", "Nothing here has that name"),
    ("serial = c.serial_pct / 100", "import sys; sys.exit()", "It asked Python to stop"),
    ("serial = c.serial_pct / 100", "import nowhere", "can't be imported here"),
    ("serial = c.serial_pct / 100", "raise MemoryError", "more memory"),
]


@pytest.mark.parametrize(("old", "new", "said"), TROUBLES)
def test_what_goes_wrong_is_told_in_plain_words_at_its_line(old: str, new: str, said: str) -> None:
    request = opened("v1_12", "act1")
    lines = parts(request)[HOME].splitlines()
    answer = changed(request, HOME, old, new)
    trouble = answer["trouble"]
    assert said in trouble["message"]
    assert trouble["module"] == HOME
    assert old in lines[trouble["line"] - 1]
    assert "yours" not in answer


def test_an_error_inside_a_law_is_told_at_the_law() -> None:
    answer = changed(
        opened("v1_12", "act1"), LAW, "return 1.0 / (serial_share", "return 1 / (0 * ("
    )
    assert answer["trouble"]["module"] == LAW


def test_a_result_left_out_is_named() -> None:
    answer = changed(opened("v1_12", "act1"), HOME, '"runtime_h": runtime_h,', "")
    assert answer["trouble"]["message"] == "LookupError: evaluate leaves out runtime_h."


def test_only_what_is_shown_can_be_changed() -> None:
    with pytest.raises(LabError, match="no module"):
        run(opened("v1_12", "act1"), **{"mlsys_core.session": "1"})


@pytest.mark.parametrize("method", ["show", "run", "diff", "script"])
def test_nothing_is_laid_open_before_the_prediction_is_locked_in(method: str) -> None:
    with pytest.raises(LabError, match="before its prediction is locked in"):
        ask(f"explore.physics.{method}", {"lab": "v1_12", "act": "act1", "place": None})


def test_the_difference_to_the_original_is_told_line_by_line() -> None:
    request = opened("v1_12", "act1")
    text = parts(request)[HOME].replace("BASELINE_H = 100.0", "BASELINE_H = 50.0")
    told = ask("explore.physics.diff", request | {"edits": {HOME: text}})["diff"].splitlines()
    assert "-BASELINE_H = 100.0" in told
    assert "+BASELINE_H = 50.0" in told
    assert sum(line.startswith(("-", "+")) for line in told) == 4, "two names, one line each way"


def test_the_copied_file_runs_by_itself_and_prints_both(tmp_path: Path) -> None:
    request = opened("v1_12", "act1", num_proc=128)
    text = parts(request)[HOME].replace("BASELINE_H = 100.0", "BASELINE_H = 50.0")
    script = ask("explore.physics.script", request | {"edits": {HOME: text}, "wheel": "core.whl"})[
        "script"
    ]
    file = tmp_path / "mine.py"
    file.write_text(script, "utf-8")
    done = subprocess.run([sys.executable, file], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    rows = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines()[1:]}
    assert rows["runtime_h"] == ["15.66", "h", "7.83", "h"]
