"""Explorers: the pages on which one combines facets, sorts, and looks at the same records in several ways.

What an explorer offers is data; the page and the browser code are the same for all. One of them
holds everything: the search page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.records.types import RECORD_TYPES, TYPES_BY_NAME, Record
from utm_exchange.search.documents import PAGE, Document
from utm_exchange.search.encoding import numbers_text
from utm_exchange.search.facets import TYPE, facet_label, facet_labels
from utm_exchange.search.orders import (
    AIM,
    COUNTRY,
    DEADLINE,
    NAME,
    NEWEST,
    PEOPLE,
    PLACE,
    START,
    TITLE,
    Key,
    Order,
)
from utm_exchange.search.properties import EVERY, PROPERTIES_BY_ID
from utm_exchange.search.wording import ALL, counted


@dataclass(frozen=True)
class Kind:
    """What an explorer is: facets, orders and columns by id, the first ones first."""

    type: str
    """Name of the record type, '' for everything that search finds."""
    facets: tuple[str, ...]
    orders: tuple[Order, ...]
    views: tuple[str, ...]
    columns: tuple[str, ...] = ()
    """Facets that the table shows beside title and place."""

    @property
    def address(self) -> str:
        """Where its page is, relative to the site's root."""
        return f"{TYPES_BY_NAME[self.type].address}/" if self.type else "search/"


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that one can choose, and how many records of the explorer have it; no count where it is not known yet."""

    id: str
    label: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """A facet with what one can choose; ``every`` tells that all that is chosen must hold."""

    id: str
    label: str
    choices: tuple[Choice, ...]
    every: bool


@dataclass(frozen=True)
class Explorer:
    """What the page of an explorer shows before anything is chosen."""

    kind: Kind
    groups: tuple[Group, ...]
    count: int

    @property
    def counted(self) -> str:
        """How many records there are, in words with ``{n}`` for the number."""
        return counted(self.count)[self.kind.type or ALL]


KINDS = (
    Kind(
        "",
        (TYPE, "sector", "stage", "region", "country", "year"),
        (TITLE, NEWEST),
        ("hits",),
    ),
    Kind(
        "practice",
        (
            "sector",
            "stage",
            "region",
            "country",
            "size",
            "evidence",
            "status",
            "scale",
            "pillar",
            "sdg",
            "year",
        ),
        (TITLE, START, PLACE),
        ("cards", "table", "map"),
        ("sector", "stage", "status", "year"),
    ),
    Kind(
        "city",
        ("region", "country", "size", "membership", "aim", "target-year", "profile"),
        (NAME, COUNTRY, PEOPLE, AIM),
        ("cards", "table", "map"),
        ("region", "size", "membership", "target-year"),
    ),
    Kind(
        "funding",
        ("state", "stage", "sector", "region", "pillar"),
        (DEADLINE, TITLE),
        ("cards", "table"),
        ("state", "stage", "region"),
    ),
    Kind(
        "need",
        ("theme", "answer", "stage", "sector", "pillar", "region", "country"),
        (TITLE,),
        ("cards", "table"),
        ("theme", "answer", "stage"),
    ),
)
"""The explorers that there are."""


def explorers_of(catalogue: Catalogue) -> dict[str, Explorer]:
    """Return each explorer with what its page shows, by address; one of a type without records is left out."""
    made = {kind.address: _explorer(kind, catalogue) for kind in KINDS}
    return {
        address: explorer for address, explorer in made.items() if explorer.count or not explorer.kind.type
    }


def _explorer(kind: Kind, catalogue: Catalogue) -> Explorer:
    records = _records(kind, catalogue)
    groups = (_group(facet, kind, records, catalogue) for facet in kind.facets)
    return Explorer(kind, tuple(group for group in groups if group.choices), len(records))


def _records(kind: Kind, catalogue: Catalogue) -> list[Record]:
    names = [kind.type] if kind.type else [type_.type_name for type_ in RECORD_TYPES]
    return [record for name in names for record in catalogue.listed(name)]


def _group(facet: str, kind: Kind, records: Iterable[Record], catalogue: Catalogue) -> Group:
    held = _held(facet, kind, records, catalogue)
    labels = facet_labels(facet, held, catalogue)
    choices = [
        # Searching finds pages too, which are counted in the browser.
        Choice(value, label, held.get(value, 0) if kind.type else None)
        for value, label in labels.items()
        if value in held or _is_whole(facet)
    ]
    return Group(facet, facet_label(facet), tuple(choices), facet in EVERY)


def _is_whole(facet: str) -> bool:
    return facet in PROPERTIES_BY_ID and PROPERTIES_BY_ID[facet].whole


def _held(facet: str, kind: Kind, records: Iterable[Record], catalogue: Catalogue) -> Mapping[str, int]:
    """Return how many records of an explorer have each value of a facet."""
    if facet == TYPE:
        return Counter([*(record.type_name for record in records), PAGE])
    if facet in PROPERTIES_BY_ID:
        values = PROPERTIES_BY_ID[facet].values
        return Counter(value for record in records for value in values(record, catalogue))
    counts = {
        value.id: len(value.records.get(kind.type, ())) if kind.type else value.count
        for value in catalogue.facets[facet]
    }
    return {value: count for value, count in counts.items() if count}


def order_files(documents: Sequence[Document], catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield ``type-order`` or, for everything, ``order``, with the ordinals in that order as text."""
    for kind in KINDS:
        held = [(o, d) for o, d in enumerate(documents) if kind.type in ("", d.type)]
        for order in kind.orders if held else ():
            rows = sorted(held, key=partial(_sort_key, order.key, catalogue))
            name = f"{kind.type}-{order.id}" if kind.type else order.id
            yield name, numbers_text(ordinal for ordinal, _document in rows)


def _sort_key(key: Key, catalogue: Catalogue, row: tuple[int, Document]) -> tuple[object, ...]:
    ordinal, document = row
    own = key(document, catalogue.get(document.identity), catalogue.today)
    return (*own, document.texts["title"], ordinal)
