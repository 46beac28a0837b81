"""A design sent as a link: copied on one machine, offered on another, used only where wanted."""

from urllib.parse import quote

from playwright.sync_api import expect

from tests.browser.driver import PAGES, SiteDriver

LAB = "v1_12"
SCRIPT = "<img src=x onerror='window.ran = 1'>"


def copied_link(site, page):
    """The link to a design that differs from the scenario in both acts."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    site.open_lab(LAB)
    site.open_gate("act1", "c")
    site.open_gate("act2", "b")
    site.move("act1.num_proc", 8)
    site.move("act2.mem_divergence", 20)
    page.locator("[data-copy-design]").last.click()
    expect(page.locator("[data-design-said]").last).to_contain_text("Link copied")
    return page.evaluate("() => navigator.clipboard.readText()")


def held_back(page):
    """Keep the physics engine from starting; what is returned lets it go on."""
    waiting = []

    def hold(route):
        waiting.append(route)

    page.route("**/runtime/manifest.json", hold)
    return waiting


def test_a_design_is_copied_offered_and_used_only_after_yes(site, page, browser):
    link = copied_link(site, page)
    assert link.startswith(f"{site.url}{PAGES[LAB]}#design={LAB}&context=cloud&act1.")

    other = browser.new_context()
    there = SiteDriver(other.new_page(), site.url)
    there.page.emulate_media(reduced_motion="reduce")
    errors = []
    there.page.on("pageerror", lambda error: errors.append(str(error)))
    engine = held_back(there.page)
    there.page.goto(link)
    offer = there.page.locator("[data-design-offer]")
    expect(offer).to_contain_text("once the physics engine runs")
    there.page.wait_for_function("() => document.readyState === 'complete'")
    for request in engine:
        request.continue_()
    there.page.unroute("**/runtime/manifest.json")
    there.wait_until_ready(LAB)

    expect(offer).to_contain_text("once your prediction there is locked in")
    expect(offer).not_to_contain_text("Processors")
    assert there.stored() is None
    there.open_gate("act1", "c")
    expect(offer.locator("li")).to_have_text(["Processors: 64 processors → 8 processors"])
    there.wait_for_record(LAB, "record.design['act1.num_proc'] === 64")
    there.page.locator("[data-design-use]").click()
    there.expect_value("act1.theoretical_speedup", 1 / (0.15 + 0.85 / 8))
    expect(offer).to_have_count(0)
    assert there.page.url == f"{site.url}{PAGES[LAB]}"
    record = there.wait_for_record(LAB, "record.design['act1.num_proc'] === 8")
    assert "act2.mem_divergence" not in record["design"]
    there.open_gate("act2", "a")
    expect(there.control("act2.mem_divergence").locator("input")).to_have_value("20")
    there.wait_for_record(LAB, "record.design['act2.mem_divergence'] === 20")

    expect_a_broken_link_to_be_named_and_dropped(there)
    other.close()
    assert errors == []


def expect_a_broken_link_to_be_named_and_dropped(site) -> None:
    """A link opened over the page at hand, with script and a broken escape in it."""
    page, before = site.page, site.stored()
    page.evaluate(
        "hash => { location.hash = hash; }",
        f"#design={LAB}&context=moon&act1.num_proc={quote(SCRIPT)}&%E0%A4%A=1",
    )
    offer = page.locator("[data-design-offer]")
    expect(offer).to_be_in_viewport()
    expect(offer).to_contain_text("Nothing of it can be used here")
    expect(offer).to_contain_text("no context 'moon'")
    expect(offer).to_contain_text(SCRIPT)
    assert not page.evaluate("() => 'ran' in window")
    offer.get_by_role("button", name="Understood").click()
    expect(offer).to_have_count(0)
    assert page.url == f"{site.url}{PAGES[LAB]}"
    page.evaluate("() => { location.hash = '#act2'; }")
    page.wait_for_function(
        "() => document.getElementById('act2').getBoundingClientRect().top < 200"
    )
    assert offer.count() == 0
    assert site.stored() == before
