"""Dates as sources give them: of a year, a month, a day or a minute."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import total_ordering


@total_ordering
@dataclass(frozen=True, slots=True)
class When:
    """A day, month or year as a source gives it, with an hour where one is known.

    Written after ISO 8601: ``2026``, ``2026-03``, ``2026-03-14`` or ``2026-03-14 09:30``. ``text``
    keeps the precision; ``first`` and ``last`` are the days that it may mean.
    """

    text: str
    first: dt.date
    last: dt.date
    time: dt.time | None = None

    @property
    def precision(self) -> str:
        """Return ``year``, ``month``, ``day`` or ``minute``."""
        if self.time is not None:
            return "minute"
        return {4: "year", 7: "month"}.get(len(self.text), "day")

    def __str__(self) -> str:
        return self.text

    def __lt__(self, other: When) -> bool:
        return (self.first, self.time or dt.time.min) < (other.first, other.time or dt.time.min)


_WHEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::00)?)?)?)?", re.ASCII)


def parse_when(text: str) -> When:
    """Read a date of any precision.

    Raises:
        ValueError: the text is no such date, or the day does not exist.
    """
    match = _WHEN.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day, hour, minute = (int(part) if part else None for part in match.groups())
    assert year is not None  # noqa: S101 - the pattern has it
    first = dt.date(year, 1 if month is None else month, 1 if day is None else day)
    last = first if day else dt.date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    time = None if hour is None or minute is None else dt.time(hour, minute)
    return When(text.replace("T", " ")[: len("2026-03-14 09:30")], first, last, time)
