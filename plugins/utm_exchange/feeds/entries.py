"""Entries: events and deadlines as VEVENT components (RFC 5545, section 3.6.1).

What is known by month only has no entry: a calendar can only show days. Public entries have no METHOD and no
ORGANIZER, which belong to invitations. DTSTAMP and LAST-MODIFIED are the last change of the record, and
SEQUENCE counts the seconds from 2020 to it, so that every later change has a larger one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import icalendar

from utm_exchange.catalogue.addresses import record_address
from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.deadlines import Due, deadlines_of
from utm_exchange.catalogue.facets import regions_of
from utm_exchange.catalogue.lives import Lives
from utm_exchange.feeds.identity import Minter, path_of
from utm_exchange.i18n import gettext as _
from utm_exchange.i18n import mark
from utm_exchange.records.types import Event, Record
from utm_exchange.records.vocabulary import vocabulary
from utm_exchange.records.when import When, on_the_clock

_BEGINNING = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
_DAY = dt.timedelta(days=1)
_MORNING = dt.timedelta(hours=9)
ALARMS = (7, 1)
"""Days before a deadline on which calendars remind, in the morning where the deadline is a whole day."""


@dataclass(frozen=True)
class Entry:
    """One entry of calendars: its text, and by what it is chosen."""

    record: Record
    text: bytes
    changed: dt.datetime
    zone: str
    years: tuple[int, int]
    kind: str
    """``event``, or whose deadline it is: ``funding``, ``training`` or ``registration``."""
    pillars: tuple[str, ...]
    regions: tuple[str, ...]


@dataclass(frozen=True)
class EntryMaker:
    """Makes the entries of a catalogue; ``site`` is the site's address with a slash at its end, or ''."""

    catalogue: Catalogue
    lives: Lives
    minter: Minter
    site: str

    def all(self) -> Iterator[Entry]:
        """Yield the entries of all events and deadlines."""
        for record in self.catalogue.of_type("event"):
            assert isinstance(record, Event)  # noqa: S101 - of its type
            if times_are_known(record):
                yield self._event(record)
        for type_name in ("event", "funding", "training"):
            for record in self.catalogue.of_type(type_name):
                for due in deadlines_of(record):
                    yield self._deadline(record, due)

    def _event(self, record: Event) -> Entry:
        start, end = times_of(record)
        status, title = _status(record)
        entry = self._begun(record, title, path_of(record), status)
        entry.add("DTSTART", start)
        if end is not None:
            entry.add("DTEND", end)
        if record.place:
            entry.add("LOCATION", record.place)
        if status != "CONFIRMED":
            entry.add("TRANSP", "TRANSPARENT")
        entry.add("CATEGORIES", [_(vocabulary("event-kinds")[record.kind].label)])
        return self._entry(record, entry, "event", (start, end or start))

    def _deadline(self, record: Record, due: Due) -> Entry:
        status = "CANCELLED" if _is_off(record) else "CONFIRMED"
        words = _due_words(record, due)
        entry = self._begun(record, words, (*path_of(record), "deadline", *due.number), status)
        start = _point(due.when, due.zone)
        whole_day = not isinstance(start, dt.datetime)
        entry.add("DTSTART", start)
        if whole_day:
            entry.add("DTEND", start + _DAY)
        entry.add("TRANSP", "TRANSPARENT")
        entry.add("CATEGORIES", [_("Deadline")])
        if status == "CONFIRMED":
            for days in ALARMS:
                entry.add_component(_alarm(words, days, whole_day=whole_day))
        return self._entry(record, entry, due.kind, (start, start))

    def _begun(self, record: Record, title: str, path: tuple[str, ...], status: str) -> icalendar.Event:
        life = self.lives.of(record)
        # Where git says nothing the end of this edition's day stands in: it is not before the last change,
        # so that the number does not fall from one edition to the next.
        midnight = dt.datetime.combine(self.catalogue.today, dt.time.min, dt.UTC)
        number = (life.changed if life else midnight + _DAY) - _BEGINNING
        changed = life.changed if life else midnight
        entry = icalendar.Event()
        entry.add("UID", self.minter.uid(*path))
        entry.add("DTSTAMP", changed)
        if life:
            entry.add("CREATED", life.began)
        entry.add("LAST-MODIFIED", changed)
        entry.add("SEQUENCE", max(0, int(number.total_seconds())))
        entry.add("SUMMARY", title)
        entry.add("STATUS", status)
        address = self.site + record_address(record) if self.site else getattr(record, "url", None)
        entry.add("DESCRIPTION", _description(record, address))
        if address:
            entry.add("URL", address)
        return entry

    def _entry(
        self, record: Record, entry: icalendar.Event, kind: str, times: tuple[dt.date, dt.date]
    ) -> Entry:
        start, end = times
        return Entry(
            record,
            entry.to_ical(),
            entry.decoded("LAST-MODIFIED"),
            str(start.tzinfo) if isinstance(start, dt.datetime) else "",
            (start.year, end.year),
            kind,
            tuple(getattr(record, "pillars", ())),
            regions_of(record, self.catalogue.cities),
        )


_DUE_WORDS = {
    "registration": mark("Last day to sign up: {title}"),
    "training": mark("Last day to apply: {title}"),
    "funding": mark("Deadline: {title}"),
}


def _due_words(record: Record, due: Due) -> str:
    words = mark("Deadline for {what}: {title}") if due.label else _DUE_WORDS[due.kind]
    return _(words).format(what=due.label, title=record.title)


def times_are_known(event: Event) -> bool:
    """Tell whether the day of an event is known, so that calendars can show it."""
    return event.start.precision in {"day", "minute"} and (
        event.end is None or event.end.precision in {"day", "minute"}
    )


def times_of(event: Event) -> tuple[dt.date, dt.date | None]:
    """Return beginning and end of an event whose day is known, as calendars want them.

    Where the hour of the beginning is known both are moments in its zone, else both are days. The end is
    the first moment or day that no longer belongs to the event, None where nobody says how long it takes.
    """
    zone = event.time_zone or ""
    start, end = _point(event.start, zone), event.end
    if not isinstance(start, dt.datetime):
        return start, event.last_day + _DAY
    if end is None:
        return start, None
    if end.time is not None:
        last = _point(end, zone)
        return start, last if last > start else None
    # An end without an hour: the event takes all of its last day. Some clocks skip midnight.
    return start, on_the_clock(dt.datetime.combine(event.last_day + _DAY, dt.time.min, ZoneInfo(zone)))


def _point(when: When, zone: str) -> dt.date:
    if when.time is None or not zone:
        return when.first
    return dt.datetime.combine(when.first, when.time, ZoneInfo(zone))


def _is_off(record: Record) -> bool:
    return bool(record.withdrawn) or getattr(record, "status", "") == "cancelled"


def _status(event: Event) -> tuple[str, str]:
    """Return STATUS and title: what is cancelled or postponed says so where every program shows it."""
    if event.withdrawn:
        return "CANCELLED", _("Withdrawn: {title}").format(title=event.title)
    if event.status == "cancelled":
        return "CANCELLED", _("Cancelled: {title}").format(title=event.title)
    if event.status == "postponed":
        return "TENTATIVE", _("Postponed, new date to come: {title}").format(title=event.title)
    return "CONFIRMED", event.title


def _description(record: Record, address: str | None) -> str:
    lines = [record.withdrawn.reason if record.withdrawn else record.summary]
    if isinstance(record, Event):
        if record.date_note:
            lines.append(_("About the date: {note}").format(note=record.date_note))
        if record.registration and record.registration.url:
            lines.append(_("Sign up: {address}").format(address=record.registration.url))
    url = getattr(record, "url", None)
    if url and url != address:
        lines.append(_("Organiser's page: {address}").format(address=url))
    if address:
        lines.append(address)
    return "\n".join(lines)


def _alarm(words: str, days: int, *, whole_day: bool) -> icalendar.Alarm:
    alarm = icalendar.Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", words)
    alarm.add("TRIGGER", (_MORNING if whole_day else dt.timedelta()) - days * _DAY)
    return alarm
