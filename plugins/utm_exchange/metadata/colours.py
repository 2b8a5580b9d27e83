"""Colours of the cards: the theme's own, and the palette that a card's pixels count in.

A card is an image of palette indexes. Each ink has a ramp of steps from paper to the full ink, so
that a grey mask becomes an inked drawing by a table of 256 entries.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from PIL import Image

INKS = ("ink", "quiet", "brand", "line", "hue", "land")
STEPS = 10
"""Steps of an ink's ramp; more are not seen, and fewer make smaller files."""
LAND = 0.28
"""How much of the hue the land of an outline has."""

_INKED = [255 if round(strength * STEPS / 255) else 0 for strength in range(256)]
_FALLBACK = {"paper": "#fbfaf6", "ink": "#16231f", "quiet": "#4a5a54", "brand": "#0a5a55", "line": "#ddd9ce"}
_TOKEN = re.compile(r"--([a-z]+):\s*(#[0-9a-fA-F]{6})\b")
_SECTOR = re.compile(r"\.sector-([a-z-]+)\s*\{[^}]*?--hue:\s*(#[0-9a-fA-F]{6})\b")

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Colours:
    """Colours in light mode: the tokens of the theme, and the hue of each sector."""

    tokens: Mapping[str, Colour]
    sectors: Mapping[str, Colour]

    def palette(self, sector: str) -> bytes:
        """Return the palette of a card: the paper, then the ramp of each ink, as RGB."""
        return self._palettes[sector if sector in self.sectors else ""]

    @cached_property
    def _palettes(self) -> Mapping[str, bytes]:
        return {sector: self._palette(sector) for sector in ("", *self.sectors)}

    def _palette(self, sector: str) -> bytes:
        paper, hue = self.tokens["paper"], self.sectors.get(sector, self.tokens["brand"])
        inks = {**self.tokens, "hue": hue, "land": _mixed(paper, hue, LAND)}
        entries = [paper]
        for ink in INKS:
            entries += [_mixed(paper, inks[ink], step / STEPS) for step in range(1, STEPS + 1)]
        return bytes(part for entry in entries for part in entry)


def read_colours(styles: str) -> Colours:
    """Read the colours from the theme's styles, where the first value of a token is the one for light mode."""
    found: dict[str, str] = {}
    for name, value in _TOKEN.findall(styles):
        found.setdefault(name, value)
    sectors: dict[str, str] = {}
    for name, value in _SECTOR.findall(styles):
        sectors.setdefault(name, value)
    tokens = {name: _parsed(found.get(name, value)) for name, value in _FALLBACK.items()}
    return Colours(tokens, {name: _parsed(value) for name, value in sectors.items()})


def inked(mask: Image.Image, ink: str) -> tuple[Image.Image, Image.Image]:
    """Return a grey mask in the palette indexes of an ink, and which of its pixels get any ink.

    The second has no greys: through a grey mask Pillow would mix indexes as if they were colours.
    """
    return mask.point(ramp(ink)), mask.point(_INKED, "1")


@cache
def ramp(ink: str) -> list[int]:
    """Return the palette index for each strength of an ink from 0 to 255."""
    first = 1 + INKS.index(ink) * STEPS
    steps = [round(strength * STEPS / 255) for strength in range(256)]
    return [first + step - 1 if step else 0 for step in steps]


def _parsed(value: str) -> Colour:
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue
