"""Columns over a time axis, with their numbers where these find room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from utm_exchange.indexes.charts.drawing import NARROW, bar, short, width_of, words
from utm_exchange.indexes.charts.timeline import TimeAxis

WIDEST, THINNEST = 18.0, 3.0
"""Pixels of a column."""
SHARE = 0.7
"""The part of the room between two years that a column takes."""
LEAST = 1.5
"""Pixels of a column that stands for zero, so that it is seen."""
GAP = 5
"""Pixels between a column and its number."""
CAP = 13
"""Pixels of a line of text, for finding collisions."""

NAMED = 4
"""Measured columns up to which all may be named; of more only the latest, the first and the highest."""


@dataclass(frozen=True, slots=True)
class Column:
    """A value in a year, how it is written, and what it is: ``result``, ``estimate`` or ``target``.

    Columns of one ``series`` can be compared over time; '' for none.
    """

    year: int
    value: Decimal
    label: str
    mark: str
    series: str = ""
    faint: bool = False


@dataclass(frozen=True, slots=True)
class _Box:
    """A place on the narrowest phone, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class _Placed:
    """A column with its height, and the pixels that it stands beside the middle of its year."""

    column: Column
    height: float
    aside: float
    width: float


@dataclass(frozen=True, slots=True)
class Ground:
    """Where columns stand: ``floor`` is the pixel that they stand on, ``plot`` the height of the highest."""

    axis: TimeAxis
    floor: float
    plot: float


def columns(prefix: str, ground: Ground, held: Sequence[Column]) -> str:
    """Draw columns from zero, and a line along the tops of each series."""
    if not held:
        return ""
    axis, floor = ground.axis, ground.floor
    peak = max(column.value for column in held) or Decimal(1)
    placed = _placed(ground, held, peak)
    drawn = (
        bar(prefix, item.column.mark, _place(axis, item, floor), faint=item.column.faint) for item in placed
    )
    lines = (_line(axis, first, second, floor) for first, second in _joined(placed))
    return "".join((*drawn, *lines, *_numbers(axis, placed, floor)))


def _joined(placed: Sequence[_Placed]) -> Iterator[tuple[_Placed, _Placed]]:
    """Yield the neighbours in each series; two of one year are no course of time."""
    for series in dict.fromkeys(item.column.series for item in placed if item.column.series):
        own = sorted(
            (item for item in placed if item.column.series == series), key=lambda item: item.column.year
        )
        yield from ((a, b) for a, b in pairwise(own) if a.column.year < b.column.year)


def _line(axis: TimeAxis, first: _Placed, second: _Placed, floor: float) -> str:
    return (
        f'<line class="join" x1="{axis.at(first.column.year)}" y1="{short(floor - first.height)}" '
        f'x2="{axis.at(second.column.year)}" y2="{short(floor - second.height)}"/>'
    )


def _place(axis: TimeAxis, item: _Placed, floor: float) -> str:
    left = item.aside - item.width / 2
    return (
        f'x="{axis.at(item.column.year)}" y="{short(floor - item.height)}" width="{short(item.width)}" '
        f'height="{short(item.height)}" transform="translate({short(left)})"'
    )


def _placed(ground: Ground, held: Sequence[Column], peak: Decimal) -> list[_Placed]:
    """Give each column its room; those of one year share it side by side."""
    together = Counter(column.year for column in held)
    years = sorted(ground.axis.pixels(year) for year in together)
    nearest = min((second - first for first, second in pairwise(years)), default=WIDEST / SHARE)
    room = min(WIDEST, nearest * SHARE)
    before: Counter[int] = Counter()
    found = []
    for column in held:
        side = max(THINNEST, room / together[column.year])
        aside = side * (before[column.year] - (together[column.year] - 1) / 2)
        before[column.year] += 1
        found.append(_Placed(column, max(LEAST, float(column.value / peak) * ground.plot), aside, side))
    return found


def _body_of(axis: TimeAxis, item: _Placed, floor: float) -> _Box:
    middle = axis.pixels(item.column.year) + item.aside
    return _Box(middle - item.width / 2, floor - item.height, middle + item.width / 2, floor)


def _numbers(axis: TimeAxis, placed: Sequence[_Placed], floor: float) -> Iterator[str]:
    """Write the numbers that find room, the latest, the first and the highest before the others."""
    bodies = [_body_of(axis, item, floor) for item in placed]
    measured = [item for item in placed if item.column.mark != "target"]
    aims = [item for item in placed if item.column.mark == "target"]
    highest = sorted(measured, key=lambda item: -item.height)
    others = measured if len(measured) <= NAMED else []
    taken: list[_Box] = []
    for item in dict.fromkeys((*measured[-1:], *measured[:1], *highest[:1], *aims, *others)):
        for anchor, aside, y in _ways(item, floor):
            box = _box_of(axis.pixels(item.column.year) + aside, y, anchor, width_of(item.column.label))
            if box.left >= 0 and box.right <= NARROW and not any(map(box.meets, (*bodies, *taken))):
                taken.append(box)
                text = words((item.column.label,), axis.at(item.column.year), y, anchor=anchor, name="number")
                yield f'<g transform="translate({short(aside)})">{text}</g>' if aside else text
                break


def _ways(item: _Placed, floor: float) -> Iterator[tuple[str, float, float]]:
    """Yield where a number may stand: above its column, or on either side of its top."""
    above, beside = floor - item.height - GAP, floor - max(item.height - CAP + 2, GAP - 1)
    edge = item.width / 2
    yield "middle", item.aside, above
    yield "", item.aside - edge, above
    yield "end", item.aside + edge, above
    yield "", item.aside + edge + GAP, beside
    yield "end", item.aside - edge - GAP, beside


def _box_of(at: float, y: float, anchor: str, width: float) -> _Box:
    left = at - {"": 0.0, "middle": width / 2, "end": width}[anchor]
    return _Box(left, y - CAP + 2, left + width, y + 2)
