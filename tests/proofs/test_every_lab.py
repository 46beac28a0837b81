"""Every lab that exists is under proof; a new one is from the day its module can be imported."""

import subprocess
import sys

import pytest

from mlsys_core import labs
from mlsys_core.__main__ import main
from mlsys_core.place import Place
from mlsys_core.proofs import prove
from mlsys_core.space.grid import Grid
from mlsys_core.views import act_view
from tests.proofs.sabotage import caught, sabotaged

pytestmark = pytest.mark.thorough

graph_objects = pytest.importorskip("plotly.graph_objects")


@pytest.mark.parametrize("lab_id", labs.ids())
def test_everything_a_lab_says_holds(lab_id: str) -> None:
    assert caught(labs.get(lab_id)) == []


@pytest.mark.parametrize("lab_id", labs.ids())
def test_plotly_takes_every_figure(lab_id: str) -> None:
    lab = labs.get(lab_id)
    for context in lab.contexts:
        for act in lab.acts:
            for design in Grid(act, context.key).corners(6):
                place = Place.new(lab, now="")
                place.context = context
                place.settings |= {f"{act.id}.{name}": v for name, v in vars(design).items()}
                ledger = next(iter(lab.trial_ledgers.values()))
                outcome = lab.outcome(act, context, place.settings, ledger)
                view = act_view(place, act, outcome, settled=True, still=True)
                for figure in view["figures"].values():
                    graph_objects.Figure(figure)  # raises for what Plotly does not know


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "mlsys_core", *arguments],
                          capture_output=True, text=True, check=False)  # fmt: skip


def test_the_command_prints_a_table_and_is_content() -> None:
    done = command("prove", "v1_12")
    assert done.returncode == 0
    assert done.stdout.startswith("V1-12 The Speedup Ceiling (core ")
    assert "  ok     30 of 30   stated figures are the computed ones\n" in done.stdout
    assert "act2 cloud: all 8,800 designs\n" in done.stdout
    assert done.stderr == ""


def test_the_command_fails_for_a_lab_that_is_not_there() -> None:
    done = command("prove", "v1_99")
    assert done.returncode != 0
    assert "mlsys_core.labs has no lab 'v1_99'" in done.stderr


def test_a_proof_is_the_same_every_time() -> None:
    first, second = (prove(labs.get("v1_12")) for _ in range(2))
    assert first.checks == second.checks
    assert first.spaces == second.spaces


def test_the_command_ends_in_failure_and_says_what_does_not_hold(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = sabotaged("labs.v1_12", "BASELINE_H = 100.0", "BASELINE_H = 101.0")
    monkeypatch.setattr("mlsys_core.__main__.prove", lambda *_, **__: prove(broken))
    assert main(["prove", "v1_12"]) == 1
    said = capsys.readouterr()
    assert "  FAIL   26 of 30   stated figures are the computed ones\n" in said.out
    assert "    claim: ordered_runtime_h\n      stated    1.56 h\n" in said.out
    assert said.err.startswith(
        "v1_12 claim: ordered_runtime_h: stated 1.56 h, computed 1.578125 h\n"
    )
