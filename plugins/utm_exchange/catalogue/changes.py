"""Changes: what happened to records, by day: added, updated, moved, withdrawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.facets import cities_of
from utm_exchange.catalogue.history import History
from utm_exchange.catalogue.holding_back import release_of
from utm_exchange.i18n import mark
from utm_exchange.records.types import Record

ChangeKind = Literal["added", "updated", "moved", "withdrawn"]
KINDS: Mapping[ChangeKind, str] = {
    "added": mark("Added"),
    "updated": mark("Updated"),
    "moved": mark("Moved to another address"),
    "withdrawn": mark("Withdrawn"),
}
"""Every kind of change with its word, in the order in which readers should meet them."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to a record on one day."""

    day: dt.date
    kind: ChangeKind
    record: Record

    @property
    def word(self) -> str:
        """The word for it, untranslated."""
        return KINDS[self.kind]


def changes_of(record: Record, history: History) -> tuple[Change, ...]:
    """Return what happened to one record, the oldest first; without git only its withdrawal is known.

    What was held back counts as added on the day on which it was let out. Nothing is said of a withdrawn record but that it was added and withdrawn.
    """
    seen = history.of(record.source_file.path)
    release = release_of(record)
    opened = release.date() if release else dt.date.min
    found: dict[dt.date, ChangeKind] = {}
    for change in seen.changes if seen else ():
        if change.kind == "added" or change.day <= opened:
            found[max(change.day, opened)] = "added"
        elif not record.withdrawn:
            found.setdefault(change.day, "moved" if change.kind == "renamed" else "updated")
    if record.withdrawn:
        found[record.withdrawn.date] = "withdrawn"
    return tuple(Change(day, found[day], record) for day in sorted(found))


def last_change(record: Record, history: History) -> dt.date | None:
    """Return the day of the last change, as the record or else git says; None where neither does."""
    seen = history.of(record.source_file.path)
    return record.updated or (seen.last if seen else None)


def all_changes(catalogue: Catalogue, history: History) -> tuple[Change, ...]:
    """Return what happened to all records that may be seen, the newest first.

    Within a day: by kind, then in the catalogue's order. Changes after the catalogue's ``today`` are
    left out.
    """
    order = list(KINDS)
    known = (change for record in catalogue.records.values() for change in changes_of(record, history))
    # Sorting keeps the catalogue's order among equals.
    return tuple(
        sorted(
            (change for change in known if change.day <= catalogue.today),
            key=lambda change: (-change.day.toordinal(), order.index(change.kind)),
        )
    )


def of_city(changes: Iterable[Change], catalogue: Catalogue) -> dict[str, list[Change]]:
    """Return the changes by the slug of each city: to its profile, and to the records that name it."""
    found: dict[str, list[Change]] = {}
    for change in changes:
        for city in cities_of(change.record, catalogue.cities):
            found.setdefault(city.slug, []).append(change)
    return found
