"""A reader's own device: taken only where it can be one, used as a context, never on record."""

import json
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from mlsys_core import labs
from mlsys_core.errors import LabError
from mlsys_core.hardware import A100, H100, ORIN_NX
from mlsys_core.own.device import FIELDS, Device, device_of, troubles
from tests.explore.opened import Json, ask, opened

NOW = "2026-03-01T10:00:00.000Z"
TAKING = [lab_id for lab_id in labs.ids() if labs.get(lab_id).device_context]
MINE = asdict(Device.of(A100)) | {"name": "Attic box", "flop_per_s": 624e12}


def read(name: str = "Attic box", **changed: str) -> Json:
    """Send the form as a reader fills it in: an A100's figures, some of them changed."""
    filled = {
        "memory_bytes": "80 GB",
        "memory_bytes_per_s": "2.039 TB/s",
        "flop_per_s": "312 TFLOP/s",
        "power_w": "400 W",
    } | changed
    parts = {field: text.split(" ") for field, text in filled.items()}
    return ask(
        "own.read",
        {
            "name": name,
            "values": {field: part[0] for field, part in parts.items()},
            "units": {field: part[1] for field, part in parts.items()},
            "now": NOW,
        },
    )


def event(lab: str, place: Json | None, **happened: Any) -> Json:
    return ask("event", {"lab": lab, "place": place, "event": happened, "now": NOW, "ledger": {}})


def on_mine(lab: str = "v1_04", device: Json = MINE) -> Json:
    """Return the answer after the first act is open and the lab set on the reader's device."""
    return event(lab, opened(lab, "act1")["place"], type="device", device=device)


def with_figure(device: Device, field: str, value: float) -> Device:
    changed: Json = {field: value}
    return replace(device, **changed)


def figures_on(lab: str, context: Any) -> Any:
    """Return a context's own figures by name, of the book or of a device."""
    found = labs.get(lab).context(context) if isinstance(context, str) else context
    return SimpleNamespace(**vars(found))


def record(lab: str, place: Json, previous: Json | None = None) -> Any:
    request = {"lab": lab, "place": place, "previous": previous, "now": NOW, "track": ""}
    return ask("record", request | {"ledger": {}})["record"]


@pytest.mark.parametrize("lab_id", TAKING)
def test_a_link_made_on_ones_own_device_leads_to_the_books_context_and_says_so(lab_id: str) -> None:
    sent = on_mine(lab_id)["place"]
    assert sent["context"] == "own"
    written = ask("design.write", {"lab": lab_id, "place": sent, "now": NOW})
    assert "Your own device stays here" in written["stays"]
    here = opened(lab_id, "act1", labs.get(lab_id).contexts[-1].key)["place"]
    arrived = event(lab_id, here, type="use_design", design=written["pairs"])
    assert arrived["place"]["context"] == labs.get(lab_id).contexts[0].key
    assert arrived["place"]["settings"] == sent["settings"]
    again = ask("design.write", {"lab": lab_id, "place": arrived["place"], "now": NOW})
    assert again == written | {"stays": ""}


def test_the_form_gives_base_units_whatever_units_were_chosen() -> None:
    entry = read()["entry"]
    assert entry == {"version": 1, "at": NOW} | asdict(Device.of(A100)) | {"name": "Attic box"}
    other = read(memory_bytes="0.08 TB", flop_per_s="0.312 PFLOP/s", power_w="0.4 kW")["entry"]
    assert [other[field] for field in FIELDS] == pytest.approx([entry[field] for field in FIELDS])


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("memory_bytes", "80 kB", ""),
        ("memory_bytes", "8 kB", "Memory: 8 kB is out of range; it takes 10 kB to 100 TB"),
        ("memory_bytes", "3,5 GB", "Memory: '3,5' is no number; write 3350 or 3.35e3"),
        ("memory_bytes_per_s", "2000000 TB/s", "Bandwidth: 2 EB/s is out of range"),
        ("memory_bytes_per_s", "2 MB/s", "Bandwidth: 2 MB/s does not fit a peak of 312 TFLOP/s"),
        ("flop_per_s", "nan TFLOP/s", "Peak: nan FLOP/s is out of range; it takes 1 MFLOP/s to"),
        ("power_w", "0.4 W", "Power: 400 mW does not fit a peak of 312 TFLOP/s; such a device"),
        ("power_w", "-400 W", "Power: -400 W is out of range; it takes 1 mW to 1 MW"),
    ],
)
def test_a_figure_no_device_can_have_is_refused_by_name_value_and_range(
    field: str, typed: str, said: str
) -> None:
    problems = read(**{field: typed}).get("problems", {})
    assert list(problems) == ([field] if said else [])
    assert said in problems.get(field, "").replace("\N{NO-BREAK SPACE}", " ")


def test_a_device_without_a_name_is_refused() -> None:
    assert set(read(name="  ")["problems"]) == {"name"}
    assert set(read(name="x" * 41)["problems"]) == {"name"}


@pytest.mark.parametrize("product", [A100, H100, ORIN_NX])
def test_the_books_own_devices_pass(product: Any) -> None:
    assert troubles(asdict(Device.of(product))) == []


def test_the_books_devices_give_back_the_books_contexts() -> None:
    cloud, edge = (figures_on("v1_04", key) for key in ("cloud", "edge"))
    feeding, selection = (labs.get(lab_id).own_device for lab_id in ("v1_04", "v1_09"))
    assert figures_on("v1_04", feeding.on_product(A100)).gpu_rate == cloud.gpu_rate
    orin = figures_on("v1_04", feeding.on_product(ORIN_NX))
    assert orin.gpu_rate == pytest.approx(edge.gpu_rate, 0.01)
    own = figures_on("v1_09", selection.on_product(H100))
    assert own.step_s == figures_on("v1_09", "cloud").step_s
    assert own.usd_per_h == pytest.approx(0.07)


@pytest.mark.parametrize("lab_id", TAKING)
def test_every_figure_a_lab_asks_for_enters_it_or_bounds_it(lab_id: str) -> None:
    lab = labs.get(lab_id)
    plain = Device.of(H100)
    for field in lab.own_device.takes:
        low, high = lab.own_device.takes[field]
        values = (getattr(plain, field), getattr(plain, field) / 1.5)
        contexts = [lab.own_device.on(with_figure(plain, field, value)) for value in values]
        figures = [{**vars(context), "device": None} for context in contexts]
        assert figures[0] != figures[1] or field == "memory_bytes", field
        for beyond in (low / 2, 2 * high):
            said = lab.own_device.refuses(with_figure(plain, field, beyond))
            assert said.startswith(FIELDS[field][0]), field


@pytest.mark.parametrize("lab_id", [lab for lab in labs.ids() if lab not in TAKING])
def test_a_lab_whose_contexts_are_no_devices_takes_none(lab_id: str) -> None:
    with pytest.raises(LabError, match="takes no device"):
        on_mine(lab_id)


def test_a_device_too_small_for_the_job_is_refused_with_the_range() -> None:
    with pytest.raises(LabError, match=r"Memory: 8.GB is out of range; it takes 16.GB to"):
        on_mine("v1_09", MINE | {"memory_bytes": 8e9})


def test_twice_the_a100s_peak_trains_twice_its_rate_and_the_page_says_whose_it_is() -> None:
    view = on_mine()["view"]
    assert (view["context"], view["own"]) == ("own", "Attic box")
    assert view["values"]["act1.needed_images_per_s"]["value"] == pytest.approx(5000)
    titles = [figure["layout"]["title"]["text"] for figure in view["figures"].values()]
    assert titles
    assert all("yours: Attic box" in title for title in titles)


def test_the_place_keeps_the_device_and_leads_back_to_the_book() -> None:
    place = on_mine()["place"]
    again = event("v1_04", place, type="open")
    assert again["problems"] == []
    assert again["view"]["context"] == "own"
    back = event("v1_04", place, type="set", control="context", value="cloud", settled=True)
    assert (back["view"]["context"], back["view"]["own"]) == ("cloud", "Attic box")
    assert back["view"]["values"]["act1.needed_images_per_s"]["value"] == 2500
    forth = event("v1_04", back["place"], type="set", control="context", value="own", settled=True)
    assert forth["view"]["context"] == "own"
    gone = event("v1_04", forth["place"], type="device", device=None)
    assert (gone["view"]["context"], gone["view"]["own"]) == ("cloud", None)


def test_a_kept_device_that_can_be_none_leaves_the_lab_in_the_books_context() -> None:
    place = on_mine()["place"]
    place["device"]["power_w"] = -1
    answer = event("v1_04", place, type="open")
    assert answer["view"]["context"] == "cloud"
    assert "Power" in answer["problems"][0]


def test_nothing_done_on_the_readers_device_reaches_the_record() -> None:
    before = None
    for happened in (
        {"type": "commit", "question": "act1.prediction", "option": "a", "at": NOW},
        {"type": "set", "control": "act1.storage", "value": "ssd", "settled": True},
    ):
        before = event("v1_04", before, **happened)["place"]
    assert before
    kept = record("v1_04", before)
    place = event("v1_04", before, type="device", device=MINE)["place"]
    assert record("v1_04", place, kept) == kept
    for happened in (
        {"type": "set", "control": "act1.storage", "value": "ram", "settled": True},
        {"type": "commit", "question": "act1.prediction", "option": "b"},
        {"type": "commit", "question": "act1.reflection", "option": "c"},
        {"type": "commit", "question": "act2.prediction", "option": "b"},
        {"type": "set", "control": "act2.dataset_gb", "value": 1000000, "settled": True},
    ):
        answer = event("v1_04", place, **happened)
        place = answer["place"]
        assert record("v1_04", place, kept) == kept, happened
    shown = answer["view"]["questions"]
    assert shown["act1.reflection"]["practice"] is True
    assert shown["act1.reflection"]["first"] is None
    assert shown["act1.prediction"]["first"] == "a"
    assert place["failures"] == {}


def test_back_in_the_book_practice_answers_are_gone_and_the_record_goes_on() -> None:
    place = on_mine()["place"]
    place = event("v1_04", place, type="commit", question="act2.prediction", option="b")["place"]
    back = event("v1_04", place, type="set", control="context", value="cloud", settled=True)
    assert back["view"]["gates"] == {"act1": "open", "act2": "locked"}
    made = record("v1_04", back["place"])
    assert (made["context"], made["act1"]["choice"]) == ("cloud", "a")
    assert made["act2"].get("choice") is None


def test_the_tools_beyond_the_sliders_compute_with_the_device() -> None:
    request = {"lab": "v1_04", "act": "act1", "place": on_mine()["place"], "ledger": {}}
    answer = ask("explore.sensitivity", request | {"metric": "needed_images_per_s"})
    assert "yours: Attic box" in answer["figure"]["layout"]["title"]["text"]
    book = ask("explore.physics.run", request | {"edits": {}})["book"]
    values = {value["id"]: value["value"] for value in book["values"]}
    assert values["needed_images_per_s"] == pytest.approx(5000)


def test_the_copied_python_file_runs_with_the_device(tmp_path: Path) -> None:
    request = {"lab": "v1_04", "act": "act1", "place": on_mine()["place"], "ledger": {}}
    script = ask("explore.physics.script", request | {"edits": {}, "wheel": "x.whl"})["script"]
    file = tmp_path / "mine.py"
    file.write_text(script, "utf-8")
    done = subprocess.run([sys.executable, file], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    [row] = [line for line in done.stdout.splitlines() if line.startswith("needed_images_per_s")]
    assert row.split()[1:] == ["5,000", "images/s"] * 2


def test_what_is_shown_of_a_ledgers_devices() -> None:
    small = read(memory_bytes="8 GB")["entry"]
    dropped = {"version": 1, "at": NOW, "dropped": True}
    devices = {"b": read()["entry"], "a": small | {"at": "2026-02-01T10:00:00Z"}, "c": dropped}
    shown = ask("own.show", {"lab": "v1_09", "devices": devices})
    assert [card["id"] for card in shown["devices"]] == ["a", "b"]
    assert "Memory" in shown["devices"][0]["refused"]
    assert shown["devices"][1]["refused"] == ""
    assert shown["devices"][1]["figures"][-1] == "153\N{NO-BREAK SPACE}FLOP/B"
    used = {field["id"] for field in shown["fields"] if field["used"]}
    assert used == {"memory_bytes", "flop_per_s", "power_w"}


def test_a_devices_plain_data_are_a_device_again() -> None:
    mine = json.loads(json.dumps(MINE))
    assert asdict(device_of(mine)) == MINE
