"""The experiment with the theme's successor sees what would be missing."""

from tools.try_zensical import differences
from tools.zensical_bridge import marked

LAB = '<div data-lab="v1_12"><p data-value="act1.a">1</p><p data-value="act1.b">2</p></div>'


def test_a_page_that_is_not_there_and_places_that_a_page_lacks_are_told(tmp_path):
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for folder in (ours, theirs):
        (folder / "lab").mkdir(parents=True)
    (ours / "index.html").write_text("<p>Home</p>")
    (ours / "lab/index.html").write_text(LAB)
    (theirs / "lab/index.html").write_text(LAB.replace(' data-value="act1.b"', ""))
    assert list(differences(ours, theirs)) == [
        "index.html: is not there",
        "lab/index.html: lacks 1 of 2 data-value",
    ]


def test_a_page_with_all_its_places_is_enough_whatever_stands_around_them(tmp_path):
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for folder, around in ((ours, "main"), (theirs, "article")):
        folder.mkdir()
        (folder / "index.html").write_text(f"<{around}>{LAB}</{around}>")
    assert list(differences(ours, theirs)) == []


def test_a_page_tells_the_bridge_its_lab_before_its_first_line():
    assert marked("v1_12", "---\nlab: v1_12\n---\n# Title\n") == (
        "---\nlab: v1_12\n---\n<!-- lab: v1_12 -->\n# Title\n"
    )
