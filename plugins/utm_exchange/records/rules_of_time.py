"""Rules of time: what must hold between the dates and hours of one record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from utm_exchange.i18n import gettext as _
from utm_exchange.records.finding import Finding
from utm_exchange.records.types import Event, Funding, Record, Training
from utm_exchange.records.validation import Path
from utm_exchange.records.when import When, clock_change, local_time, on_the_clock


def _hour_exists(path: Path, when: When | None, zone: str | None, zone_path: Path) -> Iterator[Finding]:
    """Yield what is wrong with the hour of a date: no zone, or one that the clocks of the zone skip or repeat."""
    if when is None or when.time is None:
        return
    if zone is None:
        yield Finding(
            path,
            "UTM512",
            _("an hour needs a time zone"),
            _("add a line such as 'time_zone: Europe/Brussels'"),
            (zone_path,),
        )
        return
    local = local_time(when.first, when.time, zone)
    change = clock_change(local)
    if change == "skipped":
        message = _("the clocks in {zone} skip {when}").format(zone=zone, when=when)
        hint = _("write the hour as the new clock shows it: {time}").format(
            time=on_the_clock(local).strftime("%Y-%m-%d %H:%M")
        )
        yield Finding(path, "UTM513", message, hint, (zone_path,))
    elif change == "repeated":
        message = _("{when} comes twice in {zone}").format(zone=zone, when=when)
        hint = _("choose an hour before or after the change of clocks")
        yield Finding(path, "UTM513", message, hint, (zone_path,))


def event_times_exist(record: Record, _today: dt.date) -> Iterator[Finding]:
    """An event ends after it starts, at hours that exist in its time zone."""
    if not isinstance(record, Event):
        return
    start, end = record.start, record.end
    backwards = end and (
        end.last < start.first
        or (end.first == start.first and end.time and start.time and end.time < start.time)
    )
    if backwards:
        yield Finding(
            ("end",),
            "UTM511",
            _("it ends on {end}, before it starts on {start}").format(end=end, start=start),
            _("exchange the two, or correct one"),
            (("start",),),
        )
    for name, when in (("start", start), ("end", end)):
        yield from _hour_exists((name,), when, record.time_zone, ("time_zone",))
    sign_up = record.registration.deadline if record.registration else None
    if sign_up and sign_up > record.last_day:
        yield Finding(
            ("registration", "deadline"),
            "UTM519",
            _("one cannot sign up until {deadline}: it ends on {end}").format(
                deadline=sign_up, end=record.last_day
            ),
            _("correct one of the two dates"),
            (("end",), ("start",)),
        )


def offers_run_forward(record: Record, _today: dt.date) -> Iterator[Finding]:
    """A call opens before it closes, and its least is below its most."""
    if isinstance(record, Funding):
        for index, deadline in enumerate(record.deadlines):
            here: Path = ("deadlines", index)
            yield from _hour_exists((*here, "date"), deadline.date, deadline.time_zone, (*here, "time_zone"))
            if record.opens and deadline.date.last < record.opens.first:
                yield Finding(
                    (*here, "date"),
                    "UTM514",
                    _("{deadline} is before the opening on {opens}").format(
                        deadline=deadline.date, opens=record.opens
                    ),
                    _("correct one of the two dates"),
                    (("opens",),),
                )
        amount = record.amount
        if amount and amount.low is not None and amount.high is not None and amount.low > amount.high:
            yield Finding(
                ("amount", "low"),
                "UTM515",
                _("the least ({low}) is above the most ({high})").format(low=amount.low, high=amount.high),
                _("exchange the two"),
                (("amount", "high"),),
            )
    if (
        isinstance(record, Training)
        and record.starts
        and record.ends
        and record.ends.last < record.starts.first
    ):
        yield Finding(
            ("ends",),
            "UTM511",
            _("it ends on {end}, before it starts on {start}").format(end=record.ends, start=record.starts),
            _("exchange the two, or correct one"),
            (("starts",),),
        )
