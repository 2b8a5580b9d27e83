"""Time zones in calendars: VTIMEZONE components (RFC 5545, section 3.6.5) from the IANA database.

``icalendar.Timezone.from_tzinfo`` (7.3) begins some observances an hour late: it writes their DTSTART in
the new time, where RFC 5545 wants the local time before the change. So the changes are found here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_STEP = dt.timedelta(days=4)
"""How far apart it is looked for changes; the shortest summer time of any zone since 1970 was longer."""
_PRECISION = dt.timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of clocks; ``at`` is the moment in UTC, the offsets are from UTC before and after."""

    at: dt.datetime
    before: dt.timedelta
    after: dt.timedelta
    name: str
    daylight: bool

    @property
    def local(self) -> dt.datetime:
        """What the clocks show at this moment, before anybody has touched them."""
        return (self.at + self.before).replace(tzinfo=None)


def changes(zone: ZoneInfo, first: dt.datetime, last: dt.datetime) -> Iterator[Change]:
    """Yield the changes of clocks between two moments in UTC."""
    here, face = first, _face(zone, first)
    while here < last:
        there = min(here + _STEP, last)
        if _face(zone, there) != face:
            low, high = here, there
            while high - low > _PRECISION:
                middle = low + (high - low) / 2
                low, high = (middle, high) if _face(zone, middle) == face else (low, middle)
            there = high.replace(microsecond=0)
            yield Change(there, face[0], *_told(there.astimezone(zone)))
            face = _face(zone, there)
        here = there


def _face(zone: ZoneInfo, moment: dt.datetime) -> tuple[dt.timedelta, str]:
    local = moment.astimezone(zone)
    return local.utcoffset() or dt.timedelta(), local.tzname() or ""


def _told(local: dt.datetime) -> tuple[dt.timedelta, str, bool]:
    return local.utcoffset() or dt.timedelta(), local.tzname() or "", bool(local.dst())


@lru_cache
def vtimezone(zone_name: str, first_year: int, last_year: int) -> bytes:
    """Return the VTIMEZONE of a zone, right for all times from one year to another."""
    zone = ZoneInfo(zone_name)
    first = dt.datetime(first_year - 1, 7, 1, tzinfo=dt.UTC)
    offset, name, daylight = _told(first.astimezone(zone))
    timezone = Timezone()
    timezone.add("TZID", zone_name)
    timezone.add_component(_observance([Change(first, offset, offset, name, daylight)]))
    alike: dict[tuple[object, ...], list[Change]] = {}
    for change in changes(zone, first, dt.datetime(last_year + 1, 1, 3, tzinfo=dt.UTC)):
        alike.setdefault((change.before, change.after, change.name, change.daylight), []).append(change)
    for group in alike.values():
        timezone.add_component(_observance(group))
    return bytes(timezone.to_ical())


def _observance(alike: list[Change]) -> TimezoneStandard | TimezoneDaylight:
    first = alike[0]
    observance = TimezoneDaylight() if first.daylight else TimezoneStandard()
    observance.add("DTSTART", first.local)
    if alike[1:]:
        observance.add("RDATE", [change.local for change in alike[1:]])
    observance.add("TZOFFSETFROM", first.before)
    observance.add("TZOFFSETTO", first.after)
    observance.add("TZNAME", first.name)
    return observance
