"""One small sheet that means what the many meant, and the colours in it."""

import gzip
import re

import lightningcss
import pytest

from utm_exchange.appearance.icons import icon_png, icon_svg
from utm_exchange.appearance.styles import bundle, ordered
from utm_exchange.appearance.tokens import contrast, read_palette
from utm_exchange.catalogue.plugin import theme_folder

STYLES = theme_folder() / "assets" / "styles"
SHEETS = {file.name: file.read_text("utf-8") for file in sorted(STYLES.glob("*.css"))}
ALL = "\n".join(SHEETS[name] for name in ordered(SHEETS))


def test_the_sheet_is_small():
    assert len(gzip.compress(bundle("", SHEETS).encode(), 9)) <= 10_000, "every page loads it"


def test_custom_properties_and_classes_are_all_kept():
    small = bundle("", SHEETS)
    plain = re.sub(r"/\*.*?\*/", "", ALL, flags=re.DOTALL)
    for pattern in (r"(--[\w-]+)\s*:", r"var\((--[\w-]+)\)", r"\.([a-z][\w-]*)", r"@(\w+)"):
        assert set(re.findall(pattern, small)) == set(re.findall(pattern, plain)), pattern


@pytest.mark.parametrize(
    "rule",
    [
        ".chart :is(.bar, .stem).given-up { color: red }",
        ".a { color: oklch(60% 0.1 200); & .b { color: blue } }",
        "@supports selector(:popover-open) { .a { inset: 0 } }",
        "@layer one, two; @layer two { .a { color: color-mix(in srgb, red 12%, var(--b)) } }",
        ".a { inline-size: calc(100% - 2 * var(--c)); inset: max(var(--d), (100% - var(--e)) / 2) }",
    ],
)
def test_modern_rules_survive(rule):
    def pretty(text):
        return lightningcss.process_stylesheet(text)

    assert pretty(bundle("", {"a.css": rule})) == pretty(bundle("", {"a.css": pretty(rule)}))
    for part in (".chart :is", "& .b", "selector(:popover-open)", "color-mix", "var(--e)"):
        assert (part in rule) == (part in bundle("", {"a.css": rule}).replace("){", ")"))


def test_a_mistake_in_a_sheet_stops_the_build():
    with pytest.raises(ValueError, match=r"site\.css"):
        bundle("", {"a.css": ".a { color: red } } .b {"})


def test_sheets_come_in_their_order():
    assert ordered({"print.css": "", "site.css": "", "foundation.css": "", "about.css": ""}) == [
        "foundation.css", "site.css", "about.css", "print.css",
    ]  # fmt: skip


def test_contrasts_are_those_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_colours_that_meet_can_be_told_apart_by_day_and_by_night():
    palette = read_palette(SHEETS["foundation.css"])
    weak = [pair for pair in palette.contrasts() if min(pair.light, pair.dark) < pair.least]
    assert weak == []
    for mode in (palette.light, palette.dark):
        assert len(mode.sectors) == 12
        assert all(contrast(hues["hue"], hues["tint"]) >= 4.5 for hues in mode.sectors.values())


def test_the_icon_in_the_theme_is_the_one_that_pictures_are_made_of():
    assert (theme_folder() / "assets" / "icon.svg").read_text("utf-8") == icon_svg()
    assert icon_png(32, rounded=True) == icon_png(32, rounded=True)
    assert len(icon_png(180, rounded=False)) < 5_000
