"""Calendars: which there are, and their files (RFC 5545, with the properties of RFC 7986)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import icalendar

from utm_exchange.feeds.entries import Entry
from utm_exchange.feeds.identity import Minter
from utm_exchange.feeds.zones import vtimezone
from utm_exchange.i18n import gettext as _
from utm_exchange.records.types import Event
from utm_exchange.records.vocabulary import vocabulary

FOLDER = "calendar/"
REFRESH = dt.timedelta(hours=12)
"""How often programs are asked to look again."""


@dataclass(frozen=True)
class CalendarFile:
    """A calendar that one can subscribe to; ``address`` is relative to the site's root."""

    address: str
    title: str
    about: str
    group: str
    """``events``, ``deadlines``, ``pillar``, ``region`` or ``kind``."""
    chosen: Callable[[Entry], bool]


def calendars() -> Iterator[CalendarFile]:
    """Yield every calendar, those with nothing in them yet included: one may subscribe before the first entry."""
    yield CalendarFile(
        f"{FOLDER}events.ics",
        _("All events"),
        _("Coming and past events, cancelled and postponed ones too."),
        "events",
        lambda entry: entry.kind == "event",
    )
    yield CalendarFile(
        f"{FOLDER}deadlines.ics",
        _("All deadlines"),
        _("Last days to apply for money and training, and to sign up for events."),
        "deadlines",
        lambda entry: entry.kind != "event",
    )
    for kind, title, about in (
        ("funding", _("Deadlines of funding"), _("Last days to apply for money.")),
        ("training", _("Deadlines of training"), _("Last days to apply for training.")),
        ("registration", _("Deadlines to sign up"), _("Last days to sign up for events.")),
    ):
        yield CalendarFile(f"{FOLDER}deadlines/{kind}.ics", title, about, "deadlines", _is_kind(kind))
    for group, words, has in (
        ("kind", "event-kinds", _has_kind),
        ("pillar", "pillars", _has_pillar),
        ("region", "regions", _has_region),
    ):
        for term in vocabulary(words):
            title = _("Events: {what}").format(what=_(term.label))
            about = _(term.definition) or _("Coming and past events, cancelled and postponed ones too.")
            yield CalendarFile(f"{FOLDER}{group}/{term.id}.ics", title, about, group, has(term.id))


def _is_kind(kind: str) -> Callable[[Entry], bool]:
    return lambda entry: entry.kind == kind


def _has_kind(value: str) -> Callable[[Entry], bool]:
    return lambda entry: (
        entry.kind == "event" and isinstance(entry.record, Event) and entry.record.kind == value
    )


def _has_pillar(value: str) -> Callable[[Entry], bool]:
    return lambda entry: entry.kind == "event" and value in entry.pillars


def _has_region(value: str) -> Callable[[Entry], bool]:
    return lambda entry: entry.kind == "event" and value in entry.regions


@dataclass(frozen=True)
class CalendarWriter:
    """Writes calendars; ``site`` is the site's address with a slash at its end, or ''."""

    site_name: str
    site: str
    minter: Minter
    entries: Sequence[Entry]

    @cached_property
    def _years(self) -> tuple[int, int]:
        """The first and the last year of all entries, so that each zone is described once for all calendars."""
        years = [year for entry in self.entries for year in entry.years]
        return min(years, default=2020), max(years, default=2020)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield address and content of every calendar, and of one file per event under each name it has had."""
        for calendar in calendars():
            chosen = [entry for entry in self.entries if calendar.chosen(entry)]
            head = self._head(calendar.address)
            title = f"{calendar.title} · {self.site_name}"
            for name, value in (("NAME", title), ("DESCRIPTION", calendar.about)):
                head.add(name, value)
                # What programs read that are older than RFC 7986.
                head.add({"NAME": "X-WR-CALNAME", "DESCRIPTION": "X-WR-CALDESC"}[name], value)
            if self.site:
                head.add("URL", f"{self.site}feeds/")
            yield calendar.address, self._text(head, chosen)
        for entry in self.entries:
            if entry.kind == "event":
                record = entry.record
                text = self._text(self._head(event_address(record.first_name)), [entry])
                for name in (record.slug, *record.aliases):
                    yield event_address(name), text

    def _head(self, address: str) -> icalendar.Calendar:
        head = icalendar.Calendar()
        head.add("PRODID", "-//Urban Transitions Mission//Urban Transitions Exchange//EN")
        head.add("VERSION", "2.0")
        head.add("CALSCALE", "GREGORIAN")
        head.add("UID", self.minter.uid(address))
        if self.site:
            head.add("SOURCE", self.site + address, parameters={"VALUE": "URI"})
        head.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
        head.add("X-PUBLISHED-TTL", icalendar.vDuration(REFRESH))
        return head

    def _text(self, head: icalendar.Calendar, entries: Iterable[Entry]) -> bytes:
        held = sorted(entries, key=lambda entry: (entry.record.identity, entry.text))
        if held:
            head.add("LAST-MODIFIED", max(entry.changed for entry in held))
        begin, end = head.to_ical().split(b"END:VCALENDAR")
        return b"".join([begin, *self._zones(held), *(entry.text for entry in held), b"END:VCALENDAR", end])

    def _zones(self, entries: Sequence[Entry]) -> Iterator[bytes]:
        """Yield the zones of the entries; in an empty calendar UTC, for RFC 5545 wants one component at least."""
        zones = sorted({entry.zone for entry in entries} - {""})
        for zone in zones or ([] if entries else ["Etc/UTC"]):
            yield vtimezone(zone, *self._years)


def event_address(name: str) -> str:
    """Return the address of the calendar file of one event."""
    return f"{FOLDER}events/{name}.ics"
