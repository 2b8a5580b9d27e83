"""What a browser loads to show a page, and that the small style sheet means what the theme's sheets mean."""

from __future__ import annotations

import functools
from typing import Any

import pytest
from playwright.sync_api import Browser, Route
from site_fixture import Site

from utm_exchange.appearance.styles import ordered
from utm_exchange.catalogue.plugin import theme_folder

STYLES = theme_folder() / "assets" / "styles"

LATIN, EXTENDED, GREEK, CYRILLIC = (
    f"{name}.woff2" for name in ("latin", "latin-extended", "greek", "cyrillic")
)
# Of elements that are alike, with parents that are alike, a few are enough.
COMPUTED = """() => {
const alike = new Map();
const name = element => element.tagName + '.' + (element.getAttribute('class') ?? '');
const few = [...document.querySelectorAll('body *')].filter(element => {
  const kind = name(element.parentElement) + '>' + name(element);
  alike.set(kind, (alike.get(kind) ?? 0) + 1);
  return alike.get(kind) <= 4;
});
return few.flatMap((element, number) => ['', '::before', '::after'].map(part => {
  const style = getComputedStyle(element, part);
  if (part && style.content === 'none') return null;
  const said = [...style].filter(name => !name.startsWith('--')).sort().map(name => name + ':' + style.getPropertyValue(name).replaceAll('0%', '0px'));
  return [number + name(element) + part, said];
})).filter(Boolean);
}"""


def answered(route: Route, *, body: str) -> None:
    """Answer a request with a style sheet."""
    route.fulfill(body=body, content_type="text/css")


def loaded(browser: Browser, address: str, heading: str = "") -> list[str]:
    """Return the font files that a page loads; ``heading`` is put in the place of its title."""
    with browser.new_context() as context:
        tab = context.new_page()
        fonts: list[str] = []
        tab.on(
            "request",
            lambda request: (
                fonts.append(request.url.rsplit("/", 1)[1].partition("?")[0])
                if request.resource_type == "font"
                else None
            ),
        )
        tab.goto(address, wait_until="networkidle")
        if heading:
            tab.locator("h1").evaluate(
                "(title, text) => { title.textContent = text; return document.fonts.ready; }", heading
            )
            tab.wait_for_load_state("networkidle")
        return sorted(set(fonts))


@pytest.mark.parametrize("page", ["", "practices/oslo-climate-budget/", "cities/lviv/", "about/evidence/"])
def test_a_latin_page_loads_one_file(browser: Browser, address: str, page: str) -> None:
    assert loaded(browser, address + page) == [LATIN]


@pytest.mark.parametrize(("heading", "file"), [("Αθήνα", GREEK), ("Львів", CYRILLIC), ("Ağrı", EXTENDED)])
def test_another_script_loads_its_own_file_besides(
    browser: Browser, address: str, heading: str, file: str
) -> None:
    assert loaded(browser, address + "about/privacy/", heading) == sorted([LATIN, file])


def test_the_licence_stands_beside_the_fonts(site: Site) -> None:
    assert "SIL OPEN FONT LICENSE" in (site.folder / "assets/fonts/OFL.txt").read_text("utf-8").upper()


def test_titles_keep_their_place_when_the_font_comes_late(browser: Browser, address: str) -> None:
    """With the stand-in, lines are as long as with the face, within a few hundredths."""
    widths = []
    for blocked in (True, False):
        with browser.new_context() as context:
            tab = context.new_page()
            if blocked:
                tab.route("**/*.woff2*", lambda route: route.abort())
            tab.goto(address, wait_until="networkidle")
            widths.append(
                tab.locator("h1").evaluate(
                    "title => { title.style.display = 'inline-block'; title.style.whiteSpace = 'nowrap'; title.style.maxInlineSize = 'none'; return title.offsetWidth; }"
                )
            )
    assert widths[0] == pytest.approx(widths[1], rel=0.05)


@pytest.mark.parametrize(
    "view",
    [
        ("cohort/", 360, "dark", "screen"),
        ("practices/oslo-climate-budget/", 1280, "light", "screen"),
        ("cities/helsinki/", 1280, "light", "print"),
    ],
    ids=lambda view: view[0],
)
def test_every_element_looks_as_the_sheets_of_the_theme_say(
    browser: Browser, site: Site, address: str, view: tuple[str, int, Any, Any]
) -> None:
    page, width, scheme, media = view
    small = (site.folder / "assets/styles/site.css").read_text("utf-8")
    sheets = {file.name: file.read_text("utf-8") for file in STYLES.glob("*.css")}
    plain = small[: small.index("@layer")] + "".join(sheets[name] for name in ordered(sheets))
    looks = []
    for sheet in (small, plain):
        with browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme) as context:
            tab = context.new_page()
            answer = functools.partial(answered, body=sheet)
            tab.route("**/styles/site.css*", answer)
            tab.emulate_media(media=media, color_scheme=scheme)
            tab.goto(address + page, wait_until="networkidle")
            looks.append(tab.evaluate(COMPUTED))
    different = [
        (one[0], sorted(set(one[1]) ^ set(other[1]))[:4])
        for one, other in zip(*looks, strict=True)
        if one != other
    ]
    assert different == []


def test_the_design_page_shows_every_part_and_each_mark_of_a_source_leads_to_one(site: Site) -> None:
    page = site.pages["about/design/index.html"]
    for part in (
        "colours",
        "type",
        "controls",
        "band",
        "figures",
        "glance",
        "sources",
        "cards",
        "maps",
        "charts",
        "tables",
        "empty",
    ):
        assert page.css_first(f"#{part}"), part
    assert len(page.css(".card")) == 10
    assert len(page.css("figure.chart")) >= 2
    ids = {node.attributes["id"] for node in page.css("[id]")}
    for mark in page.css("a.source-mark, a.cited"):
        path, _hash, anchor = str(mark.attributes["href"]).partition("#")
        if not path:
            assert anchor in ids
        else:
            target = path.removeprefix("../../") + "index.html"
            assert site.pages[target].css_first(f'[id="{anchor}"]'), mark.html
