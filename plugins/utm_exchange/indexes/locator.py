"""The locator: a country's outline with one city in it, as a small decorative SVG.

A city's locator shows the part of its country that it lies in, with the pieces of land near enough
to be worth their room: Miami stands in the contiguous states, Honolulu in Hawaii. A country smaller
than about two degrees across is shown within the land around it. The drawing says nothing that the
text beside it doesn't, so it is hidden from screen readers. Colours come from the page's styles
(``.locator-land``, ``.locator-context``, ``.locator-city``) or else from ``currentColor``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from math import cos, hypot, radians
from typing import TYPE_CHECKING

from utm_exchange.indexes import geography, projection
from utm_exchange.indexes.geography import Box
from utm_exchange.indexes.svg import number as short
from utm_exchange.indexes.svg import path_data, shown, thin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from utm_exchange.indexes.geography import Piece, Point, Ring

SIDE = 96  # units of the square viewBox
MARGIN = 5
DOT = 4.5
BUDGET = 760  # characters of the outline, so that a locator weighs about a kilobyte
SMALL_BUDGET = 400  # characters of each path where there are two
SPACING = 0.25  # units: denser points are thinned before the slower simplifying
FIRST_TOLERANCE = 0.35  # units
MIN_AREA = 1.5  # square units below which an island is left out

SMALL = 2.0  # degrees across below which a country is shown within its surroundings
SURROUNDINGS = 2.5  # the view's width then, in widths of the country, and its least in degrees
NEAR_CITY = 0.5  # degrees within which a coast counts as the city's own
STRAIT = 0.2  # degrees: waters as wide as this don't part a country
WORTH = 1.5  # by how much a piece as large as the main one may widen the view
SLACK = 1.08  # by how much any piece may widen it
WIDEST = 3.5  # by how much no piece may
SUBSTANTIAL = 0.02  # the share of the main piece's area from which a piece moves the frame


@dataclass(frozen=True, slots=True)
class Frame:
    """The view of one country, or of the part of it around a city; the same for all cities in that part.

    ``outline`` and ``context`` (the land around a small country, else empty) are path data in a
    square of ``SIDE`` units; ``centre`` (lon, lat), ``scale`` (units to a radius of the globe) and
    ``middle`` (the projected point in the middle of the square) say how to place a city in it.
    """

    outline: str
    context: str
    centre: Point
    scale: float
    middle: Point

    def on_page(self, point: Point) -> Point:
        """Move a projected point into the square."""
        x, y = point
        return SIDE / 2 + (x - self.middle[0]) * self.scale, SIDE / 2 - (y - self.middle[1]) * self.scale

    def holds(self, lat: float, lon: float) -> bool:
        """Say whether a place lies in the square."""
        return all(0 <= part <= SIDE for part in self.on_page(projection.azimuthal(lon, lat, self.centre)))

    def place(self, lat: float, lon: float) -> Point:
        """Return where a place lies in the square, kept inside with its dot."""
        x, y = self.on_page(projection.azimuthal(lon, lat, self.centre))
        return min(SIDE - DOT, max(DOT, x)), min(SIDE - DOT, max(DOT, y))


def _across(box: Box) -> float:
    """Return the longer side of a box, in degrees of a great circle."""
    return max(box.north - box.south, (box.east - box.west) * cos(radians((box.north + box.south) / 2)))


def _coasts(code: str) -> tuple[Piece, ...]:
    """Return a country's pieces of land without the holes, largest first."""
    return tuple(piece for piece in geography.pieces(code) if piece.land > 0)


def _turn(box: Box, lon: float) -> int:
    """Return the degrees, a multiple of 360, that bring a box nearest to a meridian."""
    return 360 * round((lon - (box.west + box.east) / 2) / 360)


def _away(lat: float, lon: float, piece: Piece) -> float:
    """Return how far a place is from a piece of land, in degrees of a great circle; 0 within it."""
    lon -= _turn(piece.box, lon)
    if geography.inside((lon, lat), piece.ring):
        return 0.0
    narrow = cos(radians(lat))
    return min(hypot((x - lon) * narrow, y - lat) for x, y in piece.ring)


def _touches(lat: float, lon: float, box: Box) -> bool:
    """Say whether a box lies within reach of a place, whichever way round its longitudes count."""
    reach = NEAR_CITY / max(cos(radians(lat)), 0.1)
    lon -= _turn(box, lon)
    return box.meets(Box(lon - reach, lat - NEAR_CITY, lon + reach, lat + NEAR_CITY))


def _own(code: str, lat: float, lon: float) -> int:
    """Return the number of the piece of land that a city stands on: the largest within reach, or the nearest."""
    coasts = _coasts(code)
    for number, piece in enumerate(coasts):
        if _touches(lat, lon, piece.box) and _away(lat, lon, piece) <= NEAR_CITY:
            return number
    return min(range(len(coasts)), key=lambda number: _away(lat, lon, coasts[number]))


@lru_cache(maxsize=256)
def _mainlands(code: str) -> tuple[int, ...]:
    """Return for each piece of land the largest that it hangs together with, over narrow waters.

    So Nova Scotia, which the Saint Lawrence cuts off, counts as Canada's mainland. Two pieces hang
    together if their coasts pass through one cell of a coarse grid.
    """
    coasts = _coasts(code)
    leads = list(range(len(coasts)))

    def lead(number: int) -> int:
        while leads[number] != number:
            number = leads[number]
        return number

    owners: dict[tuple[int, int], int] = {}
    for number, piece in enumerate(coasts):
        for cell in {(round(lon / STRAIT), round(lat / STRAIT)): None for lon, lat in piece.ring}:
            first, second = sorted((lead(owners.setdefault(cell, number)), lead(number)))
            leads[second] = first
    return tuple(map(lead, leads))


def _view(coasts: Sequence[Piece], home: int) -> Box:
    """Return the area to show: the home piece and each that is worth the room it takes."""
    box = core = coasts[home].box
    middle = (box.west + box.east) / 2
    for _, other, land in coasts:
        turn = _turn(other, middle)
        moved = Box(other.west + turn, other.south, other.east + turn, other.north)
        share = land / coasts[home].land
        grown = box.around(moved)
        growth = max(_across(grown), SMALL) / max(_across(core), SMALL)
        if growth <= min(WIDEST, SLACK + WORTH * share if share >= SUBSTANTIAL else SLACK):
            box = grown
            core = core.around(moved) if share >= SUBSTANTIAL else core
    return box


def _shown_pieces(code: str, box: Box) -> Iterator[Ring]:
    """Yield the rings of a country that lie in a box, turned to its longitudes."""
    for ring, own, _ in geography.pieces(code):
        turn = _turn(own, (box.west + box.east) / 2)
        moved = Box(own.west + turn, own.south, own.east + turn, own.north)
        if box.around(moved) == box:
            yield tuple((lon + turn, lat) for lon, lat in ring)


def _plane(rings: Iterable[Ring], centre: Point) -> list[Ring]:
    """Project rings about a centre, in radii of the globe."""
    return [tuple(projection.azimuthal(*point, centre) for point in ring) for ring in rings]


def _fit(box: Box, centre: Point, flat: Iterable[Ring]) -> Frame:
    """Return an empty frame that shows what lies in ``box``: close around it, or with its surroundings."""
    if _across(box) < SMALL:
        return Frame("", "", centre, SIDE / radians(SURROUNDINGS * max(1.0, _across(box))), (0.0, 0.0))
    seen = geography.bounds(tuple(chain.from_iterable(flat)))
    width = max(seen.east - seen.west, seen.north - seen.south)
    middle = ((seen.west + seen.east) / 2, (seen.south + seen.north) / 2)
    return Frame("", "", centre, (SIDE - 2 * MARGIN) / width, middle)


def _drawn(flat: Iterable[Ring], view: Frame, budget: int) -> str:
    """Write projected rings as path data in the square, as fine as the budget allows."""
    squares = (thin(tuple(view.on_page(point) for point in ring), SPACING) for ring in flat)
    parts = [part for square in squares if (part := projection.clip_to_square(square, 0, SIDE))]
    tolerance, min_area = FIRST_TOLERANCE, MIN_AREA
    if not any(abs(geography.area(part)) >= MIN_AREA for part in parts):
        tolerance = min_area = 0.0  # nothing but specks, such as the Maldives: better these than nothing
    while len(data := path_data(parts := shown(parts, tolerance, min_area))) > budget:
        tolerance, min_area = max(tolerance, SPACING) * 1.2, max(min_area, SPACING**2) * 1.15
    return data


def _surroundings(box: Box, view: Frame) -> str:
    """Draw the land of all countries around a small one."""
    reach = SURROUNDINGS * max(1.0, _across(box)) / cos(radians(view.centre[1]))
    wide = Box(box.west - reach, box.south - reach, box.east + reach, box.north + reach)
    codes = (code for code in geography.near(wide) if code != geography.ANTARCTICA)
    rings = geography.dissolve(chain.from_iterable(map(geography.outline, codes)), geography.FINE_STEPS)
    close = (ring for ring in rings if geography.bounds(ring).meets(wide))
    return _drawn(_plane(close, view.centre), view, SMALL_BUDGET)


@lru_cache(maxsize=256)
def _part(code: str, home: int) -> Frame:
    """Draw the part of a country that a piece of land belongs to (once for all its cities)."""
    box = _view(_coasts(code), home)
    centre = ((box.west + box.east) / 2, (box.south + box.north) / 2)
    flat = _plane(_shown_pieces(code, box), centre)
    view = _fit(box, centre, flat)
    if _across(box) < SMALL:
        return replace(view, outline=_drawn(flat, view, SMALL_BUDGET), context=_surroundings(box, view))
    return replace(view, outline=_drawn(flat, view, BUDGET))


def frame(country: str, lat: float, lon: float) -> Frame | None:
    """Return the view in which a city stands, or ``None`` where the country has no outline.

    The mainland's view if the city is in it, else that of the island that the city stands on.
    """
    if country not in geography.countries() or not _coasts(country):
        return None
    own = _own(country, lat, lon)
    view = _part(country, _mainlands(country)[own])
    return view if view.holds(lat, lon) else _part(country, own)


@lru_cache(maxsize=8192)
def locator(country: str, lat: float, lon: float) -> str:
    """Draw a city (degrees) in its country (ISO 3166-1 alpha-2), or nothing for an unknown country.

    About a kilobyte. Decorative: the page says in words where the city is.
    """
    view = frame(country, lat, lon)
    if view is None:
        return ""
    x, y = view.place(lat, lon)
    context = view.context and (
        f'<path class="locator-context" fill="currentColor" fill-opacity=".12" d="{view.context}"/>'
    )
    return (
        f'<svg class="locator" viewBox="0 0 {SIDE} {SIDE}" width="{SIDE}" height="{SIDE}" '
        f'aria-hidden="true" focusable="false">{context}'
        f'<path class="locator-land" fill="currentColor" fill-opacity=".3" fill-rule="evenodd" '
        f'd="{view.outline}"/>'
        f'<circle class="locator-city" fill="currentColor" cx="{short(x)}" cy="{short(y)}" r="{short(DOT)}"/></svg>'
    )
