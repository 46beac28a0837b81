"""A reader's way through the first lab, in a real browser with the real physics."""

import pytest

from mlsys_core.labs import get

LAB = "v1_12"


def test_a_reader_predicts_touches_finds_out_and_is_remembered(site, page):
    site.open_lab(LAB, ready=False)
    assert page.locator('[data-gate="act1"]').is_hidden()
    site.wait_until_ready(LAB)
    site.answer("act1.prediction", "a")
    page.wait_for_selector('[data-gate="act1"][data-state="open"]')
    assert page.locator('[data-feedback="act1.prediction"][data-option="a"]').is_visible()
    assert page.locator('[data-feedback="act1.prediction"][data-option="c"]').is_hidden()

    site.move("act1.num_proc", 1024)
    wanted = get(LAB).evaluate(**{"act1.num_proc": 1024}).values
    for name in ("act1.theoretical_speedup", "act1.runtime_h", "act1.gpu_hours"):
        site.expect_value(name, wanted[name])

    site.answer("act1.reflection", "c")
    site.open_gate("act2", "b")
    page.wait_for_selector('[data-flag="act2.batch_mismatch"]:not([hidden])')
    site.move("act2.bench_type", "mlperf")
    site.move("act2.bench_batch", 4)
    site.move("act2.mem_divergence", 20)
    site.move("act2.soak", True)
    site.expect_value("act2.fidelity", 0.736)
    page.wait_for_selector('[data-flag="act2.valid_benchmark"]:not([hidden])')
    assert site.raised_flags() == {"act2.valid_benchmark"}
    site.answer("act2.reflection", "b")

    record = site.wait_for_record(LAB, "record.status === 'complete' && record.final_ok")
    assert record["act1"]["choice"] == "a"
    assert record["act1"]["correct"] is False
    assert record["act2"]["correct"] is True
    assert record["design"]["act2.bench_type"] == "mlperf"
    assert record["metrics"]["act2_result"] == 0.736
    assert record["constraint_hit"] is True

    page.reload()
    site.wait_until_ready(LAB)
    page.wait_for_selector('[data-gate="act2"][data-state="open"]')
    site.expect_value("act2.fidelity", 0.736)
    assert site.control("act1.num_proc").locator("select").input_value() == "1024"


def test_the_first_prediction_stays_on_record(site, page):
    site.open_lab(LAB)
    site.open_gate("act1", "b")
    site.wait_for_record(LAB, "record.act1.choice === 'b'")
    page.locator('[data-question="act1.prediction"] [data-retry]').click()
    site.answer("act1.prediction", "c")
    page.wait_for_selector('[data-feedback="act1.prediction"][data-option="c"]:visible')
    site.move("act1.num_proc", 8)
    record = site.wait_for_record(LAB, "record.design['act1.num_proc'] === 8")
    assert record["act1"]["choice"] == "b"
    assert record["act1"]["correct"] is False


@pytest.mark.parametrize("place", ["cloud", "edge"])
def test_the_context_changes_both_acts(site, place):
    site.open_lab(LAB)
    site.open_gate("act1")
    site.open_gate("act2")
    site.move("context", place)
    wanted = get(LAB).evaluate(place).values
    for name, value in wanted.items():
        site.expect_value(name, value)


def test_where_the_ceiling_is_endless_the_page_says_so(site, page):
    site.open_lab(LAB)
    site.open_gate("act1")
    site.move("act1.serial_pct", 0)
    site.expect_value("act1.speedup_ceiling", None)
    assert page.locator('[data-value="act1.speedup_ceiling"]').inner_text() == "∞"
