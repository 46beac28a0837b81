"""Blocks that hold blocks, prose for several keys, boards and domains, as an author writes them."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from mlsys_core.boards import Board, Cell, Row, State
from mlsys_core.errors import BrokenLab
from mlsys_core.labs import get
from site_hooks.check import problems_of
from site_hooks.grammar import blocks_in
from site_hooks.lab_page import LabPage

PAGE = Path(__file__).parents[2] / "docs/labs/vol2/17-constraints-never-lie.md"
TEXT = PAGE.read_text(encoding="utf-8")


def findings(text: str) -> list[str]:
    page = LabPage("labs/vol2/17-constraints-never-lie.md", get("v2_17"))
    return [problem.message for problem in problems_of(page, text)]


def test_a_block_with_a_longer_fence_holds_others_and_keeps_its_own_lines():
    inner = "/// when | act1.x = a\n- inner\n///"
    text = f"//// fold | Help\n- one\n{inner}\n- two\n////\n/// hud\n- last\n///"
    fold, when, hud = blocks_in(text)
    assert fold.bullets == [(2, "one"), (6, "two")]
    assert when.bullets == [(4, "inner")]
    assert (hud.name, hud.line) == ("hud", 8)


def test_the_page_as_it_is_has_no_problems():
    assert findings(TEXT) == []


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("/// board | act1.journey", "/// board | act1.jorney", "did you mean 'act1.journey'?"),
        (
            "- `compute` No kernel",
            "- `computer` No kernel",
            "the course has no domain 'computer'; did you mean 'compute'?",
        ),
        (
            "/// when | act2.hint_case = move",
            "/// when | act2.hint_csae = move",
            "did you mean 'act2.hint_case'?",
        ),
        ("- `act2.hint_case` What", "- `act2.epsilon` What", "is never shown on this page"),
    ],
)
def test_a_mistake_inside_a_block_is_found_all_the_same(right, wrong, message):
    assert right in TEXT
    assert any(message in found for found in findings(TEXT.replace(right, wrong)))


def test_a_board_refuses_a_state_it_does_not_have():
    state = State(key="clear", tone="good", word="clear", sign="✓")
    cell = Cell(id="v1_12", label="V1-12", title="A lab", state="cleer")
    board = Board(id="journey", states=(state,), lay=lambda _outcome: [Row("Volume I", (cell,))])
    with pytest.raises(BrokenLab, match="board journey: cell v1_12 is 'cleer', no state of it"):
        board.view(SimpleNamespace())
