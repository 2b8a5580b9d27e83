"""A newcomer fills a form in a real browser; what it saves is imported, checked, built and found."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from contribute_fixture import PROBLEM, TITLE, fill, fill_practice, go_on, saved, step
from playwright.sync_api import Browser, Page, expect
from site_fixture import REPOSITORY, TODAY, Site, utm

NAME = "lviv-shade-for-bus-stops-a-first-summer"
LISTEN = "window.violations = []; addEventListener('securitypolicyviolation', event => violations.push(`${event.effectiveDirective} ${event.blockedURI}`), true)"


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    with browser.new_context(accept_downloads=True) as context:
        page = context.new_page()
        page.set_default_timeout(8000)
        page.clock.set_fixed_time(f"{TODAY}T12:00:00Z")
        page.add_init_script(LISTEN)
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        yield page
        # The design's typeface cannot be preloaded from a folder; nothing else may be refused.
        assert [v for v in page.evaluate("window.violations") if "font" not in v] == []
        assert faults == []


@pytest.fixture(params=["http", "file"])
def root(request: pytest.FixtureRequest, site: Site, address: str) -> str:
    return address if request.param == "http" else site.folder.as_uri() + "/"


def page_of(root: str, path: str) -> str:
    return f"{root}{path}index.html" if root.startswith("file:") else root + path


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    folder = tmp_path / "catalogue"
    for name in ("content", "cities"):
        shutil.copytree(REPOSITORY / name, folder / name)
    shutil.copy(REPOSITORY / "mkdocs.yml", folder)
    return folder


def test_a_newcomer_tells_of_a_practice_and_the_site_shows_it(
    tab: Page, root: str, catalogue: Path, tmp_path: Path
) -> None:
    tab.goto(page_of(root, ""))
    tab.locator(".site-header > .button").click()
    tab.get_by_role("link", name="Tell of a practice").click()
    fill_practice(tab)
    expect(tab.locator("[data-part=verdict]")).to_have_text("Everything that is needed is here.")
    expect(tab.locator(".preview h3")).to_have_text(TITLE)
    expect(tab.locator(".preview .figure")).to_contain_text("40 stops")
    file = saved(tab, tmp_path)
    assert file.name == f"{NAME}.md"
    done = utm("import", str(file), "--root", str(catalogue), "--today", TODAY)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"new -> content/practices/{NAME}.md" in done.stdout
    assert (catalogue / f"content/practices/{NAME}.md").read_bytes() == file.read_bytes()
    found = utm("search", "shade", "bus", "stops", "--root", str(catalogue), "--today", TODAY)
    assert f"practice:{NAME}" in found.stdout.splitlines()[0]
    if root.startswith("file:"):
        return  # the file is the same; one build is enough
    built = utm("build", "--root", str(catalogue), "--site-dir", str(tmp_path / "site"), "--today", TODAY)
    assert built.returncode == 0, built.stdout
    text = (tmp_path / f"site/practices/{NAME}/index.html").read_text("utf-8")
    assert TITLE in text
    assert "Bus stops with shade" in text
    assert "too hot" in text


def test_what_was_saved_can_be_opened_again_and_is_the_same(tab: Page, root: str, tmp_path: Path) -> None:
    tab.goto(page_of(root, "contribute/practice/"))
    fill_practice(tab)
    first = saved(tab, tmp_path)
    tab.get_by_role("button", name="Start again").click()
    tab.wait_for_load_state()
    expect(step(tab).get_by_label("Title")).to_have_value("")
    tab.locator("#load").set_input_files(first)
    expect(step(tab).get_by_label("Title")).to_have_value(TITLE)
    tab.get_by_role("link", name="The story").click()
    expect(step(tab).get_by_label("Challenge")).to_have_value(PROBLEM)
    tab.get_by_role("link", name="Look and send").click()
    again = tmp_path / "again"
    again.mkdir()
    assert saved(tab, again).read_text("utf-8") == first.read_text("utf-8")


def test_a_draft_is_kept_on_the_device(tab: Page, root: str) -> None:
    tab.goto(page_of(root, "contribute/need/"))
    fill(tab, "Title", "Cheap sensors for heat")
    expect(tab.locator("[data-part=kept]")).to_have_text("Your draft is kept on this device.")
    tab.reload()
    expect(step(tab).get_by_label("Title")).to_have_value("Cheap sensors for heat")
    tab.get_by_role("button", name="Start again").click()
    tab.wait_for_load_state()
    expect(step(tab).get_by_label("Title")).to_have_value("")


def test_a_browser_that_keeps_nothing_says_so(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        context.add_init_script(
            "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError') }"
        )
        tab = context.new_page()
        tab.goto(address + "contribute/practice/")
        fill(tab, "Title", "Something")
        expect(tab.locator("[data-part=kept]")).to_contain_text("Save the file before you leave")


def test_a_mistake_is_told_beside_its_box_with_its_code_once_one_was_there(tab: Page, address: str) -> None:
    tab.goto(address + "contribute/practice/")
    expect(tab.locator("[data-problem]:visible")).to_have_count(0)
    fill(tab, "Start", "20")
    tab.keyboard.press("Tab")
    told = step(tab).locator('[data-field="start"] [data-problem]')
    expect(told).to_contain_text("20 is not between 1850 and 2150. UTM305 write the year with four digits")
    expect(step(tab).get_by_label("Start")).to_have_attribute("aria-invalid", "true")
    fill(tab, "Start", "2020")
    expect(told).to_be_hidden()


def test_what_is_missing_is_listed_at_the_end_and_leads_to_its_box(tab: Page, address: str) -> None:
    tab.goto(address + "contribute/practice/")
    tab.get_by_role("link", name="Look and send").click()
    expect(tab.locator("[data-part=verdict]")).to_contain_text("things are still to do")
    rows = tab.locator("[data-part=problems] li")
    assert any("UTM601" in row for row in rows.all_inner_texts())
    rows.filter(has_text="Challenge").first.get_by_role("link").first.click()
    assert tab.evaluate("document.activeElement.id") == "text-challenge"
    expect(tab.locator("#story")).to_be_visible()


def test_a_figure_without_a_source_is_told(tab: Page, address: str) -> None:
    tab.goto(address + "contribute/practice/")
    tab.get_by_role("link", name="What came of it").click()
    step(tab).get_by_label("What it is").fill("Trees")
    tab.get_by_role("link", name="Look and send").click()
    texts = tab.locator("[data-part=problems] li").all_inner_texts()
    assert any("UTM502" in text for text in texts), texts


def test_a_name_is_taken_for_its_record_and_a_city_without_profile_is_told(tab: Page, address: str) -> None:
    tab.goto(address + "contribute/practice/")
    box = step(tab).get_by_label("Cities")
    box.fill("Freetown")
    tab.keyboard.press("Tab")
    expect(box).to_have_value("freetown")
    box.fill("atlantis")
    tab.keyboard.press("Tab")
    expect(step(tab).locator('[data-field="cities"] [data-problem]')).to_contain_text(
        "There is no city:atlantis. UTM401"
    )


def test_a_list_grows_and_shrinks(tab: Page, address: str) -> None:
    tab.goto(address + "contribute/practice/")
    partners = step(tab).locator('[data-field="partners"]')
    partners.locator("input").first.fill("A school")
    partners.get_by_role("button", name="Add another").click()
    assert tab.evaluate("document.activeElement.getAttribute('aria-label')") == "Partners, 2 of 2"
    tab.keyboard.type("A shop")
    partners.get_by_role("button", name="Remove").first.click()
    expect(partners.locator("input")).to_have_count(1)
    expect(partners.locator("input")).to_have_value("A shop")


@pytest.mark.parametrize(
    "record",
    [
        "practice:ahmedabad-heat-action-plan",
        "city:lviv",
        "event:goa-mayors-ministers",
        "need:business-models",
    ],
)
def test_a_record_of_the_site_is_loaded_to_be_changed_and_loses_nothing(
    tab: Page, root: str, record: str, tmp_path: Path, catalogue: Path
) -> None:
    kind, slug = record.split(":")
    tab.goto(page_of(root, f"contribute/{kind}/") + f"?record={record}")
    expect(tab.locator("[data-part=editing]")).to_contain_text(
        "You are changing a record that is here already"
    )
    tab.get_by_role("link", name="Look and send").click()
    expect(tab.locator("[data-part=verdict]")).to_have_text("Everything that is needed is here.")
    file = saved(tab, tmp_path)
    done = utm("import", str(file), "--root", str(catalogue), "--today", TODAY, "--dry-run")
    assert done.returncode == 0, done.stdout
    original = next(catalogue.rglob(f"{slug}{file.suffix}"))
    assert file.read_text("utf-8").split() == original.read_text("utf-8").replace(
        "'", '"'
    ).split() or same_record(file, original)


def same_record(one: Path, other: Path) -> bool:
    from utm_exchange.records.reading import SourceFile, read_source
    from utm_exchange.records.yaml_text import parse

    sources = [read_source(path.parent, path) for path in (one, other)]
    assert all(isinstance(source, SourceFile) for source in sources)
    first, second = sources
    return parse(first.yaml) == parse(second.yaml) and first.body.strip() == second.body.strip()


def test_a_report_of_reuse_becomes_an_entry_of_the_practice(
    tab: Page, root: str, catalogue: Path, tmp_path: Path
) -> None:
    tab.goto(page_of(root, "contribute/reuse/"))
    tab.get_by_label("Practice").fill("Counting carbon inside the city budget")
    tab.keyboard.press("Tab")
    expect(tab.locator("[data-part=editing]")).to_contain_text("Counting carbon")
    fill(tab, "Place", "Lviv")
    fill(tab, "Note", "They began with the transport department.")
    go_on(tab)
    fill(tab, "Title", "Climate budget of Lviv")
    fill(tab, "Publisher", "City of Lviv")
    fill(tab, "Web address", "https://city-adm.lviv.ua/budget")
    tab.get_by_role("button", name="Back").click()
    step(tab).get_by_label("Source of it").select_option(label="Climate budget of Lviv, City of Lviv")
    tab.get_by_role("link", name="Look and send").click()
    expect(tab.locator("[data-part=verdict]")).to_have_text("Everything that is needed is here.")
    file = saved(tab, tmp_path)
    assert file.name == "oslo-climate-budget.md"
    done = utm("import", str(file), "--root", str(catalogue), "--today", TODAY)
    assert done.returncode == 0, done.stdout
    text = (catalogue / "content/practices/oslo-climate-budget.md").read_text("utf-8")
    assert (
        "reuse:\n- place: Lviv\n  note: They began with the transport department.\n  source: city-of-lviv"
        in text
    )
    assert "id: oslo-story" in text
    assert (
        text.split("---\n")[2]
        == (REPOSITORY / "content/practices/oslo-climate-budget.md").read_text("utf-8").split("---\n")[2]
    )


def test_without_an_address_of_the_repository_the_form_says_that_this_way_is_closed(
    tab: Page, address: str
) -> None:
    tab.goto(address + "contribute/need/")
    tab.get_by_role("link", name="Look and send").click()
    expect(tab.get_by_text("This way is closed for now")).to_be_visible()
    expect(tab.get_by_role("link", name="Open it as a pull request")).to_have_count(0)
    mail = tab.get_by_role("link", name="Send by e-mail").get_attribute("href")
    assert mail.startswith("mailto:utm@globalcovenantofmayors.org?subject=")


@pytest.mark.parametrize("words", [20, 4000])
def test_with_an_address_of_the_repository_the_file_is_proposed_there(
    browser: Browser, site: Site, tmp_path: Path, words: int
) -> None:
    """https://docs.github.com: a new file's address takes 'filename' and 'value'."""
    copy = tmp_path / "site"
    shutil.copytree(site.folder, copy, ignore=shutil.ignore_patterns("source", "practices", "cities"))
    page = copy / "contribute/need/index.html"
    html = page.read_text("utf-8")
    data = json.loads(re.search(r'id="form-data">(.*?)</script>', html)[1])
    data["places"]["repository"] = "https://github.com/utm/exchange"
    html = re.sub(
        r'(id="form-data">).*?(</script>)',
        lambda m: m[1] + json.dumps(data).replace("<", "\\u003c") + m[2],
        html,
    )
    html = html.replace(
        "<p><strong>Pull request</strong></p>",
        '<a data-part="propose">Open it as a pull request</a><p data-part="propose-note"></p>',
    )
    page.write_text(html, "utf-8")
    with browser.new_context() as context:
        tab = context.new_page()
        tab.goto(page.as_uri())
        fill(tab, "Title", "Cheap sensors: for heat")
        step(tab).get_by_label("Text").fill("word " * words)
        tab.get_by_role("link", name="Look and send").click()
        expect(tab.locator("[data-part=propose]")).to_have_attribute("href", re.compile("/new/main"))
        address = urlsplit(tab.locator("[data-part=propose]").get_attribute("href"))
        asked = parse_qs(address.query)
        assert (address.netloc, address.path) == ("github.com", "/utm/exchange/new/main")
        assert asked["filename"] == ["content/needs/cheap-sensors-for-heat.md"]
        if words < 100:
            assert asked["value"][0] == tab.locator("[data-part=text]").input_value()
            assert 'title: "Cheap sensors: for heat"' in asked["value"][0]
        else:
            assert "value" not in asked
            expect(tab.locator("[data-part=propose-note]")).to_contain_text("Copy the text first")
            expect(tab.locator("[data-part=mail-note]")).to_contain_text("save the file first")


def test_without_javascript_the_form_can_be_read_and_says_what_to_do(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(address + "contribute/practice/")
        expect(tab.get_by_text("This form needs JavaScript")).to_be_visible()
        expect(tab.get_by_label("Challenge")).to_be_visible()
        expect(tab.get_by_text("What was wrong, for whom, since when.")).to_be_visible()
        expect(tab.get_by_role("button", name="Save the file")).to_be_hidden()


def test_a_keyboard_alone_fills_a_step_and_goes_on(tab: Page, address: str) -> None:
    tab.goto(address + "contribute/need/")
    tab.locator("#title").focus()
    tab.keyboard.type("Cheap sensors")
    for _press in range(40):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.textContent").startswith("Go on"):
            break
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.textContent") == "Who shares it"


def test_nothing_written_in_a_form_runs_in_the_preview(tab: Page, address: str) -> None:
    tab.goto(address + "contribute/need/")
    evil = '<img src=x onerror="window.hit=1"><script>window.hit=1</script> [a](javascript:window.hit=1)'
    fill(tab, "Title", evil)
    step(tab).get_by_label("Text").fill(evil)
    tab.get_by_role("link", name="Look and send").click()
    expect(tab.locator(".preview h3")).to_have_text(evil)
    expect(tab.locator(".preview img, .preview script, .preview a")).to_have_count(0)
    assert tab.evaluate("window.hit") is None
