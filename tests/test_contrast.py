"""Every pair of colours in use can be told apart, computed from the tokens of the stylesheets.

Relative luminance and contrast ratio after WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance and
https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio; 4.5:1 for text (1.4.3), 3:1 for what must be seen (1.4.11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

STYLES = Path(__file__).parents[1] / "theme_overrides" / "assets" / "styles"
PAPERS = ("paper", "raised", "ground", "tint")

TEXT = {
    "ink": (*PAPERS, "shade-1", "shade-2", "shade-3"),
    "quiet": PAPERS,
    "brand": PAPERS,
    "hue": ("paper", "raised", "tint"),
    "on-brand": ("brand",),
    "on-accent": ("accent",),
    "on-deep": ("deep",),
    "quiet-on-deep": ("deep",),
}
"""What is written in a colour, and on which."""

SHAPES = {
    # Focus rings, target marks, points.
    "accent": (*PAPERS, "sea", "land"),
    "brand": ("paper", "ground", "sea", "land"),
    "edge-line": PAPERS,
    "hue": ("paper", "raised", "tint"),
    "ink": ("sea",),
    # Focus rings on the dark bands of the page.
    "on-deep": ("deep",),
}
"""What is drawn in a colour and must be seen, and on which."""

DECORATION = {"line"}
"""Rules between rows; nothing is lost with them."""

SHADES = {"shade-1": 0.12, "shade-2": 0.24, "shade-3": 0.36}
"""Tables shaded by number: so much of `brand` in `paper`, as the stylesheet mixes them."""

Palette = dict[str, str]


def rules(css: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the preludes that a block of declarations stands in, and the declarations."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    stack: list[str] = []
    for text, mark in re.findall(r"([^{};]*(?:;[^{};]*)*)([{}])", css):
        if mark == "{":
            inner, _, prelude = text.rpartition(";")
            if inner.strip() and stack:
                yield tuple(stack), inner
            stack.append(prelude.strip())
        else:
            if text.strip():
                yield tuple(stack), text
            stack.pop()


def palettes() -> dict[str, Palette]:
    """Return the colours of each scheme, plain and in each sector."""
    sheets = "\n".join(path.read_text("utf-8") for path in sorted(STYLES.rglob("*.css")))
    plain: dict[str, Palette] = {"light": {}, "dark": {}}
    sectors: dict[tuple[str, str], Palette] = {}
    for preludes, declarations in rules(sheets):
        scheme = "dark" if any("prefers-color-scheme: dark" in prelude for prelude in preludes) else "light"
        colours = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,6})\b", declarations))
        if preludes[-1] == ":root":
            plain[scheme] |= colours
        elif preludes[-1].startswith(".sector-"):
            sectors[scheme, preludes[-1]] = colours
    found = {"light": plain["light"], "dark": plain["light"] | plain["dark"]}
    found |= {f"{scheme} {name}": found[scheme] | colours for (scheme, name), colours in sectors.items()}
    return {name: with_shades(palette) for name, palette in found.items()}


def channels(colour: str) -> tuple[float, float, float]:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    red, green, blue = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return red, green, blue


def with_shades(palette: Palette) -> Palette:
    pairs = list(zip(channels(palette["brand"]), channels(palette["paper"]), strict=True))
    mixed = {
        name: [part * brand + (1 - part) * paper for brand, paper in pairs] for name, part in SHADES.items()
    }
    return palette | {
        name: "#" + "".join(f"{round(value * 255):02x}" for value in values) for name, values in mixed.items()
    }


def luminance(colour: str) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def too_close(pairs: dict[str, tuple[str, ...]], palette: Palette, least: float) -> list[str]:
    return [
        f"{front} {palette[front]} on {back} {palette[back]}: {contrast(palette[front], palette[back]):.2f}:1"
        for front, backs in pairs.items()
        for back in backs
        if contrast(palette[front], palette[back]) < least
    ]


PALETTES = palettes()


def test_the_formula_gives_what_the_guideline_says() -> None:
    assert contrast("#fff", "#000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_both_schemes_and_all_sectors_are_there() -> None:
    assert len(PALETTES) == 2 + 2 * 12


@pytest.mark.parametrize("name", PALETTES)
def test_text_can_be_read(name: str) -> None:
    assert too_close(TEXT, PALETTES[name], 4.5) == []


@pytest.mark.parametrize("name", PALETTES)
def test_marks_can_be_seen(name: str) -> None:
    assert too_close(SHAPES, PALETTES[name], 3) == []


def test_every_colour_of_the_tokens_is_in_a_pair() -> None:
    paired = {name for pairs in (TEXT, SHAPES) for front, backs in pairs.items() for name in (front, *backs)}
    assert set(PALETTES["light"]) - paired - DECORATION == set()


def test_rules_take_their_colours_from_the_tokens() -> None:
    """A colour written beside the tokens would escape these tests; what is see-through only shades."""
    sheets = "\n".join(path.read_text("utf-8") for path in sorted(STYLES.rglob("*.css")))
    loose = [
        declaration.strip()
        for preludes, declarations in rules(sheets)
        if preludes[-1] != ":root"
        and not preludes[-1].startswith(".sector-")
        and "@media print" not in preludes
        for declaration in declarations.split(";")
        if re.search(r"#(?:[0-9a-fA-F]{3}){1,2}\b|rgba?\(|hsla?\(", declaration)
    ]
    assert loose == []
