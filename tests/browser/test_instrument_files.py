"""What a reader can take out of an instrument: the chart as a picture, its numbers as a table."""

import csv
import io
import struct
from pathlib import Path
from xml.etree import ElementTree as ET

LAB, FIGURE = "v1_12", '[data-gate="act1"] [data-figure]'


def saved(page, label: str) -> tuple[str, bytes]:
    """Press a button of the first chart's fold; return the file it gives."""
    with page.expect_download() as waiting:
        page.locator(FIGURE).first.get_by_role("button", name=label).click()
    download = waiting.value
    return download.suggested_filename, Path(download.path()).read_bytes()


def open_the_fold(site, page) -> None:
    site.open_lab(LAB)
    site.open_gate("act1")
    page.locator(f"{FIGURE} details.figure-table > summary").first.click()


def test_the_numbers_of_a_chart_come_as_csv_as_the_design_now_is(site, page):
    open_the_fold(site, page)
    before = saved(page, "Numbers as CSV")[1]
    site.move("act1.serial_pct", 40)
    site.wait_for_record(LAB, "record.design['act1.serial_pct'] === 40")
    name, after = saved(page, "Numbers as CSV")
    assert name.startswith("v1_12-act1-")
    assert name.endswith(".csv")
    assert before != after
    rows = list(csv.reader(io.StringIO(after.decode("utf-8-sig"))))
    shown = page.locator(f"{FIGURE} table").first.locator("tr")
    assert [rows[0], len(rows)] == [shown.first.locator("th").all_inner_texts(), shown.count()]


def test_a_chart_comes_as_svg_and_as_png(site, page):
    open_the_fold(site, page)
    name, drawing = saved(page, "Chart as SVG")
    assert name.endswith(".svg")
    assert ET.fromstring(drawing).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 - our own drawing
    name, picture = saved(page, "Chart as PNG")
    assert name.endswith(".png")
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">I", picture[16:20]) == (1800,)
