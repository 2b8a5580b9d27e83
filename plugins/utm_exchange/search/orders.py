"""Orders: the ways in which found documents can be sorted. The browser gets each as a list of ordinals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from utm_exchange.i18n import mark
from utm_exchange.records.types import City, Funding, Record
from utm_exchange.search.analysis import fold
from utm_exchange.search.documents import Document
from utm_exchange.search.properties import STATES

Key = Callable[[Document, Record | None, dt.date], tuple[object, ...]]
"""What documents are sorted by, on a day; documents with equal keys stand by title. Pages have no record."""


@dataclass(frozen=True)
class Order:
    """A way to sort: its id in the address, its words, and what it sorts by."""

    id: str
    label: str
    key: Key


def _title(_document: Document, _record: Record | None, _today: dt.date) -> tuple[object, ...]:
    return ()


def _newest(document: Document, _record: Record | None, _today: dt.date) -> tuple[object, ...]:
    return (-document.day,)


def _place(document: Document, _record: Record | None, _today: dt.date) -> tuple[object, ...]:
    return (not document.place, fold(document.place))


def _people(_document: Document, record: Record | None, _today: dt.date) -> tuple[object, ...]:
    return (-record.population.value if isinstance(record, City) and record.population else 0,)


def _aim(_document: Document, record: Record | None, _today: dt.date) -> tuple[object, ...]:
    aims = record.neutrality if isinstance(record, City) else ()
    return (aims[0].target_year if aims else dt.MAXYEAR,)


def _deadline(_document: Document, record: Record | None, today: dt.date) -> tuple[object, ...]:
    if not isinstance(record, Funding):
        return ()
    coming = (deadline.date.last for deadline in record.deadlines if deadline.date.last >= today)
    return (STATES.index(record.state(today)), min(coming, default=dt.date.max))


TITLE = Order("title", mark("Title"), _title)
NAME = Order("title", mark("Name"), _title)
NEWEST = Order("newest", mark("Newest first"), _newest)
START = Order("newest", mark("Latest start"), _newest)
PLACE = Order("place", mark("City"), _place)
COUNTRY = Order("place", mark("Country"), _place)
PEOPLE = Order("people", mark("Most people"), _people)
AIM = Order("aim", mark("Earliest aim"), _aim)
DEADLINE = Order("deadline", mark("Next deadline"), _deadline)
