"""Drawing: a card as a PNG of 1200 by 630 pixels, the size that social services ask for.

Nothing here knows the clock, the machine's fonts or the order of records: the same card gives the
same pixels. The image counts in palette indexes (see :mod:`utm_exchange.metadata.colours`).
"""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image, ImageChops

from utm_exchange.metadata.card_words import Card, Headline, Outline
from utm_exchange.metadata.colours import Colours, inked, ramp
from utm_exchange.metadata.lettering import Lettering, fitting, legible, lettering, paragraph, shortened
from utm_exchange.metadata.shapes import disc, land, lozenge, mark

WIDTH, HEIGHT = 1200, 630
_BAR = 28  # of the sector's colour, at the inline start
_LEFT, _RIGHT = 88, 1128
_OUTLINE = 320
_OUTLINE_AT = (_RIGHT - _OUTLINE, 96)
_BESIDE_OUTLINE = _OUTLINE_AT[0] - 48 - _LEFT
_FOOT = 532  # the line above the name of the site
_BODY, _STRONG = 420, 620
_TITLE_SIZES = ((104, 1), (84, 2), (72, 2), (62, 3), (54, 3), (46, 4), (42, 4))
"""Pairs of a size and the most lines it may have: each leaves room for what stands below."""
_FIGURE_SIZES = (64, 52, 42, 34)
_FIGURE_TOP = 394
_RUN_LENGTHS = 3
"""zlib's Z_RLE: nearly as small as its best for flat areas, in a third of the time, and the same
bytes from every build of zlib, since no search depends on the processor."""


def can_draw(card: Card) -> bool:
    """Tell whether the face has the letters of a card's title."""
    return bool(legible(card.title, lettering(_TITLE_SIZES[-1][0], _STRONG)))


def draw(card: Card, colours: Colours) -> bytes:
    """Return the picture of a card, without the words that the face has no letters for."""
    title = legible(card.title, lettering(_TITLE_SIZES[-1][0], _STRONG)) or ""
    image = _base(card.site_name).copy()
    width = _BESIDE_OUTLINE if card.outline else _RIGHT - _LEFT
    image.paste(ramp("hue")[255], (0, 0, _BAR, HEIGHT))
    if card.outline:
        _locate(image, card.outline)
    _say(image, card.kind, (lettering(28, _STRONG), "hue"), (_LEFT, 60), width)
    bottom = _headings(image, title, card.place, width)
    if card.headline:
        _figure(image, card.headline, width)
    else:
        _summary(image, card.summary, bottom + 22, width)
    return _png(image, colours.palette(card.sector))


def _headings(image: Image.Image, title: str, place: str, width: int) -> int:
    """Set the title and the line below it; return where they end."""
    face, lines = fitting(title, _TITLE_SIZES, _STRONG, width)
    top = 112
    for line in lines:
        face.print(image, line, (_LEFT, top), "ink")
        top += round(face.size * 1.12)
    top += 24
    _say(image, place, (lettering(30, _BODY), "quiet"), (_LEFT, top), width)
    return top + 40 if place else top


def _summary(image: Image.Image, summary: str, top: int, width: int) -> None:
    """Set the summary, as far as there is room above the line; half a sentence is better than none."""
    face, leading = lettering(28, _BODY), 38
    known, most = legible(summary, face), (_FOOT - 12 - top) // leading
    if not known or most < 1:
        return
    for number, line in enumerate(paragraph(known, face, width, most)):
        face.print(image, line, (_LEFT, top + number * leading), "ink")


def _png(image: Image.Image, palette: bytes) -> bytes:
    image.putpalette(palette)
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=1, compress_type=_RUN_LENGTHS)
    return file.getvalue()


@lru_cache(maxsize=4)
def _base(site_name: str) -> Image.Image:
    """Return what all cards share: paper, a line, and the mark beside the name of the site."""
    image = Image.new("L", (WIDTH, HEIGHT))  # of indexes; putpalette makes it "P"
    image.paste(ramp("line")[255], (_LEFT, _FOOT, _RIGHT, _FOOT + 2))
    _ink(image, mark(48), (_LEFT, _FOOT + 26), "brand")
    _say(image, site_name, (lettering(28, _STRONG), "brand"), (_LEFT + 64, _FOOT + 31), _RIGHT - _LEFT - 64)
    return image


def _ink(image: Image.Image, mask: Image.Image, at: tuple[int, int], ink: str) -> None:
    """Print a mask in an ink on bare paper."""
    indexes, where = inked(mask, ink)
    image.paste(indexes, at, where)


def _say(
    image: Image.Image, text: str, letters: tuple[Lettering, str], at: tuple[int, int], width: int
) -> None:
    """Set one line of what the face can say, in a face and an ink, cut to a width."""
    face, ink = letters
    known = legible(text, face)
    if known:
        face.print(image, shortened(known, face, width), at, ink)


def _locate(image: Image.Image, outline: Outline) -> None:
    """Print the outline of the country, with the place as a dot that a rim of paper sets off."""
    country = land(outline.land, outline.context, outline.side, _OUTLINE).copy()
    scale = _OUTLINE / outline.side
    x, y = round(outline.x * scale), round(outline.y * scale)
    country.paste(0, (x - 20, y - 20), disc(20))
    left, top = _OUTLINE_AT
    _ink(image, country, _OUTLINE_AT, "land")
    _ink(image, disc(14), (left + x - 14, top + y - 14), "hue")


def _figure(image: Image.Image, headline: Headline, width: int) -> None:
    """Print the one number, what it counts, and the mark that tells a result from an estimate or target."""
    smallest = lettering(_FIGURE_SIZES[-1], _STRONG)
    known = legible(headline.value, smallest) or ""
    mark_width = _grade_width(headline) + 24
    faces = (lettering(size, _STRONG) for size in _FIGURE_SIZES)
    face = next((face for face in faces if face.width(known) + mark_width <= width), smallest)
    known = shortened(known, face, width - mark_width)
    baseline = _FIGURE_TOP + 66
    face.print(image, known, (_LEFT, baseline - face.ascent), "hue")
    _grade(image, headline, (_LEFT + round(face.width(known)) + 24, baseline - 34))
    _say(image, headline.label, (lettering(28, _BODY), "ink"), (_LEFT, baseline + 12), _RIGHT - _LEFT)


def _grade_width(headline: Headline) -> int:
    return round(lettering(24, _STRONG).width(headline.grade)) + 40


def _grade(image: Image.Image, headline: Headline, at: tuple[int, int]) -> None:
    face = lettering(24, _STRONG)
    grade = legible(headline.grade, face)
    if not grade:
        return
    shape = lozenge(_grade_width(headline), 40, headline.standing)
    words = Image.new("L", shape.size)
    words.paste(face.mask(grade), (20, 3))
    solid = headline.standing == "result"
    _ink(image, ImageChops.subtract(shape, words) if solid else ImageChops.lighter(shape, words), at, "hue")
