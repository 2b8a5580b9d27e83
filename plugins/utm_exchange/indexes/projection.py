"""From the globe to the page: map projections and the cutting that they need.

Angles are degrees, lengths are radii of the sphere, y grows to the north.
"""

from __future__ import annotations

from math import asin, cos, floor, pi, radians, sin, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from utm_exchange.indexes.geography import Point, Ring

# Bojan Šavrič, Tom Patterson & Bernhard Jenny (2018): The Equal Earth map projection.
# International Journal of Geographical Information Science, doi:10.1080/13658816.2018.1504949
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = sqrt(3) / 2

EQUAL_EARTH_HALF_WIDTH = pi / (_M * _A1)
"""The distance from the middle of the equator to its end, in radii (about 2.7066)."""

_MIN_DENOMINATOR = 1e-9  # the point opposite the centre has no place; one far away stands in for it
_CORNERS = 3


def equal_earth(lon: float, lat: float) -> Point:
    """Project a point by Equal Earth, with the central meridian at 0.

    ``lon`` counts from the central meridian and should lie within -180 and 180.
    """
    theta = asin(_M * sin(radians(lat)))
    square = theta * theta
    sixth = square * square * square
    slope = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    x = radians(lon) * cos(theta) / (_M * slope)
    y = theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return x, y


def azimuthal(lon: float, lat: float, centre: Point) -> Point:
    """Project a point by Lambert's azimuthal equal-area projection about ``centre`` (lon, lat).

    For a single country this keeps areas, and shapes nearly, from the equator to the poles.
    Source: J. P. Snyder (1987): Map Projections - A Working Manual, USGS 1395, equations 24-2 to 24-4.
    """
    turn, phi, phi0 = radians(lon - centre[0]), radians(lat), radians(centre[1])
    nearness = sin(phi0) * sin(phi) + cos(phi0) * cos(phi) * cos(turn)
    scale = sqrt(2 / max(1 + nearness, _MIN_DENOMINATOR))
    return (
        scale * cos(phi) * sin(turn),
        scale * (cos(phi0) * sin(phi) - sin(phi0) * cos(phi) * cos(turn)),
    )


def wrap(lon: float) -> float:
    """Return the same meridian within -180 (included) and 180 (not included)."""
    return (lon + 180) % 360 - 180


def clip(ring: Ring, axis: int, limit: float, *, keep_above: bool) -> Ring:
    """Keep the part of a ring on one side of a line parallel to an axis (Sutherland-Hodgman).

    ``axis`` is the coordinate that ``limit`` bounds: 0 for x, 1 for y. Where the ring leaves and
    comes back, the kept part runs along the line.
    """
    sign = 1 if keep_above else -1
    kept: list[Point] = []
    for here, there in zip(ring, ring[1:] + ring[:1], strict=True):
        before, after = sign * (here[axis] - limit), sign * (there[axis] - limit)
        if before >= 0:
            kept.append(here)
        if before * after < 0:
            part = before / (before - after)
            crossing = [here[0] + part * (there[0] - here[0]), here[1] + part * (there[1] - here[1])]
            crossing[axis] = limit  # exactly, whatever the rounding
            kept.append((crossing[0], crossing[1]))
    return tuple(kept) if len(kept) >= _CORNERS else ()


def clip_to_square(ring: Ring, low: float, high: float) -> Ring:
    """Keep the part of a ring whose two coordinates lie within ``low`` and ``high``."""
    for axis in (0, 1):
        ring = clip(clip(ring, axis, low, keep_above=True), axis, high, keep_above=False)
    return ring


def cut(ring: Ring, central_meridian: float) -> tuple[Ring, ...]:
    """Cut a ring where the map ends, 180 degrees from the central meridian.

    The ring's longitudes must not jump (they may pass 180). The parts returned have longitudes
    counted from the central meridian, within -180 and 180.
    """
    moved = tuple((lon - central_meridian, lat) for lon, lat in ring)
    first = floor((min(lon for lon, _ in moved) + 180) / 360)
    last = floor((max(lon for lon, _ in moved) + 180) / 360)
    parts: list[Ring] = []
    for turn in range(first, last + 1):
        turned = tuple((lon - 360 * turn, lat) for lon, lat in moved)
        part = clip(clip(turned, 0, -180, keep_above=True), 0, 180, keep_above=False)
        if part:
            parts.append(part)
    return tuple(parts)
