"""Lettering: text as grey masks, set with kerning in the face of the cards.

The face is Source Serif 4 (SIL Open Font License 1.1) from the package ``fontpkg-source-serif-4``:
one variable font with Latin, Greek and Cyrillic. Every glyph is drawn once for each size and
quarter of a pixel, and then only pasted: that makes a card four times as fast as setting each line
afresh.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from PIL import Image, ImageDraw, ImageFont

from utm_exchange.metadata.colours import inked

FACE = files("fontpkg_source_serif_4") / "files" / "SourceSerif4[opsz,wght].ttf"
_PLAIN = ["-liga", "-dlig", "-clig"]
"""No ligatures: glyphs are set one by one."""
_PHASES = 4
_SMALLEST, _LARGEST = 8, 60  # optical sizes of the face
_MISSING = "\uffff"


@dataclass(frozen=True, slots=True)
class _Glyph:
    """One drawn glyph: its mask, and where the mask's corner is from the pen on the baseline."""

    mask: Image.Image
    dx: int
    dy: int
    _printed: dict[str, tuple[Image.Image, Image.Image]] = field(default_factory=dict)

    def printed(self, ink: str) -> tuple[Image.Image, Image.Image]:
        """Return the glyph in the palette indexes of an ink, and which pixels it inks; made once."""
        if ink not in self._printed:
            self._printed[ink] = inked(self.mask, ink)
        return self._printed[ink]


class Lettering:
    """One size and weight of the face."""

    def __init__(self, size: int, weight: int) -> None:
        """Set the axes of the variable font: weight, and the optical size that belongs to the size."""
        self.size = size
        self._font = ImageFont.truetype(str(FACE), size, layout_engine=ImageFont.Layout.RAQM)
        self._font.set_variation_by_axes([weight, max(_SMALLEST, min(_LARGEST, size))])
        self._glyphs: dict[tuple[str, int], _Glyph] = {}
        self._advances: dict[str, float] = {}
        self._kerns: dict[tuple[str, str], float] = {}
        self._known: dict[str, bool] = {}
        self._missing = self._drawn(_MISSING, 0).mask.tobytes()

    def has(self, letter: str) -> bool:
        """Tell whether the face has a glyph for a letter with its marks."""
        if letter not in self._known:
            self._known[letter] = letter.isspace() or self._glyph(letter, 0).mask.tobytes() != self._missing
        return self._known[letter]

    def width(self, text: str) -> float:
        """Return how wide a text is, in pixels."""
        letters = clusters(text)
        return sum(map(self._advance, letters)) + sum(map(self._kern, letters, letters[1:]))

    def mask(self, text: str) -> Image.Image:
        """Return one line as a grey mask; its baseline is :attr:`ascent` below its top."""
        mask = Image.new("L", (round(self.width(text)) + self.size, round(self.size * 1.6)))
        for glyph, x in self._set(text, 0):
            mask.paste(255, (x, self.ascent + glyph.dy), glyph.mask)
        return mask

    def print(self, image: Image.Image, text: str, at: tuple[int, int], ink: str) -> None:
        """Print one line on the paper of a card; ``at`` is its left end, and :attr:`ascent` above its baseline."""
        for glyph, x in self._set(text, at[0]):
            indexes, where = glyph.printed(ink)
            image.paste(indexes, (x, at[1] + self.ascent + glyph.dy), where)

    @property
    def ascent(self) -> int:
        """Pixels from a line's top to its baseline."""
        return round(self.size * 1.1)

    def _set(self, text: str, left: int) -> Iterator[tuple[_Glyph, int]]:
        """Yield each glyph of a line with the place of its left edge."""
        pen, before = float(left), ""
        for letter in clusters(text):
            pen += self._kern(before, letter) if before else 0
            whole = int(pen)
            glyph = self._glyph(letter, int((pen - whole) * _PHASES))
            yield glyph, whole + glyph.dx
            pen += self._advance(letter)
            before = letter

    def _advance(self, letters: str) -> float:
        if letters not in self._advances:
            self._advances[letters] = self._font.getlength(letters, features=_PLAIN)
        return self._advances[letters]

    def _kern(self, first: str, second: str) -> float:
        pair = first, second
        if pair not in self._kerns:
            self._kerns[pair] = (
                self._font.getlength(first + second, features=_PLAIN)
                - self._advance(first)
                - self._advance(second)
            )
        return self._kerns[pair]

    def _glyph(self, letter: str, phase: int) -> _Glyph:
        key = letter, phase
        if key not in self._glyphs:
            self._glyphs[key] = self._drawn(letter, phase)
        return self._glyphs[key]

    def _drawn(self, letter: str, phase: int) -> _Glyph:
        room = self.size * 2
        canvas = Image.new("L", (room * 2, room * 2))
        pen = (room / 2 + phase / _PHASES, float(room))
        ImageDraw.Draw(canvas).text(pen, letter, font=self._font, fill=255, anchor="ls", features=_PLAIN)
        box = canvas.getbbox() or (0, 0, 1, 1)
        return _Glyph(canvas.crop(box), box[0] - room // 2, box[1] - room)


@cache
def lettering(size: int, weight: int) -> Lettering:
    """Return a size and weight of the face, made once."""
    return Lettering(size, weight)


def clusters(text: str) -> list[str]:
    """Divide a text into letters, each with the marks that belong to it."""
    found: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        if found and unicodedata.combining(character):
            found[-1] += character
        else:
            found.append(character)
    return found


def legible(text: str, face: Lettering) -> str | None:
    """Return a text without the symbols that the face lacks (emoji), or None if it lacks a letter or digit."""
    kept: list[str] = []
    for letter in clusters(text):
        category = unicodedata.category(letter[0])
        if category.startswith("C"):  # controls, directions, joiners: nothing to see
            continue
        if face.has(letter):
            kept.append(letter)
        elif category[0] in "LNM":
            return None
    return " ".join("".join(kept).split())


def broken(text: str, face: Lettering, width: int) -> list[str]:
    """Break a text into lines of at most ``width`` pixels, of about the same length so that no word stands alone."""
    words = [(word, face.width(word)) for word in text.split(" ")]
    space = face.width(" ")
    lines = _greedy(words, space, width)
    narrow, wide = width // 2, width
    while len(lines) > 1 and wide - narrow > face.size // 4:
        middle = (narrow + wide) // 2
        if len(_greedy(words, space, middle)) == len(lines):
            wide = middle
        else:
            narrow = middle
    return _greedy(words, space, wide)


def _greedy(words: Sequence[tuple[str, float]], space: float, width: int) -> list[str]:
    lines: list[list[str]] = [[]]
    used = 0.0
    for word, length in words:
        if lines[-1] and used + space + length > width:
            lines.append([])
        used = used + space + length if lines[-1] else length
        lines[-1].append(word)
    return [" ".join(line) for line in lines]


def shortened(text: str, face: Lettering, width: int) -> str:
    """Return a text cut to a width, with a mark of omission where it was."""
    if face.width(text) <= width:
        return text
    words = text.split(" ")
    while len(words) > 1 and face.width(" ".join(words) + "…") > width:
        words.pop()
    cut = " ".join(words).rstrip(" ,;:.·–")
    while len(cut) > 1 and face.width(cut + "…") > width:
        cut = cut[:-1]
    return cut + "…"


def paragraph(text: str, face: Lettering, width: int, most: int) -> list[str]:
    """Break a text into lines as long as they get, at most ``most``; what is left over is cut."""
    lines = _greedy([(word, face.width(word)) for word in text.split(" ")], face.width(" "), width)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [shortened(line, face, width) for line in lines]


def fitting(
    text: str, sizes: Sequence[tuple[int, int]], weight: int, width: int
) -> tuple[Lettering, list[str]]:
    """Return the largest size, of pairs of size and most lines, in which a text fits; the last one cuts it."""
    for size, most in sizes:
        face = lettering(size, weight)
        if max(map(face.width, text.split(" "))) <= width and len(lines := broken(text, face, width)) <= most:
            return face, lines
    return face, paragraph(text, face, width, most)
