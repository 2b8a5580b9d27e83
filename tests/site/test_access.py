"""Everyone can use the site: WCAG 2.2 AA as far as machines can tell, the keyboard, zoom, spacing, no JavaScript."""

from __future__ import annotations

import importlib.resources
import itertools
import re
from collections.abc import Iterator

import pytest
from audit import axe
from audit.templates import PRACTICE, TEMPLATES
from playwright.sync_api import Browser, Page, expect
from site_fixture import Site

AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
SMALLEST_TARGET = 24
# https://www.w3.org/TR/WCAG22/#text-spacing
SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-block-end: 2em !important; }"
CLIPPED = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(node => {
  const style = getComputedStyle(node);
  if (node.closest('.unseen, svg, .table-wrap, .sub-nav') || node.classList.contains('skip') || node.clientWidth <= 1) return false;
  return ['hidden', 'clip'].includes(style.overflowX) && node.scrollWidth > node.clientWidth + 1
    || ['hidden', 'clip'].includes(style.overflowY) && node.scrollHeight > node.clientHeight + 1;
}).map(node => node.outerHTML.slice(0, 120))"""
# Controls that stand apart; axe measures links in running text and lists, whose distance counts too.
SMALL = """smallest => [...document.querySelectorAll('.site-header a, .site-header button, .sub-nav a, .button, .tag, .pager a, button, input, select, summary')].filter(node => {
  const box = node.getBoundingClientRect();
  return box.width && box.height && (box.width < smallest || box.height < smallest);
}).map(node => node.outerHTML.slice(0, 120) + ' ' + node.getBoundingClientRect().height)"""
FOCUSED = """() => {
  const node = document.activeElement, box = node.getBoundingClientRect();
  // A link that covers its whole card draws the ring around the card.
  const rings = [null, '::after'].map(part => getComputedStyle(node, part));
  return {
    name: (node.getAttribute('aria-label') || node.textContent).trim().replace(/\\s+/g, ' '),
    ring: rings.some(style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2),
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    body: node === document.body,
  };
}"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True) as context:
        yield context.new_page()


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        yield context.new_page()


@pytest.mark.parametrize("path", TEMPLATES)
def test_axe_finds_nothing_on_a_light_phone_nor_on_a_dark_desk_from_right_to_left(
    desk: Page, address: str, path: str
) -> None:
    # Between them these two have each scheme, width and direction; the audit runs all eight.
    ends = (axe.STATES[0], axe.STATES[-1])
    assert list(axe.violations(desk, address + path, AXE, ends)) == []


def test_no_template_is_forgotten(site: Site) -> None:
    def kind(name: str) -> str:
        classes = site.pages[name].body.attributes["class"]
        return re.sub(r"\s*sector-[\w-]+", "", classes)

    looked_at = {kind(path if path.endswith(".html") else f"{path}index.html") for path in TEMPLATES}
    redirects = {name for name, page in site.pages.items() if page.css_first('meta[http-equiv="refresh"]')}
    assert {kind(name) for name in site.pages if name not in redirects} - looked_at == set()


@pytest.mark.parametrize("path", TEMPLATES)
def test_nothing_is_lost_at_400_percent_nor_with_wide_text_nor_under_a_finger(
    browser: Browser, address: str, path: str
) -> None:
    """1,280 pixels at 400 % are 320 pixels: https://www.w3.org/TR/WCAG22/#reflow."""
    with browser.new_context(viewport={"width": 320, "height": 256}) as context:
        tab = context.new_page()
        tab.goto(address + path)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320
        assert tab.evaluate(SMALL, SMALLEST_TARGET) == []
        tab.evaluate(
            "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }",
            SPACING,
        )
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320
        assert tab.evaluate(CLIPPED) == []


def walk(tab: Page, until: str, most: int = 60, key: str = "Tab") -> list[str]:
    """Press a key until an element of this name has the focus; each on the way must show that it has it."""
    names = []
    for _press in range(most):
        tab.keyboard.press(key)
        focused = tab.evaluate(FOCUSED)
        if not focused["body"]:
            assert focused["ring"], f"no visible focus on {focused['name']}"
            assert focused["seen"], f"the focus is outside the window on {focused['name']}"
            names.append(focused["name"])
        if focused["name"].startswith(until):
            return names
    raise AssertionError(f"{until} was not reached: {names}")


def test_a_keyboard_alone_goes_through_header_and_menu_to_a_record_and_back(desk: Page, address: str) -> None:
    desk.emulate_media(reduced_motion="reduce")
    desk.goto(address)
    assert walk(desk, "Go to the content") == ["Go to the content"], (
        "the first stop is the way past the header"
    )
    on_the_way = walk(desk, "Contribute")
    for section in ("Practices", "Cities", "Guidance", "About"):
        assert any(name.startswith(section) for name in on_the_way), on_the_way
    walk(desk, "Practices", key="Shift+Tab")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/practices/")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    assert desk.evaluate("location.hash") == "#main"
    first = desk.locator("main .card__title a").first.inner_text()
    past_header = walk(desk, first)
    assert "Guidance" not in past_header, "the skip link led past the header"
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/practices/*/")
    walk(desk, "Practices", most=20)
    desk.keyboard.press("Enter")
    desk.wait_for_url(re.compile("/practices/$"))


def test_a_keyboard_opens_and_closes_the_menu_of_a_phone(phone: Page, address: str) -> None:
    phone.goto(address + PRACTICE)
    phone.emulate_media(reduced_motion="reduce")
    expect(phone.locator("#site-nav")).to_be_hidden()
    walk(phone, "Menu", most=5)
    phone.keyboard.press("Enter")
    expect(phone.locator("#site-nav")).to_be_visible()
    walk(phone, "Guidance", most=8)
    phone.keyboard.press("Escape")
    expect(phone.locator("#site-nav")).to_be_hidden()
    assert phone.evaluate(FOCUSED)["name"] == "Menu", "the focus comes back to where it was"
    phone.keyboard.press("Enter")
    walk(phone, "Cities", most=8)
    phone.keyboard.press("Enter")
    phone.wait_for_url(re.compile("/(?:cohort|cities)/"))


@pytest.mark.parametrize("path", ["", PRACTICE, "cities/lviv/", "browse/", "contribute/"])
def test_each_stop_of_the_keyboard_is_seen_and_none_holds_it(desk: Page, address: str, path: str) -> None:
    desk.emulate_media(reduced_motion="reduce")
    desk.goto(address + path)
    stops = desk.evaluate(
        "[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex=\"0\"]')].filter(node => node.checkVisibility()).length"
    )
    walk(desk, "Privacy", most=stops + 5)


def test_nothing_moves_for_those_who_do_not_want_it(desk: Page, address: str) -> None:
    desk.emulate_media(reduced_motion="reduce")
    for path in ("", PRACTICE, "cities/lviv/"):
        desk.goto(address + path)
        assert desk.evaluate("document.getAnimations().length") == 0
        moving = "[...document.querySelectorAll('*')].filter(node => { const style = getComputedStyle(node); return parseFloat(style.transitionDuration) > 0 || parseFloat(style.animationDuration) > 0; }).length"
        assert desk.evaluate(moving) == 0
        assert desk.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("", ["Practices", "Cities", "Guidance", "Contribute"]),
        (PRACTICE, ["Practices", "Sources"]),
        ("cities/lviv/", ["At a glance", "Targets", "Emissions", "Sources"]),
        ("guidance/assess/", ["Sources"]),
        ("funding/", ["Funding"]),
        ("events/", ["Events"]),
    ],
)
@pytest.mark.parametrize("width", [360, 1280])
def test_the_essentials_need_no_javascript(
    browser: Browser, address: str, path: str, names: list[str], width: int
) -> None:
    with browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 800}) as context:
        tab = context.new_page()
        tab.goto(address + path)
        expect(tab.locator("h1")).to_be_visible()
        if width == 360:
            # The menu is a popover of the browser's own, which works without any script.
            tab.get_by_role("button", name="Menu").click()
            assert (
                tab.get_by_role("navigation", name="Main").get_by_role("link", name="Guidance").is_visible()
            )
            tab.get_by_role("button", name="Close").click()
        for name in names:
            assert tab.get_by_text(name).count(), name


def test_headings_and_landmarks_make_an_outline(site: Site) -> None:
    for name, page in site.pages.items():
        if page.css_first('meta[http-equiv="refresh"]'):
            continue
        levels = [int(node.tag[1]) for node in page.css("h1, h2, h3, h4, h5, h6")]
        assert levels.count(1) == 1, name
        assert levels[0] == 1, name
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), (
            name,
            levels,
        )
        assert len(page.css("main")) == 1, name
        unnamed = [
            nav.html for nav in page.css("nav") if not {"aria-label", "aria-labelledby"} & set(nav.attributes)
        ]
        assert unnamed == [], name


def test_every_drawing_has_a_name_or_is_marked_as_decoration(site: Site) -> None:
    for name, page in site.pages.items():
        for node in page.css("svg"):
            says = node.attributes
            inside = node.parent is not None and node.parent.attributes.get("aria-hidden") == "true"
            assert (
                says.get("aria-hidden") == "true"
                or inside
                or (says.get("role") and (says.get("aria-label") or says.get("aria-labelledby")))
            ), (name, node.html[:160])
        for node in page.css("img"):
            assert "alt" in node.attributes, (name, node.html)
