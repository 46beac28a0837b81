"""What a reader did is kept, and what was found broken is never overwritten."""

import json

LAB = "v1_12"


def test_place_and_record_survive_closing_the_tab(site, page, context):
    site.open_lab(LAB)
    site.open_gate("act1", "d")
    site.move("act1.efficiency", 75)
    site.wait_for_record(LAB, "record.design['act1.efficiency'] === 75")
    page.close()
    site.page = context.new_page()
    site.open_lab(LAB)
    site.page.wait_for_selector('[data-gate="act1"][data-state="open"]')
    assert site.control("act1.efficiency").locator("input").input_value() == "75"
    form = site.page.locator('[data-question="act1.prediction"]')
    assert form.locator('input[value="d"]').is_checked()


def test_an_option_chosen_but_not_committed_is_still_chosen_after_a_reload(site, page):
    site.open_lab(LAB)
    page.locator('[data-question="act1.prediction"] input[value="b"]').check()
    page.wait_for_function(
        "key => localStorage.getItem(key)?.includes('drafts')", arg=place_key(site)
    )
    page.reload()
    site.wait_until_ready(LAB)
    assert page.locator('[data-question="act1.prediction"] input[value="b"]').is_checked()
    assert page.locator('[data-gate="act1"]').is_hidden()


def place_key(site) -> str:
    return f"mlsys-place:{site.base}:{LAB}"


def test_an_answer_locked_in_just_before_the_lab_is_started_over_is_on_record(site, page):
    site.open_lab(LAB)
    site.open_gate("act1", "b")
    # quicker than any hand, and than the moment a record waits for
    page.evaluate(
        "for (const part of ['', '-confirm'])"
        " document.querySelector(`[data-start-over${part}]`).click()"
    )
    page.wait_for_selector('[data-gate="act1"][data-state="locked"]', state="attached")
    assert site.stored()["labs"][LAB]["act1"]["choice"] == "b"


def test_starting_over_forgets_the_place_and_keeps_the_first_answer_on_record(site, page):
    site.open_lab(LAB)
    site.open_gate("act1", "a")
    site.move("act1.num_proc", 2)
    site.wait_for_record(LAB, "record.design['act1.num_proc'] === 2")
    page.locator("[data-start-over]").click()
    page.locator("[data-start-over-confirm]").click()
    page.wait_for_selector('[data-gate="act1"][data-state="locked"]', state="attached")
    site.open_gate("act1", "c")
    assert site.control("act1.num_proc").locator("select").input_value() == "64"
    record = site.wait_for_record(LAB, "record.design['act1.num_proc'] === 64")
    assert record["act1"]["choice"] == "a"


def test_a_broken_ledger_is_set_aside_and_named_never_overwritten(site, page):
    broken = '{"schema": 2, "labs": {"v1_12": '
    site.open()
    key = "mlsys-design-ledger:" + site.base
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, broken])
    site.open_lab(LAB)
    site.open_gate("act1", "c")
    site.wait_for_record(LAB)
    aside = page.evaluate(
        "prefix => Object.entries(localStorage).filter(([key]) => key.startsWith(prefix))",
        "mlsys-design-ledger-broken:",
    )
    assert [text for _, text in aside] == [broken]
    assert page.locator(".lab-notice").first.inner_text() != ""


def test_a_place_that_no_longer_fits_the_lab_falls_back_and_says_so(site, page):
    site.open_lab(LAB)
    site.open_gate("act1", "c")
    site.move("act1.num_proc", 8)
    site.wait_for_record(LAB, "record.design['act1.num_proc'] === 8")
    kept = json.loads(page.evaluate("key => localStorage.getItem(key)", place_key(site)))
    text = json.dumps(kept).replace('"act1.num_proc": 8', '"act1.num_proc": 7')
    assert text != json.dumps(kept)
    page.goto("about:blank")
    site.open()
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [place_key(site), text])
    site.open_lab(LAB)
    page.wait_for_selector('[data-gate="act1"][data-state="open"]')
    assert site.control("act1.num_proc").locator("select").input_value() == "64"
    assert "act1.num_proc = 7 is not allowed" in page.locator(".lab-notices").inner_text()
