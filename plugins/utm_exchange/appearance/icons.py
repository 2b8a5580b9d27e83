"""The icon: a city in a circle that is not closed yet, as SVG and as pictures for what reads no SVG."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import ImageDraw

SIDE = 32
PAPER, GREEN = "#fbfaf6", "#0a5a55"
_ROUND = 7
_CENTRE, _RADIUS, _RING = 16, 11, 2.6
_SKYLINE = (
    ((11, 21), (11, 15), (13.6, 12.4), (16.2, 15), (16.2, 21)),
    ((16.2, 21), (16.2, 11.5), (21.2, 8.1), (21.2, 21)),
)
_LINE = 2.1
_FINER, _LARGEST = 8, 1536  # drawn larger by this, up to that, and then made small: that smooths the edges


def icon_svg() -> str:
    """Return the icon as SVG."""
    ring = f"M{_CENTRE} {_CENTRE - _RADIUS}a{_RADIUS} {_RADIUS} 0 1 0 {_RADIUS} {_RADIUS}"
    lines = "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in line) for line in _SKYLINE)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">'
        f'<rect width="{SIDE}" height="{SIDE}" rx="{_ROUND}" fill="{GREEN}"/>'
        f'<g fill="none" stroke="{PAPER}" stroke-linecap="round" stroke-linejoin="round">'
        f'<path d="{ring}" stroke-width="{_RING}"/><path d="{lines}" stroke-width="{_LINE}"/></g></svg>\n'
    )


def icon_png(size: int, *, rounded: bool) -> bytes:
    """Return the icon as a picture; a telephone rounds the corners itself, so there they stay."""
    from PIL import Image, ImageDraw

    drawn = size * max(2, min(_FINER, _LARGEST // size))
    scale = drawn / SIDE
    image = Image.new("RGBA", (drawn, drawn))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, *image.size), _ROUND * scale if rounded else 0, GREEN)
    box = [(_CENTRE + side * (_RADIUS + _RING / 2)) * scale for side in (-1, -1, 1, 1)]
    draw.arc(box, 0, 270, PAPER, round(_RING * scale))
    for ring_x, ring_y in ((_CENTRE, _CENTRE - _RADIUS), (_CENTRE + _RADIUS, _CENTRE)):
        _dot(draw, ring_x * scale, ring_y * scale, _RING * scale)
    for line in _SKYLINE:
        points = [(x * scale, y * scale) for x, y in line]
        for ends in pairwise(points):
            draw.line(ends, PAPER, round(_LINE * scale))
        for x, y in points:
            _dot(draw, x, y, _LINE * scale)
    small = image.resize((size, size), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    # Two colours and what lies between them need no more entries than these.
    (small if rounded else small.convert("RGB").quantize(32)).save(file, "PNG", optimize=True)
    return file.getvalue()


def _dot(draw: ImageDraw.ImageDraw, x: float, y: float, across: float) -> None:
    """Draw the round end of a stroke."""
    draw.ellipse((x - across / 2, y - across / 2, x + across / 2, y + across / 2), PAPER)
