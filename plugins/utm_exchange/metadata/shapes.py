"""Shapes: masks of what a card shows beside its words, smooth at the edges."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from PIL import Image, ImageChops, ImageDraw

_FINER = 3
"""Shapes are drawn so many times larger and then reduced: Pillow's own edges are not smooth."""
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_FAINT = [round(strength * 0.4) for strength in range(256)]

Ring = list[tuple[float, float]]


def rings_of(path: str) -> list[Ring]:
    """Read path data that consists of closed rings in relative moves: ``m`` x y, then steps, then ``z``."""
    rings: list[Ring] = []
    x = y = 0.0
    for part in path.split("z"):
        numbers = [float(number) for number in _NUMBER.findall(part)]
        ring: Ring = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=False):
            x, y = x + dx, y + dy
            ring.append((x, y))
        if ring:
            rings.append(ring)
            x, y = ring[0]  # where "z" takes the pen
    return rings


def _area(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def _filled(path: str, scale: float, side: int) -> Image.Image:
    """Fill rings; those that run against the largest are holes."""
    canvas = Image.new("L", (side * _FINER, side * _FINER))
    pen = ImageDraw.Draw(canvas)
    rings = sorted(rings_of(path), key=lambda ring: -abs(_area(ring)))
    for ring in rings:
        points = [(x * scale * _FINER, y * scale * _FINER) for x, y in ring]
        if len(points) > 2:  # noqa: PLR2004 - less is no area
            pen.polygon(points, fill=255 if _area(ring) * _area(rings[0]) > 0 else 0)
    return canvas.reduce(_FINER)


@lru_cache(maxsize=256)
def land(path: str, context: str, units: float, side: int) -> Image.Image:
    """Return a country's outline, with the land around it fainter, in a square of ``side`` pixels."""
    country = _filled(path, side / units, side)
    if not context:
        return country
    return ImageChops.lighter(country, _filled(context, side / units, side).point(_FAINT))


@cache
def disc(radius: int) -> Image.Image:
    """Return a filled circle."""
    side = 2 * radius * _FINER
    canvas = Image.new("L", (side, side))
    ImageDraw.Draw(canvas).ellipse((0, 0, side - 1, side - 1), fill=255)
    return canvas.reduce(_FINER)


@lru_cache(maxsize=64)
def lozenge(width: int, height: int, standing: str) -> Image.Image:
    """Return the shape behind a grade: solid for a result, an outline for an estimate, dashes for a target."""
    wide, high, line = width * _FINER, height * _FINER, 3 * _FINER
    canvas = Image.new("L", (wide, high))
    pen = ImageDraw.Draw(canvas)
    box = (0, 0, wide - 1, high - 1)
    if standing == "result":
        pen.rounded_rectangle(box, high // 2, fill=255)
    else:
        pen.rounded_rectangle(box, high // 2, outline=255, width=line)
    if standing == "target":
        dash = 8 * _FINER
        for left in range(high // 2, wide - high // 2, 2 * dash):
            pen.rectangle((left + dash, 0, left + 2 * dash - 1, high), fill=0)
    return canvas.reduce(_FINER)


@cache
def mark(side: int) -> Image.Image:
    """Return the brand mark: the open ring and two houses of ``partials/mark.html``, in a square."""
    scale = side * _FINER / 32  # its viewBox is 32 units wide
    canvas = Image.new("L", (side * _FINER, side * _FINER))
    pen = ImageDraw.Draw(canvas)
    ring, house = 3 * scale, 2.4 * scale
    box = (3 * scale - ring / 2, 3 * scale - ring / 2, 29 * scale + ring / 2, 29 * scale + ring / 2)
    pen.arc(box, 0, 270, fill=255, width=round(ring))
    _dot(pen, 16 * scale, 3 * scale, ring / 2)
    _dot(pen, 29 * scale, 16 * scale, ring / 2)
    for walls in (
        ((10, 22), (10, 15), (13, 12), (16, 15), (16, 22)),
        ((16, 22), (16, 11), (22, 7), (22, 22)),
    ):
        points = [(x * scale, y * scale) for x, y in walls]
        pen.line(points, fill=255, width=round(house))
        for x, y in points:
            _dot(pen, x, y, house / 2)
    return canvas.reduce(_FINER)


def _dot(pen: ImageDraw.ImageDraw, x: float, y: float, radius: float) -> None:
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
