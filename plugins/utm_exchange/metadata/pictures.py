"""Pictures: the cards of a site as files, drawn once and kept between builds.

A picture's name in the cache is the digest of everything that it depends on: the card, the colours,
this folder's code, the face and the drawing library. So a cache can be wrong about nothing, and may
be deleted at any time.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import ClassVar

from utm_exchange.metadata.card_words import Card
from utm_exchange.metadata.colours import Colours
from utm_exchange.metadata.drawing import HEIGHT, WIDTH, can_draw, draw

FOLDER = "assets/social/"
"""Where the pictures are in the site."""
_CODE = ("card_words.py", "colours.py", "drawing.py", "lettering.py", "shapes.py")
_PACKAGES = ("pillow", "fontpkg-source-serif-4")
_DIGITS = 16


@dataclass
class Pictures:
    """The pictures of one site."""

    colours: Colours
    cache: Path
    _wanted: dict[str, Card] = field(default_factory=dict)
    drawn: int = 0
    """How many were not in the cache."""
    size: ClassVar[tuple[int, int]] = (WIDTH, HEIGHT)

    def can_draw(self, card: Card) -> bool:
        """Tell whether the face has the letters of a card's title."""
        return can_draw(card)

    def want(self, name: str, card: Card) -> str:
        """Ask for the picture of a card; return its address in the site, with its digest.

        The address without its query stays the same for good, so that what a service has kept goes
        on working; the digest tells services that the picture is another one.
        """
        self._wanted[name] = card
        return f"{FOLDER}{name}.png?v={self.digest(card)[:8]}"

    def digest(self, card: Card) -> str:
        """Return the name that a card's picture has in the cache."""
        text = f"{self._version}\n{card!r}\n{self.colours.palette(card.sector).hex()}"
        return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]

    @cached_property
    def _version(self) -> str:
        code = hashlib.sha256()
        for name in _CODE:
            code.update(Path(__file__).with_name(name).read_bytes().replace(b"\r\n", b"\n"))
        return "\n".join((code.hexdigest(), *(f"{package} {version(package)}" for package in _PACKAGES)))

    def write(self, site: Path) -> None:
        """Put every picture that was asked for into the site, and let go of those that nobody asked for."""
        self.cache.mkdir(parents=True, exist_ok=True)
        used: set[str] = set()
        for name, card in self._wanted.items():
            kept = self.cache / f"{self.digest(card)}.png"
            used.add(kept.name)
            target = site / f"{FOLDER}{name}.png"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(self._picture(card, kept))
        for file in self.cache.glob("*.png*"):
            if file.name not in used:
                file.unlink(missing_ok=True)

    def _picture(self, card: Card, kept: Path) -> bytes:
        """Return a picture from the cache, or draw it into the cache.

        Another build may tidy the same cache meanwhile: what it takes away is only drawn again. The
        file gets its name when it is whole, so that a build that is broken off leaves no half picture.
        """
        with suppress(FileNotFoundError):
            return kept.read_bytes()
        data = draw(card, self.colours)
        self.drawn += 1
        aside = kept.with_suffix(f".png-{os.getpid()}")
        aside.write_bytes(data)
        with suppress(FileNotFoundError):
            aside.replace(kept)
        return data
