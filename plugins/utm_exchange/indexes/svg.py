"""The map of the world as static inline SVG, with a link per place, and what all drawings share.

Everything here is pure: the same arguments give the same text. Colours come from the page's styles
(``.map-land``, ``.map-point.<group> .map-mark``); presentation attributes make the drawing legible
without them, in print and in dark mode. No ids but those that the caller prefixes, no inline styles, no scripts, no line breaks (Markdown would break the drawing at an empty line).

The world map shows land and no borders. The small pictures of single countries are in ``locator``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import astuple, dataclass
from functools import lru_cache
from html import escape
from math import dist, hypot, inf
from typing import TYPE_CHECKING

from utm_exchange.indexes import geography, projection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from utm_exchange.indexes.geography import Point, Ring

# The world map, in units of its viewBox
WIDTH = 960
CENTRAL_MERIDIAN = 11.0  # so that the map ends in the Bering Strait and cuts through no large land
NORTH, SOUTH = 83.8, -56.5  # just beyond Greenland and Tierra del Fuego
SCALE = WIDTH / (2 * projection.EQUAL_EARTH_HALF_WIDTH)
TOP = projection.equal_earth(0, NORTH)[1]
HEIGHT = round((TOP - projection.equal_earth(0, SOUTH)[1]) * SCALE)
LAND_STEPS = 8  # steps to a degree to which coasts are snapped: a third of a unit
LAND_SPACING = 0.3  # units: denser points are thinned before the slower simplifying
LAND_TOLERANCE = 1.0
LAND_MIN_AREA = 6.0  # square units below which an island is left out
SEA_MIN_AREA = 60.0  # square units: the Caspian Sea is one; land without a country (Bir Tawil) is not
MARK = 4.5  # half the size of a mark
HIT = 16.0  # radius of the area that answers to a pointer, where neighbours leave room
APART = 5.0  # the least distance between two marks
STEPS_ASIDE = (APART, 2 * APART, 3 * APART, 4 * APART)
AROUND = ((1, 0), (-1, 0), (0, 1), (0, -1), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7))

GROUPS = ("member", "contributing", "practice")
"""The groups that are known, in the order of their shapes: circle, square, diamond, triangle."""

SHAPES: tuple[Ring, ...] = (
    (),  # a circle, which needs no corners
    ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    ((0, -1.2), (1.2, 0.9), (-1.2, 0.9)),
)
"""The shapes of the groups by their corners, in half sizes of a mark: all of about the same weight."""

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # not allowed in XML


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A place on the world map.

    ``lat`` and ``lon`` are degrees; ``group`` gives the class and the shape, ``label`` says the same
    in the reader's language; ``href`` is the address that the point leads to.
    """

    name: str
    lat: float
    lon: float
    href: str
    group: str
    label: str


def _text(value: str) -> str:
    """Make a string fit for text and attribute values."""
    return escape(_UNFIT.sub("", value), quote=True)


def _class(value: str) -> str:
    """Make a string fit to be one class name."""
    return re.sub(r"[^\w-]+", "-", value.casefold()).strip("-") or "other"


def number(value: float) -> str:
    """Write a number to a tenth, as short as SVG allows."""
    short = f"{value:.1f}".removesuffix(".0")
    if short.startswith(("0.", "-0.")):
        short = short.replace("0.", ".", 1)
    return "0" if short == "-0" else short


def _segment_distance(point: Point, start: Point, end: Point) -> float:
    """Return how far a point lies from a line between two others."""
    across, along = end[0] - start[0], end[1] - start[1]
    square = across * across + along * along
    if not square:
        return dist(point, start)
    part = ((point[0] - start[0]) * across + (point[1] - start[1]) * along) / square
    part = min(1.0, max(0.0, part))
    return hypot(point[0] - start[0] - part * across, point[1] - start[1] - part * along)


def _simplify_line(line: Ring, tolerance: float) -> list[Point]:
    """Leave out points that lie within ``tolerance`` of the line that stays (Douglas & Peucker 1973)."""
    keep = {0, len(line) - 1}
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        worst, at = tolerance, -1
        for index in range(first + 1, last):
            away = _segment_distance(line[index], line[first], line[last])
            if away > worst:
                worst, at = away, index
        if at >= 0:
            keep.add(at)
            waiting += [(first, at), (at, last)]
    return [line[index] for index in sorted(keep)]


def simplify(ring: Ring, tolerance: float) -> Ring:
    """Simplify a closed ring, holding its first point and the one farthest from it."""
    far = max(range(len(ring)), key=lambda index: dist(ring[0], ring[index]))
    return (
        *_simplify_line(ring[: far + 1], tolerance)[:-1],
        *_simplify_line((*ring[far:], ring[0]), tolerance)[:-1],
    )


def path_data(rings: Iterable[Ring], *, in_tenths: bool = False) -> str:
    """Write rings as the ``d`` of one path: relative moves, to a tenth of a unit.

    ``in_tenths`` writes tenths as whole numbers, a quarter shorter, for a path with ``scale(.1)``.
    """
    data: list[str] = []
    at = (0, 0)
    for ring in rings:
        walk = [(round(x * 10), round(y * 10)) for x, y in ring]
        walk = [here for here, before in zip(walk, [walk[-1], *walk], strict=False) if here != before]
        if not geography.area(tuple(walk)):
            continue  # nothing but a line
        steps: list[str] = []
        for here in walk:
            step = (here[0] - at[0], here[1] - at[1])
            steps += [str(part) if in_tenths else number(part / 10) for part in step]
            at = here
        at = walk[0]  # where "z" takes the pen
        data += ["m", *_joined(steps), "z"]
    return "".join(data)


def _joined(numbers: Sequence[str]) -> Iterable[str]:
    """Set numbers side by side, with a space only where they would run together."""
    before = ""
    for text in numbers:
        runs_on = not before or text.startswith("-") or (text.startswith(".") and "." in before)
        yield text if runs_on else f" {text}"
        before = text


def thin(ring: Ring, spacing: float) -> Ring:
    """Leave out points nearer than ``spacing`` to the last one kept, which is quick."""
    kept = [ring[0]]
    for point in ring:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= spacing:
            kept.append(point)
    return tuple(kept)


def shown(rings: Iterable[Ring], tolerance: float, min_area: float) -> list[Ring]:
    """Simplify what is large enough to be seen."""
    large = (ring for ring in rings if abs(geography.area(ring)) >= min_area)
    simple = (simplify(ring, tolerance) for ring in large)
    return [ring for ring in simple if abs(geography.area(ring)) >= min_area / 2]


def place(lat: float, lon: float) -> Point:
    """Return where a place lies on the world map, in units of its viewBox."""
    return _on_world(projection.wrap(lon - CENTRAL_MERIDIAN), lat)


def _on_world(lon: float, lat: float) -> Point:
    """Return where a point lies whose longitude counts from the central meridian."""
    x, y = projection.equal_earth(lon, lat)
    return min(WIDTH, max(0.0, WIDTH / 2 + x * SCALE)), min(HEIGHT, max(0.0, (TOP - y) * SCALE))


@lru_cache(maxsize=1)
def land_path() -> str:
    """Return the path of all land but Antarctica on the world map, in tenths of a unit."""
    coasts = (
        thin(tuple(_on_world(lon, lat) for lon, lat in part), LAND_SPACING)
        for ring in geography.land(LAND_STEPS)
        for part in projection.cut(ring, CENTRAL_MERIDIAN)
    )
    # On the page y grows downwards, so land has a positive area and a sea within land a negative one.
    visible = (
        ring
        for ring in shown(coasts, LAND_TOLERANCE, LAND_MIN_AREA)
        if geography.area(ring) > 0 or geography.area(ring) < -SEA_MIN_AREA
    )
    return path_data(sorted(visible, key=lambda ring: (-abs(geography.area(ring)), ring)), in_tenths=True)


def _shape(group: str, groups: Sequence[str], x: float, y: float) -> str:
    """Draw the mark of a group: a shape of its own, so that colour is never alone."""
    kind = groups.index(group) % len(SHAPES) if group in groups else 0
    if kind == 0:
        return f'<circle class="map-mark" cx="{number(x)}" cy="{number(y)}" r="{number(MARK)}"/>'
    corners = tuple((x + across * MARK, y + along * MARK) for across, along in SHAPES[kind])
    return f'<path class="map-mark" d="{path_data([corners])}"/>'


def legend_mark(group: str, groups: Sequence[str] = GROUPS) -> str:
    """Draw a group's mark by itself, for the legend beside the map (decorative: the legend has words)."""
    return (
        f'<svg class="map-legend map-point {_class(group)}" viewBox="0 0 16 16" width="16" height="16" '
        f'aria-hidden="true" focusable="false">{_shape(group, groups, 8, 8)}</svg>'
    )


@lru_cache(maxsize=4)
def _spread(places: tuple[Point, ...]) -> list[tuple[Point, float]]:
    """Place the points, given by latitude and longitude, each with the distance to the nearest other mark.

    Several pages draw the same points, so the last answers are kept.
    """
    spots = _spots(places)
    return [
        (spot, min((dist(spot, other) for i, other in enumerate(spots) if i != index), default=inf))
        for index, spot in enumerate(spots)
    ]


def _spots(places: Sequence[Point]) -> list[Point]:
    """Place the points, moving one that would cover another to the nearest free spot.

    On the world map, cities a few kilometres apart are one spot; a mark moves by at most 4 steps of
    ``APART`` so that every one can be seen and hit. With more than that in one place marks may overlap.
    """
    taken: list[Point] = []
    for latitude, longitude in places:
        x, y = place(latitude, longitude)
        spots = [(x, y)]
        spots += [(x + dx * step, y + dy * step) for step in STEPS_ASIDE for dx, dy in AROUND]
        free = (
            spot
            for spot in spots
            if 0 <= spot[0] <= WIDTH
            and 0 <= spot[1] <= HEIGHT
            and all(dist(spot, other) >= APART * 0.99 for other in taken)
        )
        taken.append(next(free, (x, y)))
    return taken


def _point(point: MapPoint, spot: Point, room: float, href: str, groups: Sequence[str]) -> str:
    """Draw one point: a link named by its title, an invisible area to hit, and the mark.

    ``room`` is the distance to the nearest other mark. The area is 32 units across where the nearest mark leaves room, and never covers another mark.
    """
    name = f"{point.name}, {point.label}" if point.label else point.name
    hit = min(HIT, max(MARK, room - MARK))
    return (
        f'<a class="map-point {_class(point.group)}" href="{_text(href)}">'
        f"<title>{_text(name)}</title>"
        f'<circle class="map-hit" cx="{number(spot[0])}" cy="{number(spot[1])}" r="{number(hit)}" '
        f'fill="none" pointer-events="all"/>{_shape(point.group, groups, *spot)}</a>'
    )


def _ordered(points: Iterable[MapPoint], groups: Sequence[str]) -> list[MapPoint]:
    """Sort points so that smaller groups are drawn last, on top, and the order never depends on the input."""
    unique = set(points)
    sizes = Counter(point.group for point in unique)

    def rank(point: MapPoint) -> tuple[int, int, str, str, tuple[str | float, ...]]:
        known = groups.index(point.group) if point.group in groups else len(groups)
        return -sizes[point.group], -known, point.group, point.name.casefold(), astuple(point)

    return sorted(unique, key=rank)


def world_map(  # noqa: PLR0913 - all but the first are named at the call
    points: Iterable[MapPoint],
    *,
    title: str,
    description: str,
    prefix: str = "map",
    groups: Sequence[str] = GROUPS,
    link: Callable[[str], str] = str,
    land: str = "",
) -> str:
    """Draw the world with a link for every point, as inline SVG.

    ``title`` names the drawing and ``description`` tells what it shows, both for those who don't see
    it. ``prefix`` keeps its two ids apart from another map's on the page. ``groups`` lists the groups
    in the order of their shapes. ``link`` turns a point's ``href`` into the address that stands in
    the page. ``land`` is what :func:`land_path` returns, where somebody kept it. It is a group and not an image, since the links inside an image are hidden from screen
    readers (SVG-AAM 1.0: the children of ``img`` are presentational).
    """
    ordered = _ordered(points, groups)
    spread = _spread(tuple((point.lat, point.lon) for point in ordered))
    drawn = [
        _point(point, spot, room, link(point.href), groups)
        for point, (spot, room) in zip(ordered, spread, strict=True)
    ]
    name = _class(prefix)
    return (
        f'<svg class="world-map" viewBox="0 0 {WIDTH} {HEIGHT}" role="group" '
        f'aria-labelledby="{name}-title" aria-describedby="{name}-description">'
        f'<title id="{name}-title">{_text(title)}</title>'
        f'<desc id="{name}-description">{_text(description)}</desc>'
        f'<path class="map-land" aria-hidden="true" fill="currentColor" fill-opacity=".18" transform="scale(.1)" d="{land or land_path()}"/>'
        f"{''.join(drawn)}</svg>"
    )
