"""Plain data: a record as JSON holds it, with what follows from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from utm_exchange.catalogue.addresses import record_address
from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.changes import changes_of, last_change
from utm_exchange.catalogue.facets import countries_of, regions_of
from utm_exchange.catalogue.history import History
from utm_exchange.i18n import mark
from utm_exchange.records.types import City, Event, Funding, Record, Training
from utm_exchange.records.values import IDENTITY

Data = dict[str, Any]
LEFT_OUT = {"embargo", "withdrawn"}
"""Fields of records that data don't have: an embargo is over when somebody reads them, a withdrawn record is listed apart."""


@dataclass(frozen=True)
class Surroundings:
    """What data need beside the record. ``site`` is the root's absolute address, '' where nobody has said it."""

    catalogue: Catalogue
    history: History
    site: str = ""

    def address(self, path: str) -> str:
        """Return the address of a page or file: absolute, or relative to the site's root where that is unknown."""
        return self.site + path


@dataclass(frozen=True, slots=True)
class Derived:
    """A value that nobody wrote: it follows from the record, from the others, or from git."""

    name: str
    description: str
    """Untranslated."""
    schema: Mapping[str, Any]
    of: Callable[[Any, Surroundings], Any]


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _added(record: Record, around: Surroundings) -> str | None:
    changes = changes_of(record, around.history)
    return _day(changes[0].day if changes and changes[0].kind == "added" else None)


_DAY = {"type": ["string", "null"], "format": "date"}
_TEXTS = {"type": "array", "items": {"type": "string"}}
HEAD: tuple[Derived, ...] = (
    Derived(
        "identity",
        mark("Type and slug; unique, and stable when a title changes."),
        {"type": "string", "pattern": f"^{IDENTITY.pattern}$"},
        lambda record, _around: record.identity,
    ),
    Derived(
        "type", mark("Type of the record."), {"type": "string"}, lambda record, _around: record.type_name
    ),
    Derived("slug", mark("Its name in addresses."), {"type": "string"}, lambda record, _around: record.slug),
    Derived(
        "address",
        mark("Address of its page; relative to the root of the site where it is not absolute."),
        {"type": "string", "format": "uri-reference"},
        lambda record, around: around.address(record_address(record)),
    ),
    Derived("added", mark("Day on which it was added, as far as git knows."), _DAY, _added),
    Derived(
        "changed",
        mark("Day of its last change, as the record or git says."),
        _DAY,
        lambda record, around: _day(last_change(record, around.history)),
    ),
    Derived(
        "countries",
        mark("Countries that it belongs to, as ISO 3166-1 codes."),
        _TEXTS,
        lambda record, around: list(countries_of(record, around.catalogue.cities)),
    ),
    Derived(
        "world_regions",
        mark("Regions that it belongs to."),
        _TEXTS,
        lambda record, around: list(regions_of(record, around.catalogue.cities)),
    ),
)
"""What every record has first."""

_STATES = ("closed", "open", "upcoming", "rolling", "unknown")
_STATE = Derived(
    "state",
    mark("Whether one can apply, from the dates alone, on the day of the edition."),
    {"type": "string", "enum": list(_STATES)},
    lambda record, around: record.state(around.catalogue.today),
)
_OWN: Mapping[type[Record], tuple[Derived, ...]] = {
    City: (
        Derived(
            "member",
            mark("Whether it is a city of the cohort; else it contributes only."),
            {"type": "boolean"},
            lambda record, _around: record.membership is not None,
        ),
        Derived(
            "size_band",
            mark("Size by population, a term of the vocabulary size-bands; none where that is not reported."),
            {"type": ["string", "null"]},
            lambda record, _around: record.size_band or None,
        ),
    ),
    Event: (
        Derived(
            "last_day",
            mark("The last day that it may cover."),
            {"type": "string", "format": "date"},
            lambda record, _around: _day(record.last_day),
        ),
    ),
    Funding: (_STATE,),
    Training: (_STATE,),
}


def derived_of(record_type: type[Record]) -> tuple[Derived, ...]:
    """Return what follows from a record of a type, in the order in which data have it after the fields."""
    return _OWN.get(record_type, ())


def plain(record: Record, around: Surroundings) -> Data:
    """Return a record as plain data: every field always there, None where nothing is reported.

    Numbers and days stay what they are (:class:`Decimal`, :class:`date`) until they are written.
    """
    head = {value.name: value.of(record, around) for value in HEAD}
    own = {value.name: value.of(record, around) for value in derived_of(type(record))}
    return {**head, **record.model_dump(exclude=LEFT_OUT), **own, "body": record.body.strip()}


def withdrawn(record: Record, around: Surroundings) -> Data:
    """Return what is said of a withdrawn record: that it was, when and why, and what to read in its place."""
    assert record.withdrawn is not None  # noqa: S101 - the caller chose by it
    kept = ("identity", "type", "slug", "address")
    head = {value.name: value.of(record, around) for value in HEAD if value.name in kept}
    return {**head, "title": record.title, "withdrawn": record.withdrawn.model_dump()}


def json_number(value: Decimal) -> int | float:
    """Return a number for JSON: whole ones exactly, others to the 15 digits that readers of JSON keep (RFC 8259, section 6)."""
    return int(value) if value == value.to_integral_value() else float(value)
