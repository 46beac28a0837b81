"""The instructor's page: many files at once, read in the browser and nowhere else."""

import csv
import io
import json

from tests.browser.ledger_steps import CLASS_PAGE, as_file
from tests.ledger.made import full_ledger

LAB = "v1_12"
MANY = 60


def drop(page, files):
    page.locator("[data-class-files]").set_input_files(files)
    page.wait_for_selector("[data-class-count]")


def class_of(count):
    ledger = full_ledger()
    files = []
    for index in range(count):
        ledger["labs"][LAB]["act1"]["choice"] = "abcd"[index % 4]
        files.append(as_file(json.dumps(ledger), f"student {index:03}.json"))
    return files


def test_many_files_are_read_with_progress_and_broken_ones_named(site, page):
    site.open(CLASS_PAGE)
    page.evaluate(
        "() => { window.seen = new Set(); new MutationObserver(() =>"
        " seen.add(document.querySelector('[data-class-status]').textContent)).observe("
        "document.querySelector('[data-class-page]'),"
        " {subtree: true, childList: true, characterData: true}); }"
    )
    broken = [as_file("{}", "empty <hand>.json"), as_file("nothing", "notes.json")]
    drop(page, class_of(MANY) + broken)
    assert page.locator("[data-class-count]").inner_text() == (
        f"{MANY} ledgers read, 2 files not read."
    )
    told = page.locator(".class-broken").inner_text()
    assert "empty <hand>.json: " in told
    assert "notes.json: " in told
    assert page.evaluate("seen.size") > 2


def test_first_answers_stand_beside_the_idea_each_option_encodes(site, page):
    site.open(CLASS_PAGE)
    drop(page, class_of(8))
    page.locator("summary", has_text="V1-12").click()
    table = page.locator("[data-class-question]", has_text="V1-12, Act I prediction")
    assert "8 first answers" in table.inner_text()
    assert "linear scaling: no serial share" in table.inner_text()
    assert table.get_by_text("25 % (2 of 8)").count() == 4


def test_the_table_comes_as_csv(site, page):
    site.open(CLASS_PAGE)
    drop(page, class_of(3))
    with page.expect_download() as download:
        page.locator('[data-class-csv="records"]').click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 3 * len(full_ledger()["labs"])
    assert {row["file"] for row in rows} == {f"student {i:03}.json" for i in range(3)}


def test_no_file_is_kept_or_sent(site, page):
    site.open(CLASS_PAGE)
    page.wait_for_load_state("networkidle")
    sent = []
    page.on("request", lambda request: sent.append(request) if request.method != "GET" else None)
    drop(page, class_of(2))
    assert sent == []
    assert "student" not in page.evaluate("JSON.stringify(localStorage)")
    page.locator("[data-class-clear]").click()
    assert page.locator("[data-class-question]").count() == 0
