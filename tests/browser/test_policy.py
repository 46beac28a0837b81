"""The content policy: the site works under it, and a script that gets into a page does not run."""

import json
import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.driver import PAGES
from tests.browser.ledger_steps import CLASS_PAGE, as_file, open_ledger
from tests.ledger.made import full_ledger
from tools.paths import SITE

LAB = "v1_12"
ALERT = "<img src=x onerror='window.ran = 1'><script>window.ran = 1</script>"
IMAGE = "<img src=x onerror='window.ran = 1'>"
LINK = "#design=v1_12&context={}&act1.num_proc={}&act1.{}=1&{}={}&a=b&c=d"
REFUSED = re.compile("Content Security Policy", re.IGNORECASE)


def ran(page) -> bool:
    return bool(page.evaluate("() => 'ran' in window"))


@pytest.mark.allow_page_errors
@pytest.mark.parametrize("path", ["", "ledger/", "reference/constants/", "no/such/page/"])
def test_a_script_written_into_a_page_is_refused(site, page, path):
    refused = []
    page.on("console", lambda m: refused.append(m.text) if REFUSED.search(m.text) else None)
    address = "404.html" if path == "no/such/page/" else path
    site.open(address)
    page.evaluate(
        "() => { const script = document.createElement('script');"
        " script.textContent = 'window.ran = 1'; document.body.append(script);"
        " const image = document.createElement('img'); image.setAttribute('onerror',"
        " 'window.ran = 1'); image.src = 'nowhere.png'; document.body.append(image);"
        " return new Promise(done => image.addEventListener('error', () => done())); }"
    )
    assert not ran(page)
    assert len(refused) >= 2


@pytest.mark.allow_page_errors
def test_text_is_not_run_as_code_and_other_hosts_are_not_asked(site, page):
    site.open()
    outcome = page.evaluate(
        """async () => {
          const tried = {};
          const button = document.createElement('button');
          button.setAttribute('onclick', 'window.ran = 1');
          document.body.append(button);
          button.click();
          tried.click = 'ran' in window;
          const link = document.createElement('a');
          link.href = 'javascript:window.ran = 1';
          document.body.append(link);
          link.click();
          await new Promise(requestAnimationFrame);
          tried.link = 'ran' in window;
          const blob = new Blob(['window.ran = 1'], {type: 'text/javascript'});
          await new Promise(done => {
            const script = document.createElement('script');
            script.src = URL.createObjectURL(blob);
            script.onload = script.onerror = done;
            document.body.append(script);
          });
          tried.blob = 'ran' in window;
          tried.fetched = await fetch('https://example.com/').then(() => true, () => false);
          return tried;
        }"""
    )
    assert outcome == {"click": False, "link": False, "blob": False, "fetched": False}


def test_script_in_every_field_of_a_ledger_stays_text(site, page):
    site.open_lab(LAB)
    site.open_gate("act1", "c")
    site.move("act1.num_proc", 8)
    site.wait_for_record(LAB, "record.design['act1.num_proc'] === 8")
    poisoned = json.loads(json.dumps(site.stored()), object_hook=poison)
    key = "mlsys-design-ledger:" + site.base
    page.goto("about:blank")
    site.open()
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, json.dumps(poisoned)])
    for path in ("ledger/", ""):
        site.open(path)
        expect(page.locator("h1").first).to_be_visible()
        assert not ran(page)
        assert page.locator("img[onerror]").count() == 0
    site.open_lab("v2_17")
    assert not ran(page)
    assert page.locator("img[onerror]").count() == 0


def poison(found):
    """Put markup that would run into every text, and beside every record."""
    poisoned = {k: ALERT if isinstance(v, str) else v for k, v in found.items()}
    return poisoned | {ALERT: ALERT}


def expect_nothing_ran(page):
    assert not ran(page)
    assert page.locator("img[onerror]").count() == 0


def string_fields(found) -> set[str]:
    """The names of all fields that hold text, wherever they stand."""
    if isinstance(found, list):
        return set().union(*map(string_fields, found))
    if not isinstance(found, dict):
        return set()
    here = {name for name, value in found.items() if isinstance(value, str)}
    return here.union(*map(string_fields, found.values()))


def with_script_in(field, found):
    """The same with markup that would run in one field, wherever it stands."""
    if isinstance(found, list):
        return [with_script_in(field, item) for item in found]
    if not isinstance(found, dict):
        return found
    return {
        name: ALERT if name == field and isinstance(value, str) else with_script_in(field, value)
        for name, value in found.items()
    }


def poisoned_files():
    """Files with script in their names, and in one field, in all fields, or as all there is."""
    ledger = full_ledger()
    one_each = [with_script_in(field, ledger) for field in sorted(string_fields(ledger))]
    everywhere = json.loads(json.dumps(ledger), object_hook=poison)
    texts = [ALERT, *map(json.dumps, [*one_each, everywhere])]
    return [as_file(text, f"{number} {IMAGE}.json") for number, text in enumerate(texts)]


def test_script_in_imported_files_stays_text(site, page):
    """On the ledger page a few files, one after another; on the class page all of them at once."""
    files = poisoned_files()
    assert len(files) > 10
    open_ledger(site, {"schema": 2, "labs": {}})
    for file in files[::5]:
        page.locator("[data-ledger-import]").set_input_files(file)
        page.locator(".ledger-import", has_text=file["name"]).wait_for()
        page.wait_for_selector("[data-change], .import-refused")
        expect_nothing_ran(page)
        if page.locator("[data-import-confirm]").count():
            page.locator("[data-import-confirm]").click()
            page.locator("[data-import-confirm]").wait_for(state="detached")
            expect_nothing_ran(page)
    site.open(CLASS_PAGE)
    page.locator("[data-class-files]").set_input_files(files)
    page.wait_for_selector("[data-class-count]")
    expect(page.locator(".class-broken")).to_contain_text(IMAGE)
    expect_nothing_ran(page)


@pytest.mark.parametrize("tail", ["?q={}", "#{}", "?design={}#{}", LINK])
def test_script_in_the_address_stays_text(site, page, tail):
    site.open(PAGES[LAB] + tail.replace("{}", quote(ALERT)))
    site.wait_until_ready(LAB)
    if tail == LINK:
        # Its first words are told, as words.
        expect(page.locator("[data-design-offer] li")).to_have_count(5)
        expect(page.locator("[data-design-offer]")).to_contain_text(IMAGE[:20])
    expect_nothing_ran(page)


def test_the_site_works_under_its_policy_from_page_to_page(site, page):
    """Search, instant navigation, charts and Python, and no refusal in the console."""
    name_this_host_in_the_sitemap(site, page)
    site.open()
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("speedup")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_load_state("networkidle")
    page.evaluate("() => { window.sameVisit = true; }")
    page.locator(".md-content a[href*='12-speedup-ceiling']").first.click()
    site.wait_until_ready(LAB)
    assert page.evaluate("() => window.sameVisit")
    site.open_gate("act1")
    expect(page.locator("[data-gate=act1] .plot .main-svg").first).to_be_attached()
    page.evaluate("() => history.back()")
    page.wait_for_selector("[data-course-map], .course-map")
    assert page.evaluate("() => window.sameVisit")


def name_this_host_in_the_sitemap(site, page):
    """Instant navigation is for pages of the sitemap, which names the site's own host."""
    sitemap = re.sub(
        r"<loc>https?://[^/]+/labs-site/", f"<loc>{site.url}", (SITE / "sitemap.xml").read_text()
    )
    page.route("**/sitemap.xml", lambda r: r.fulfill(content_type="application/xml", body=sitemap))
