"""The radar and the heat map: what is drawn, what their tables say, what the proof notices."""

import pytest

from mlsys_core.heatmap import HeatCell, Words, heat_map
from mlsys_core.proofs.curves import missing_from_table, stray_markers
from mlsys_core.radar import radar
from mlsys_core.tables import table_of

SPOKES = {"Memory": 70.0, "Compute": 80.0, "Serving": None, "Scale": 50.0}
WORDS = Words(level=("none", "some", "all"), hatched="gate fails", dotted="Approved", here="You")


def drawn_map(here=(3, "low")):
    low = [HeatCell(0), HeatCell(1), HeatCell(1), HeatCell(1, hatched=True)]
    high = [HeatCell(2, dotted=True), HeatCell(2, dotted=True), HeatCell(1), HeatCell(2)]
    return heat_map("A map", x=("Size", (1, 2, 3, 4)), y=("Setting", ("low", "high")),
                    cells=(low, high), words=WORDS, here=here)  # fmt: skip


def test_a_radar_leaves_out_what_is_unknown_and_says_so():
    figure = radar("A radar", "You", SPOKES)
    polygon = next(t for t in figure["data"] if t["meta"]["kind"] == "polygon")
    assert len(polygon["x"]) == 4  # three known spokes, and back to the first
    labels = next(t for t in figure["data"] if t["name"] == "Spokes")
    assert labels["text"][2] == "Serving<br>no data"
    assert table_of(figure).rows[2] == ("Serving", "–")
    assert list(missing_from_table(figure)) == []


def test_a_radar_of_two_is_a_list():
    figure = radar("A radar", "You", SPOKES | {"Scale": None})
    polygon = next(t for t in figure["data"] if t["meta"]["kind"] == "polygon")
    assert polygon["fill"] == "none"
    listed = next(t for t in figure["data"] if t["name"] == "List")["text"][0]
    assert "Memory 70" in listed
    assert "Compute 80" in listed


def test_a_corner_off_its_value_is_noticed():
    figure = radar("A radar", "You", SPOKES)
    polygon = next(t for t in figure["data"] if t["meta"]["kind"] == "polygon")
    polygon["y"][0] = polygon["y"][-1] = 71.0
    assert list(missing_from_table(figure)) == ["no corner at 70 on the spoke Memory"]


def test_neighbours_of_one_level_are_one_bar_and_hatched_ones_another():
    some = next(t for t in drawn_map()["data"] if t["name"] == "some")
    bars = list(zip(some["y"], some["base"], some["x"], strict=True))
    assert bars == [("low", 1.5, 2), ("low", 3.5, 1), ("high", 2.5, 1)]
    assert some["marker"]["pattern"]["shape"] == ["", "/", ""]


def test_the_table_of_a_map_names_the_columns_of_each_level():
    table = table_of(drawn_map())
    assert table.columns == ("Setting by Size", "none", "some", "all", "Approved", "You")
    assert table.rows[0] == ("low", "1", "2 to 3, 4 (gate fails)", "–", "–", "3")
    assert table.rows[1] == ("high", "–", "3", "1 to 2, 4", "1 to 2", "–")


@pytest.mark.parametrize("here", [(1, "low"), (4, "high")])
def test_the_diamond_names_the_level_it_stands_on(here):
    figure = drawn_map(here)
    assert list(stray_markers(figure)) == []
    assert list(missing_from_table(figure)) == []


def test_a_diamond_in_the_wrong_cell_is_noticed():
    figure = drawn_map()
    diamond = next(t for t in figure["data"] if t["name"] == "You")
    diamond["x"] = [1]
    assert list(stray_markers(figure)) == [
        "marker 'You' at (1, low): 'some' has [2, 3, 4] in that row"
    ]


def test_a_hole_in_the_map_is_noticed():
    figure = drawn_map()
    some = next(t for t in figure["data"] if t["name"] == "some")
    some["x"][0] = 1
    assert any("row 'low' covers [1, 2, 4]" in fault for fault in missing_from_table(figure))
