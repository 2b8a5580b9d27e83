"""Deadlines: the days by which one must have applied or signed up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from utm_exchange.records.types import Event, Funding, Record, Training
from utm_exchange.records.when import When


@dataclass(frozen=True, slots=True)
class Due:
    """A day, or an hour in a zone, by which something is due.

    ``kind`` is ``registration``, ``training`` or ``funding``.
    """

    kind: str
    when: When
    zone: str = ""
    label: str = ""
    """What is due, where a call has several steps."""
    number: tuple[str, ...] = ()
    """Which of several deadlines of a record it is, from 0: so it stays the same when its date is moved."""


def deadlines_of(record: Record) -> Iterator[Due]:
    """Yield the deadlines of a record whose day is known."""
    if isinstance(record, Event) and record.registration and record.registration.deadline:
        yield Due("registration", _whole(record.registration.deadline))
    elif isinstance(record, Training) and record.deadline:
        yield Due("training", _whole(record.deadline))
    elif isinstance(record, Funding):
        for number, deadline in enumerate(record.deadlines):
            if deadline.date.precision in {"day", "minute"}:
                zone, label = deadline.time_zone or "", deadline.label or ""
                yield Due("funding", deadline.date, zone, label, (str(number),))


def _whole(day: dt.date) -> When:
    return When(day.isoformat(), day, day)
