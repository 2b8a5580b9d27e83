"""Calendars as tests make them: of a catalogue that was changed, without building pages."""

from __future__ import annotations

import datetime as dt

import icalendar

from sample_folder import Folder
from utm_exchange.catalogue.checking import catalogue_of, check_catalogue
from utm_exchange.feeds.calendars import CalendarWriter
from utm_exchange.feeds.entries import EntryMaker
from utm_exchange.feeds.identity import Minter

SITE = "https://exchange.example.org/utm/"
DAY = "content/events/open-day.md"


def calendar_files(folder: Folder, site: str = SITE, today: dt.date = Folder.today) -> dict[str, bytes]:
    """Return every calendar of a catalogue by its address."""
    checked = check_catalogue(folder.root, today)
    assert not checked.errors, "\n".join(map(str, checked.errors))
    minter = Minter("exchange.example.org,2026")
    entries = list(EntryMaker(catalogue_of(checked, today), checked.lives, minter, site).all())
    return dict(CalendarWriter("Exchange", site, minter, entries).files())


def events_in(data: bytes) -> list[icalendar.Event]:
    """Return the entries of a calendar."""
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def the_event(folder: Folder, name: str = "open-day", **options: object) -> icalendar.Event:
    """Return the one entry of an event's own file."""
    (event,) = events_in(calendar_files(folder, **options)[f"calendar/events/{name}.ics"])  # type: ignore[arg-type]
    return event
