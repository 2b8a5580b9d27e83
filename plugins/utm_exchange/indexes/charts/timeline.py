"""The time axis of a chart: where a year is, which years can be named, and flags above it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from utm_exchange.indexes.charts.drawing import CHARACTER, LINE, NARROW, lines_of, short, width_of, words

EDGE = 5.0
"""Percent of the width left free at either end."""
FLAG = 9
"""Pixels between a flag and its words."""


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """The years from ``first`` to ``last``, across a drawing."""

    first: int
    last: int

    def percent(self, year: int) -> float:
        """Return where a year is, in percent of the width."""
        if self.first == self.last:
            return 50.0
        return EDGE + (100 - 2 * EDGE) * (year - self.first) / (self.last - self.first)

    def pixels(self, year: int) -> float:
        """Return where a year is on the narrowest phone."""
        return self.percent(year) * NARROW / 100

    def at(self, year: int) -> str:
        """Return where a year is, as a length for SVG."""
        return f"{short(self.percent(year))}%"


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that is to be reached in a year; ``faint`` if it is no longer in force."""

    year: int
    label: str
    faint: bool = False


def year_labels(axis: TimeAxis, years: Iterable[int], y: float) -> str:
    """Write the years below the axis that find room, those that come first in ``years`` before others."""
    taken: list[float] = []
    half = 2 * CHARACTER
    found = []
    for year in dict.fromkeys(years):
        middle = min(NARROW - half, max(half, axis.pixels(year)))
        if all(abs(middle - other) > 2 * half + CHARACTER for other in taken):
            taken.append(middle)
            found.append(year)
    return "".join(
        words((str(year),), axis.at(year), y, anchor="middle", name="quiet") for year in sorted(found)
    )


def today_line(axis: TimeAxis, year: int, label: str, top: float, bottom: float) -> str:
    """Draw a line for this year, its word under the row of the years."""
    place, at = axis.percent(year), axis.at(year)
    half = width_of(label) / 2
    anchor = "middle"
    if place * NARROW / 100 < half:
        anchor = ""
    elif place * NARROW / 100 > NARROW - half:
        anchor = "end"
    line = f'<line class="today" x1="{at}" x2="{at}" y1="{short(top)}" y2="{short(bottom)}"/>'
    return line + words((label,), at, bottom + LINE * 0.75, anchor=anchor, name="quiet")


def flags(axis: TimeAxis, shown: Sequence[Flag], bottom: float) -> tuple[str, str, float]:
    """Draw flags, one below the other, each with a dashed line down to ``bottom`` pixels below the last.

    Returns the lines, the flags with their words, and the height that the flags take. Words run to
    the side that has more room. Those on the left go down in the order of the years and those on the
    right against it, so that no line crosses the words of another flag but rarely.
    """
    left = sorted((flag for flag in shown if axis.percent(flag.year) <= 50), key=lambda flag: flag.year)  # noqa: PLR2004 - the middle
    right = sorted((flag for flag in shown if flag not in left), key=lambda flag: -flag.year)
    y, marks, tops = 0.0, "", dict[int, tuple[float, bool]]()
    for flag in (*left, *right):
        at, toward = axis.at(flag.year), 1 if flag in left else -1
        room = NARROW - axis.pixels(flag.year) if toward == 1 else axis.pixels(flag.year)
        lines = lines_of(flag.label, room - FLAG)
        name = "given-up" if flag.faint else ""
        marks += (
            f'<circle class="flag{" given-up" if flag.faint else ""}" cx="{at}" cy="{short(y + 9)}" r="4.5"/>'
        )
        marks += f'<g transform="translate({toward * FLAG})">{words(lines, at, y + 13, anchor="" if toward == 1 else "end", name=name)}</g>'
        top, faint = tops.get(flag.year, (y + 9, True))
        tops[flag.year] = (min(top, y + 9), faint and flag.faint)
        y += LINE * len(lines) + 3
    stems = "".join(
        f'<line class="stem{" given-up" if faint else ""}" x1="{axis.at(year)}" x2="{axis.at(year)}" y1="{short(top)}" y2="{short(y + bottom)}"/>'
        for year, (top, faint) in tops.items()
    )
    return stems, marks, y
