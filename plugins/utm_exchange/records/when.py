"""Dates as sources give them: of a year, a month, a day or a minute; and moments, which all the world shares."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import total_ordering
from typing import Literal
from zoneinfo import ZoneInfo


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


def local_time(day: dt.date, time: dt.time, zone: str) -> dt.datetime:
    """Return an hour on the clocks of a zone; of an hour that comes twice, the first."""
    return dt.datetime.combine(day, time, ZoneInfo(zone))


def clock_change(local: dt.datetime) -> Literal["", "skipped", "repeated"]:
    """Tell whether the clocks of its zone never show a local time, or show it twice."""
    if on_the_clock(local).replace(tzinfo=None) != local.replace(tzinfo=None):
        return "skipped"
    return "repeated" if local.utcoffset() != local.replace(fold=1).utcoffset() else ""


def on_the_clock(local: dt.datetime) -> dt.datetime:
    """Return what the clocks show at a local time: the same, but for an hour that they skip."""
    return local.astimezone(dt.UTC).astimezone(local.tzinfo)


MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)\s*(?:(Z|UTC)|([+-]\d{2}:\d{2})|([A-Za-z]+(?:/[A-Za-z0-9_+-]+)+))?)?",
    re.ASCII,
)
"""How a moment is written: day, then hour and zone, or neither."""


class HourWithoutZoneError(ValueError):
    """A moment has an hour, and nobody says where on Earth."""


def parse_moment(text: str) -> dt.datetime:
    """Read a moment and return it in UTC.

    Written as a day, which begins at midnight UTC, or as an hour with its zone: ``2026-03-14 09:00
    Europe/Brussels``, ``2026-03-14 09:00 UTC``, or after RFC 3339 ``2026-03-14T09:00+01:00``.

    Raises:
        HourWithoutZoneError: the zone is missing.
        ValueError: the text is no such moment, or the day does not exist.
        zoneinfo.ZoneInfoNotFoundError: the zone does not exist (a KeyError).
    """
    match = MOMENT.fullmatch(text)
    if match is None:
        raise ValueError(text)
    day, hour, utc, offset, zone = match.groups()
    if hour is None:
        return dt.datetime.combine(dt.date.fromisoformat(day), dt.time.min, dt.UTC)
    if utc:
        return dt.datetime.fromisoformat(f"{day}T{hour}+00:00")
    if offset:
        return dt.datetime.fromisoformat(f"{day}T{hour}{offset}").astimezone(dt.UTC)
    if zone is None:
        raise HourWithoutZoneError(text)
    local = local_time(dt.date.fromisoformat(day), dt.time.fromisoformat(hour), zone)
    # At a change of clocks two readings are possible; what waits for this moment must not come early.
    return max(local.astimezone(dt.UTC), local.replace(fold=1).astimezone(dt.UTC))
