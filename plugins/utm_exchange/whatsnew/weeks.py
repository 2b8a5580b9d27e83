"""Weeks: changes sorted into calendar weeks, and within each by kind and by type of record."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from utm_exchange.catalogue.changes import KINDS, Change
from utm_exchange.records.types import RECORD_TYPES, Record

SHOWN = 6
"""Records of a kind and type that stand open in a week; the others are a click away."""
FOLDED = 30
"""How many more the click shows; what goes beyond is counted, and stands in the list of the type."""

_KINDS = {kind: number for number, kind in enumerate(KINDS)}
_TYPES = {record_type: number for number, record_type in enumerate(RECORD_TYPES)}


@dataclass(frozen=True, slots=True)
class Batch:
    """Records of one type to which the same happened in one week."""

    word: str
    """What happened, untranslated."""
    type: type[Record]
    changes: tuple[Change, ...]

    @property
    def shown(self) -> tuple[Change, ...]:
        """Those that stand open; two more than :data:`SHOWN` aren't worth a click."""
        return self.changes if len(self.changes) <= SHOWN + 2 else self.changes[:SHOWN]

    @property
    def folded(self) -> tuple[Change, ...]:
        """Those behind a click."""
        return self.changes[len(self.shown) : len(self.shown) + FOLDED]

    @property
    def rest(self) -> int:
        """How many are only counted."""
        return len(self.changes) - len(self.shown) - len(self.folded)


@dataclass(frozen=True, slots=True)
class Week:
    """A calendar week, Monday to Sunday (ISO 8601), in which something changed."""

    monday: dt.date
    batches: tuple[Batch, ...]

    @property
    def sunday(self) -> dt.date:
        """The last day."""
        return self.monday + dt.timedelta(days=6)

    @property
    def id(self) -> str:
        """A name for addresses, ``2026-w47``."""
        year, week, _day = self.monday.isocalendar()
        return f"{year}-w{week:02}"


def weeks_of(changes: Iterable[Change]) -> Iterator[Week]:
    """Yield the weeks of changes that come newest first.

    A record is told once a week, by the weightiest that happened to it. Within a week: by kind in the
    order of :data:`~.catalogue.changes.KINDS`, then by type in the catalogue's order.
    """
    for monday, group in itertools.groupby(changes, key=_monday):
        told: dict[str, Change] = {}
        for change in group:
            known = told.setdefault(change.record.identity, change)
            told[change.record.identity] = min(known, change, key=_weight)
        batches: dict[tuple[int, int], list[Change]] = {}
        for change in told.values():
            batches.setdefault((_KINDS[change.kind], _TYPES[type(change.record)]), []).append(change)
        yield Week(
            monday,
            tuple(
                Batch(found[0].word, type(found[0].record), tuple(found))
                for _place, found in sorted(batches.items())
            ),
        )


def _monday(change: Change) -> dt.date:
    return change.day - dt.timedelta(days=change.day.weekday())


def _weight(change: Change) -> int:
    """Return the rank of a change: that a record was withdrawn says more than that it was added."""
    return -1 if change.kind == "withdrawn" else _KINDS[change.kind]
