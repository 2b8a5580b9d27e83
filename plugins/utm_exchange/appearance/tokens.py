"""The colours of the theme, read from its styles, and how they stand against each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from utm_exchange.i18n import mark

TEXT, SHAPE = 4.5, 3.0
"""Least contrast that WCAG 2.2 asks of text, and of shapes that mean something."""
USES = {
    "paper": mark("Ground of pages"),
    "raised": mark("Cards and the box at a glance"),
    "ground": mark("Rows of links, code"),
    "tint": mark("Mastheads; changes with the sector"),
    "ink": mark("Text"),
    "quiet": mark("Text beside the point"),
    "line": mark("Lines that divide"),
    "edge-line": mark("Edges of tags and fields"),
    "brand": mark("Links, buttons, cities of the cohort"),
    "accent": mark("Targets, the place on a map, focus"),
    "hue": mark("Results; changes with the sector"),
    "deep": mark("Footer and invitation"),
    "sea": mark("Sea of the world map"),
    "land": mark("Land of the world map"),
}
"""What each token is for."""
PAIRS = (
    *(("ink", ground, TEXT) for ground in ("paper", "raised", "ground", "tint")),
    *(("quiet", ground, TEXT) for ground in ("paper", "raised", "ground", "tint")),
    *(("brand", ground, TEXT) for ground in ("paper", "raised", "tint")),
    ("hue", "tint", TEXT),
    ("on-brand", "brand", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-deep", "deep", TEXT),
    ("quiet-on-deep", "deep", TEXT),
    ("edge-line", "paper", SHAPE),
    ("hue", "paper", SHAPE),
    ("accent", "paper", SHAPE),
    ("accent", "tint", SHAPE),
    ("brand", "sea", SHAPE),
    ("accent", "sea", SHAPE),
)
"""Colours that meet: what stands in front, behind it, and the least contrast."""

_DARK = "prefers-color-scheme: dark"
_TOKEN = re.compile(r"--([a-z-]+):\s*(#[0-9a-fA-F]{6})\b")
_SECTOR = re.compile(r"\.sector-([a-z-]+)\s*\{([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two colours that meet, with their contrast by day and by night and the least that it may be."""

    front: str
    behind: str
    light: float
    dark: float
    least: float


@dataclass(frozen=True, slots=True)
class Mode:
    """The colours of light or dark mode: each token, and hue and tint of each sector."""

    tokens: Mapping[str, str]
    sectors: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours of the theme."""

    light: Mode
    dark: Mode

    def contrasts(self) -> list[Contrast]:
        """Return the contrast of each pair in use."""
        light, dark = self.light.tokens, self.dark.tokens
        return [
            Contrast(
                front,
                behind,
                contrast(light[front], light[behind]),
                contrast(dark[front], dark[behind]),
                least,
            )
            for front, behind, least in PAIRS
            if {front, behind} <= light.keys() & dark.keys()
        ]


def read_palette(styles: str) -> Palette:
    """Read the colours from the theme's styles, in which dark mode follows light mode."""
    light, _found, dark = styles.partition(_DARK)
    day = _mode(light)
    night = _mode(dark)
    return Palette(day, Mode({**day.tokens, **night.tokens}, night.sectors))


def _mode(styles: str) -> Mode:
    sectors = {name: dict(_TOKEN.findall(body)) for name, body in _SECTOR.findall(styles)}
    tokens: dict[str, str] = {}
    for name, value in _TOKEN.findall(_SECTOR.sub("", styles)):
        tokens.setdefault(name, value)
    return Mode(tokens, sectors)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours after WCAG 2.2, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    low = 0.04045
    return part / 12.92 if part <= low else float(((part + 0.055) / 1.055) ** 2.4)
