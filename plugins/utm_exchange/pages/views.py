"""Views: what the page of a record shows beside the record itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from utm_exchange.catalogue.addresses import facet_address, record_address
from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.changes import Change
from utm_exchange.catalogue.facets import FACETS, cities_of, value_label
from utm_exchange.catalogue.relations import Relation
from utm_exchange.i18n import gettext as _
from utm_exchange.i18n import mark
from utm_exchange.records.types import City, Guidance, Record
from utm_exchange.records.vocabulary import vocabulary

LISTED_AT_STAGE = 9
"""Records of a type that a guidance page shows; the rest is a click away."""

CHANGES_AROUND = 10
"""Changes to records of a city that its page tells of."""


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way from the home page to a page."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """Related records under a heading; ``more`` leads to the whole list."""

    id: str
    heading: str
    relations: tuple[Relation, ...]
    more: Crumb | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """A facet value that a record has, with the page that lists all that share it."""

    facet: str
    facet_label: str
    value: str
    label: str
    address: str


@dataclass(frozen=True)
class RecordView:
    """Everything that a record's page needs beside the record."""

    record: Record
    changed: dt.date | None
    """Day of the last change, as the record or git says."""
    address: str
    crumbs: tuple[Crumb, ...]
    before: Record | None
    after: Record | None
    cities: tuple[City, ...]
    groups: tuple[Group, ...]
    tags: tuple[Tag, ...]
    history: tuple[Change, ...] = ()
    """What happened to the record, the oldest first."""
    around: tuple[Change, ...] = ()
    """For a city: what happened last to the records that name it, the newest first."""


def view_of(
    catalogue: Catalogue,
    record: Record,
    changed: dt.date | None = None,
    history: tuple[Change, ...] = (),
    around: Sequence[Change] = (),
) -> RecordView:
    """Gather what a record's page shows."""
    before, after = catalogue.neighbours(record)
    return RecordView(
        record,
        changed,
        record_address(record),
        (Crumb(_("Home"), ""), Crumb(_(record.plural), f"{record.address}/")),
        before,
        after,
        cities_of(record, catalogue.cities),
        tuple(group for group in _groups(catalogue, record) if group.relations),
        tuple(tags_of(catalogue, record)),
        history,
        tuple(around[:CHANGES_AROUND]),
    )


def tags_of(catalogue: Catalogue, record: Record) -> Iterator[Tag]:
    """Yield the facet values of a record, in the order of the facets."""
    if record.withdrawn:
        return
    for facet in FACETS:
        for value in facet.values(record, catalogue.cities):
            yield Tag(
                facet.id, _(facet.label), value, value_label(facet, value), facet_address(facet.id, value)
            )


# What a page of each type shows below its story: heading, named or similar, type of the records.
_PLANS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "practice": (
        (mark("Similar practices"), "similar", "practice"),
        (mark("Needs that it answers"), "named", "need"),
        (mark("Money for this stage"), "similar", "funding"),
        (mark("Training for this stage"), "similar", "training"),
        (mark("Events"), "named", "event"),
        (mark("News"), "named", "news"),
        (mark("Guidance that names it"), "named", "guidance"),
        (mark("Practices that name it"), "named", "practice"),
    ),
    "city": (
        (mark("What the city offers: its practices"), "named", "practice"),
        (mark("What the city needs"), "named", "need"),
        (mark("Events"), "named", "event"),
        (mark("News"), "named", "news"),
        (mark("Training"), "named", "training"),
        (mark("Voices"), "named", "voice"),
        (mark("Cities of the same region and size"), "similar", "city"),
        (mark("Guidance that names it"), "named", "guidance"),
    ),
    "need": (
        (mark("What answers it in part"), "named", "practice"),
        (mark("Practices of the same sector and stage"), "similar", "practice"),
        (mark("Funding"), "named", "funding"),
        (mark("Training"), "named", "training"),
        (mark("Cities that share it"), "named", "city"),
        (mark("Events where it came up"), "named", "event"),
        (mark("News"), "named", "news"),
        (mark("Related needs"), "named", "need"),
        (mark("Partners"), "named", "partner"),
        (mark("Guidance that names it"), "named", "guidance"),
    ),
}
_OTHER: tuple[tuple[str, str, str], ...] = (
    (mark("Practices"), "named", "practice"),
    (mark("Practices of the same sector and stage"), "similar", "practice"),
    (mark("Cities"), "named", "city"),
    (mark("Needs"), "named", "need"),
    (mark("Funding"), "named", "funding"),
    (mark("Training"), "named", "training"),
    (mark("Events"), "named", "event"),
    (mark("News"), "named", "news"),
    (mark("Partners"), "named", "partner"),
    (mark("Voices"), "named", "voice"),
    (mark("Guidance that names it"), "named", "guidance"),
)


def _groups(catalogue: Catalogue, record: Record) -> Iterator[Group]:
    if isinstance(record, Guidance):
        yield from _at_stage(catalogue, record)
        return
    finders: dict[str, Callable[[Record, str], tuple[Relation, ...]]] = {
        "named": catalogue.named,
        "similar": catalogue.similar,
    }
    for heading, kind, type_name in _PLANS.get(record.type_name, _OTHER):
        relations = finders[kind](record, type_name)
        yield Group(f"{kind}-{type_name}", _(heading), relations)


def _at_stage(catalogue: Catalogue, record: Guidance) -> Iterator[Group]:
    """List what the catalogue holds for one stage, what the text names first."""
    label = vocabulary("stages")[record.stage].label
    value = next((value for value in catalogue.facets["stage"] if value.id == record.stage), None)
    named = {relation.record.identity: relation for relation in catalogue.named(record)}
    for type_name, heading in (
        ("practice", mark("Practices at this stage")),
        ("funding", mark("Money for this stage")),
        ("training", mark("Training for this stage")),
        ("need", mark("Needs felt at this stage")),
    ):
        held = value.records.get(type_name, ()) if value else ()
        first = [relation for relation in named.values() if relation.record.type_name == type_name]
        reason = _("is at this stage: {stage}").format(stage=_(label))
        rest = [Relation(other, reason) for other in held if other.identity not in named]
        shown = tuple((first + rest)[:LISTED_AT_STAGE])
        more = (
            Crumb(
                _("All {number} at this stage").format(number=len(held)), facet_address("stage", record.stage)
            )
            if len(held) > len(shown)
            else None
        )
        yield Group(f"stage-{type_name}", _(heading), shown, more)
