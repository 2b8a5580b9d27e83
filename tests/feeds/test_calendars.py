"""Calendars say what the records say, to every program, and say it of the same entry for ever."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from functools import cache
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from calendar_fixture import DAY, SITE, calendar_files, events_in, the_event
from hypothesis import given, settings
from hypothesis import strategies as st

from publishing import commit, git
from sample_folder import Folder
from utm_exchange.feeds.entries import times_of
from utm_exchange.feeds.zones import vtimezone
from utm_exchange.records.types import Event
from utm_exchange.records.when import clock_change, local_time

FUND = "content/funding/green-fund.md"
SCHOOL = "content/training/park-school.md"
TIMES = "start: 2026-09-10 09:30\nend: 2026-09-11 17:00\ntime_zone: Europe/Riga\n"
ZONES = (
    "Europe/Brussels",
    "Europe/Dublin",
    "Africa/Casablanca",
    "Africa/Cairo",
    "America/New_York",
    "America/Santiago",
    "America/St_Johns",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
)


# --- The same instants ------------------------------------------------------------------------------


def event_of(start: str, end: str | None, zone: str | None) -> Event:
    facts = {"title": "A", "summary": "B", "kind": "meeting", "organisers": ["C"], "start": start}
    return Event.model_validate({**facts, "end": end, "time_zone": zone})


def as_calendar(event: Event, zone: str) -> bytes:
    start, end = times_of(event)
    entry = icalendar.Event()
    entry.add("UID", "1")
    entry.add("DTSTAMP", dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    entry.add("DTSTART", start)
    entry.add("DTEND", end)
    calendar = icalendar.Calendar()
    calendar.add("PRODID", "test")
    calendar.add("VERSION", "2.0")
    begin, close = calendar.to_ical().split(b"END:VCALENDAR")
    return begin + vtimezone(zone, start.year, end.year) + entry.to_ical() + b"END:VCALENDAR" + close


@cache
def days_of_change(zone: str, year: int) -> list[dt.date]:
    """The days of a year on which the clocks of a zone change."""

    def offset(number: int) -> dt.timedelta | None:
        return dt.datetime.combine(
            dt.date(year, 1, 1) + dt.timedelta(number), dt.time.min, ZoneInfo(zone)
        ).utcoffset()

    return [dt.date(year, 1, 1) + dt.timedelta(n) for n in range(366) if offset(n) != offset(n + 1)]


@st.composite
def hours(draw: st.DrawFn) -> tuple[str, dt.datetime, dt.datetime]:
    """A zone, and two times on its clocks, many of them near a change."""
    zone, year = draw(st.sampled_from(ZONES)), draw(st.integers(2021, 2028))
    near = days_of_change(zone, year)
    day = (
        draw(st.sampled_from(near))
        if near and draw(st.booleans())
        else draw(st.dates(dt.date(year, 1, 1), dt.date(year, 12, 31)))
    )
    midnight = dt.datetime.combine(day, dt.time.min)
    start = midnight + dt.timedelta(minutes=15 * draw(st.integers(0, 4 * 36)))
    return zone, start, start + dt.timedelta(minutes=15 * draw(st.integers(1, 4 * 60)))


_NUMBERS = itertools.count()


@given(hours())
@settings(max_examples=300, deadline=None)
def test_two_parsers_read_the_instants_of_the_record_across_changes_of_clocks(
    case: tuple[str, dt.datetime, dt.datetime],
) -> None:
    zone, first, last = case
    local = [local_time(when.date(), when.time(), zone) for when in (first, last)]
    if any(map(clock_change, local)) or local[1] <= local[0]:
        return  # such hours are told as problems, see tests/records
    event = event_of(f"{first:%Y-%m-%d %H:%M}", f"{last:%Y-%m-%d %H:%M}", zone)
    expected = [when.astimezone(dt.UTC) for when in local]
    data = as_calendar(event, zone)

    (read,) = events_in(data)
    assert [read.decoded(name).astimezone(dt.UTC) for name in ("DTSTART", "DTEND")] == expected

    # vobject gets a name that it has never heard, so it knows the zone by the VTIMEZONE in the calendar only.
    text = data.decode().replace(zone, f"Test/{next(_NUMBERS)}")
    vevent = vobject.readOne(text).vevent
    assert [part.value.astimezone(dt.UTC) for part in (vevent.dtstart, vevent.dtend)] == expected


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("start: 2026-09-10\n", dt.date(2026, 9, 10), dt.date(2026, 9, 11)),
        ("start: 2026-09-10\nend: 2026-09-12\n", dt.date(2026, 9, 10), dt.date(2026, 9, 13)),
        ("start: 2026-09-10\nend: 2026-09-12 17:00\ntime_zone: Europe/Riga\n", dt.date(2026, 9, 10), dt.date(2026, 9, 13)),
        # Egypt's clocks skip midnight of 24 April 2026, so the last day ends at one.
        ("start: 2026-04-22 10:00\nend: 2026-04-23\ntime_zone: Africa/Cairo\n", dt.datetime(2026, 4, 22, 8, tzinfo=dt.UTC), dt.datetime(2026, 4, 23, 22, tzinfo=dt.UTC)),
        ("start: 2026-09-10 10:00\ntime_zone: Asia/Tokyo\n", dt.datetime(2026, 9, 10, 1, tzinfo=dt.UTC), None),
        ("start: 2026-09-10 10:00\nend: 2026-09-10 10:00\ntime_zone: Asia/Tokyo\n", dt.datetime(2026, 9, 10, 1, tzinfo=dt.UTC), None),
        ("start: 2026-12-31 22:00\nend: 2027-01-01 02:00\ntime_zone: UTC\n", dt.datetime(2026, 12, 31, 22, tzinfo=dt.UTC), dt.datetime(2027, 1, 1, 2, tzinfo=dt.UTC)),
    ],
)  # fmt: skip
def test_days_and_hours_are_what_the_record_says(
    folder: Folder, written: str, start: dt.date, end: dt.date | None
) -> None:
    folder.edit(DAY, TIMES, written)
    event = the_event(folder)
    read = [event.decoded(name, None) for name in ("DTSTART", "DTEND")]
    read = [part.astimezone(dt.UTC) if isinstance(part, dt.datetime) else part for part in read]
    assert read == [start, end]


def test_what_is_known_by_month_only_has_no_entry(folder: Folder) -> None:
    folder.edit(DAY, TIMES, "start: 2026-09\n")
    assert "calendar/events/open-day.ics" not in calendar_files(folder)


# --- Identity --------------------------------------------------------------------------------------


def test_a_rename_with_an_alias_keeps_the_uid_and_the_old_address(folder: Folder) -> None:
    before = the_event(folder)["UID"]
    folder.edit(DAY, "title: Open day in the park", "title: A new title\naliases: [open-day]")
    (folder.root / DAY).rename(folder.root / "content/events/zz-open-house.md")
    folder.edit("content/voices/mayor.md", "event:open-day", "event:zz-open-house")
    files = calendar_files(folder)
    assert files["calendar/events/open-day.ics"] == files["calendar/events/zz-open-house.ics"]
    (after,) = events_in(files["calendar/events.ics"])
    assert after["UID"] == before
    assert after["SUMMARY"] == "A new title"


def test_a_second_rename_keeps_it_too_in_whatever_order_the_names_sort(folder: Folder) -> None:
    before = the_event(folder)["UID"]
    folder.edit(DAY, "title:", "aliases: [open-day, mm-second]\ntitle:")
    (folder.root / DAY).rename(folder.root / "content/events/aa-third.md")
    folder.edit("content/voices/mayor.md", "event:open-day", "event:aa-third")
    assert the_event(folder, "aa-third")["UID"] == before


def test_the_address_of_the_site_changes_no_uid(folder: Folder) -> None:
    uids = [the_event(folder, site=site)["UID"] for site in ("", SITE, "https://new.example.org/")]
    assert len(set(uids)) == 1
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", uids[0])


def test_no_two_entries_share_a_uid(folder: Folder) -> None:
    folder.edit(DAY, "country:", "registration: {deadline: 2026-09-01}\ncountry:")
    folder.edit(FUND, "- date: 2026-10-01\n", "- date: 2026-10-01\n- date: 2026-12-01\n")
    files = calendar_files(folder)
    uids = [e["UID"] for name in ("events", "deadlines") for e in events_in(files[f"calendar/{name}.ics"])]
    assert len(uids) == len(set(uids)) == 4


# --- Change ----------------------------------------------------------------------------------------


def test_sequence_grows_with_every_change_of_the_event_and_of_no_other(folder: Folder) -> None:
    commit(folder, "2026-05-02")
    first = the_event(folder)
    folder.edit("cities/riga.yaml", "title: Riga", "title: Rīga")
    commit(folder, "2026-05-03")
    assert the_event(folder).to_ical() == first.to_ical()
    folder.edit(DAY, "title: Open day in the park", "title: Open days in the park")
    commit(folder, "2026-05-04")
    second = the_event(folder)
    assert second["SEQUENCE"] > first["SEQUENCE"]
    assert second.decoded("DTSTAMP") == dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
    assert second.decoded("CREATED") == dt.datetime(2026, 5, 2, 12, tzinfo=dt.UTC)
    folder.edit(DAY, "title:", "aliases: [open-day]\ntitle:")
    (folder.root / DAY).rename(folder.root / "content/events/renamed.md")
    folder.edit("content/voices/mayor.md", "event:open-day", "event:renamed")
    commit(folder, "2026-05-05")
    third = the_event(folder, "renamed")
    assert third["SEQUENCE"] > second["SEQUENCE"]
    assert third.decoded("CREATED") == first.decoded("CREATED")


def test_without_the_history_sequence_does_not_fall_from_one_day_to_the_next(folder: Folder) -> None:
    commit(folder, "2026-05-30")
    known = the_event(folder)["SEQUENCE"]
    git(folder.root, "clone", "-q", "--depth=1", folder.root.as_uri(), str(folder.root / "shallow"))
    shallow = object.__new__(Folder)
    shallow.root = folder.root / "shallow"
    one, two = (the_event(shallow, today=dt.date(2026, 6, day))["SEQUENCE"] for day in (1, 2))
    assert known < one < two


@pytest.mark.parametrize(
    ("change", "status", "title"),
    [
        ("status: confirmed", "CONFIRMED", "Open day in the park"),
        ("status: cancelled", "CANCELLED", "Cancelled: Open day in the park"),
        ("status: postponed", "TENTATIVE", "Postponed, new date to come: Open day in the park"),
        ("withdrawn: {date: 2026-05-01, reason: A mistake.}", "CANCELLED", "Withdrawn: Open day in the park"),
    ],
)
def test_what_does_not_take_place_stays_and_says_so(
    folder: Folder, change: str, status: str, title: str
) -> None:
    folder.edit(DAY, "country:", f"{change}\ncountry:")
    (event,) = events_in(calendar_files(folder)["calendar/events.ics"])
    assert (event["STATUS"], event["SUMMARY"]) == (status, title)


# --- Deadlines -------------------------------------------------------------------------------------


def test_deadlines_remind_in_time(folder: Folder) -> None:
    (due,) = events_in(calendar_files(folder)["calendar/deadlines/funding.ics"])
    assert due.decoded("DTSTART") == dt.date(2026, 10, 1)
    midnight = dt.datetime(2026, 10, 1, tzinfo=dt.UTC)
    rings = [str(midnight + alarm.decoded("TRIGGER"))[:16] for alarm in due.walk("VALARM")]
    assert rings == ["2026-09-24 09:00", "2026-09-30 09:00"]


def test_a_deadline_with_an_hour_keeps_its_zone(folder: Folder) -> None:
    folder.edit(FUND, "- date: 2026-10-01", "- date: 2026-10-01 17:00\n  time_zone: Africa/Nairobi")
    (due,) = events_in(calendar_files(folder)["calendar/deadlines/funding.ics"])
    assert due.decoded("DTSTART").astimezone(dt.UTC) == dt.datetime(2026, 10, 1, 14, tzinfo=dt.UTC)


def test_all_kinds_of_deadlines_are_there_and_those_of_cancelled_events_are_cancelled(folder: Folder) -> None:
    folder.edit(DAY, "country:", "status: cancelled\nregistration: {deadline: 2026-09-01}\ncountry:")
    folder.edit(SCHOOL, "kind:", "deadline: 2026-08-01\nkind:")
    events = events_in(calendar_files(folder)["calendar/deadlines.ics"])
    assert {str(e["SUMMARY"]): str(e["STATUS"]) for e in events} == {
        "Last day to sign up: Open day in the park": "CANCELLED",
        "Deadline: Green fund": "CONFIRMED",
        "Last day to apply: School of parks": "CONFIRMED",
    }
    assert all(bool(e.walk("VALARM")) == (e["STATUS"] == "CONFIRMED") for e in events)


# --- The files -------------------------------------------------------------------------------------


def test_each_calendar_is_whole_and_asks_to_be_read_again(folder: Folder) -> None:
    files = calendar_files(folder)
    assert {"calendar/events.ics", "calendar/kind/conference.ics", "calendar/region/europe.ics",
            "calendar/pillar/capacity-and-funding.ics"} <= set(files)  # fmt: skip
    for address, data in files.items():
        assert not any(len(line) > 75 for line in data.split(b"\r\n")), address
        assert b"\n" not in data.replace(b"\r\n", b"")
        calendar = icalendar.Calendar.from_ical(data)
        assert calendar["VERSION"] == "2.0"
        assert calendar.decoded("REFRESH-INTERVAL") == dt.timedelta(hours=12)
        assert calendar["X-PUBLISHED-TTL"].to_ical() == b"PT12H"
        assert calendar["SOURCE"].startswith(SITE)
        assert len(calendar.subcomponents) > 0  # RFC 5545, section 3.6
        zones = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
        used = {
            str(e["DTSTART"].params["TZID"]) for e in calendar.walk("VEVENT") if "TZID" in e["DTSTART"].params
        }
        assert used <= zones
        assert vobject.readOne(data.decode()).name == "VCALENDAR"


def test_an_event_is_in_the_calendars_of_its_kind_and_region_and_in_no_other(folder: Folder) -> None:
    files = calendar_files(folder)
    holding = {address for address, data in files.items() if b"SUMMARY:Open day" in data}
    assert holding == {
        "calendar/events.ics",
        "calendar/events/open-day.ics",
        "calendar/kind/conference.ics",
        "calendar/region/europe.ics",
    }


def test_calendars_are_the_same_bytes_every_time(folder: Folder) -> None:
    commit(folder, "2026-05-02")
    assert calendar_files(folder) == calendar_files(folder)
    later = calendar_files(folder, today=dt.date(2026, 7, 1))
    assert later == calendar_files(folder)


@pytest.mark.parametrize(
    "title", ["'Markup & \\ ; , 3 < 4 \"quotes\"'", "مؤتمر المدن في الرباط", "Ł" * 120, "A\U0001f333tree"]
)
def test_any_title_comes_back_as_it_was(folder: Folder, title: str) -> None:
    folder.edit(DAY, "title: Open day in the park", f"title: {title}")
    assert the_event(folder)["SUMMARY"] == title.strip("'")


def test_a_zone_s_changes_begin_at_the_right_moment() -> None:
    """The library's own VTIMEZONE is an hour late in spring; when it no longer is, ours can go."""
    spring = vtimezone("Europe/Brussels", 2026, 2026).decode()
    assert "DTSTART:20260329T020000" in spring or "RDATE:20260329T020000" in spring
    theirs = icalendar.Timezone.from_tzinfo(
        ZoneInfo("Europe/Brussels"), first_date=dt.date(2026, 1, 1), last_date=dt.date(2027, 1, 1)
    )
    assert b"20260329T030000" in theirs.to_ical()
