"""Facet files: for each value of a facet the documents that have it, for filters and counts in the browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.facets import FACETS_BY_ID
from utm_exchange.i18n import gettext as _
from utm_exchange.i18n import mark
from utm_exchange.records.types import TYPES_BY_NAME
from utm_exchange.search.documents import PAGE, Document
from utm_exchange.search.encoding import rising_text
from utm_exchange.search.properties import CITY, PROPERTIES_BY_ID

Row = list[str]
"""A value: its id, its label, its ordinals as rising text; for a city also degrees north and east."""

TYPE = "type"
_TYPE_LABEL = mark("Type")


@dataclass(frozen=True, slots=True)
class FacetFile:
    """A facet with the rows of its values, in the order in which people should meet them."""

    id: str
    label: str
    rows: list[Row]


def facet_files(documents: Sequence[Document], catalogue: Catalogue) -> Iterator[FacetFile]:
    """Yield the facets that at least one document has: type, those of the catalogue, properties, city."""
    held = _ordinals(documents)
    for id_ in (TYPE, *FACETS_BY_ID, *PROPERTIES_BY_ID):
        if id_ in held:
            labels = facet_labels(id_, held[id_], catalogue)
            yield FacetFile(id_, facet_label(id_), _rows(held[id_], labels))
    if CITY.id in held:
        yield FacetFile(CITY.id, _(CITY.label), _cities(held[CITY.id], catalogue))


def facet_label(facet_id: str) -> str:
    """Return the name of a facet or property."""
    if facet_id == TYPE:
        return _(_TYPE_LABEL)
    return _((FACETS_BY_ID.get(facet_id) or PROPERTIES_BY_ID[facet_id]).label)


def facet_labels(facet_id: str, held: Mapping[str, object], catalogue: Catalogue) -> Mapping[str, str]:
    """Return the words for the values of a facet or property in their order; ``held`` has those that occur."""
    if facet_id == TYPE:
        return {name: _(type_.plural) for name, type_ in TYPES_BY_NAME.items()} | {PAGE: _("Pages")}
    if facet_id in FACETS_BY_ID:
        return {value.id: value.label for value in catalogue.facets[facet_id]}
    return PROPERTIES_BY_ID[facet_id].labels(sorted(held))


def _ordinals(documents: Sequence[Document]) -> dict[str, dict[str, list[int]]]:
    held: dict[str, dict[str, list[int]]] = {}
    for ordinal, document in enumerate(documents):
        held.setdefault(TYPE, {}).setdefault(document.type, []).append(ordinal)
        for facet, values in document.values.items():
            for value in values:
                held.setdefault(facet, {}).setdefault(value, []).append(ordinal)
    return held


def _rows(held: Mapping[str, list[int]], labels: Mapping[str, str]) -> list[Row]:
    return [[value, label, rising_text(held[value])] for value, label in labels.items() if value in held]


def _cities(held: Mapping[str, list[int]], catalogue: Catalogue) -> list[Row]:
    return [
        [slug, city.title, rising_text(held[slug]), str(city.location.lat), str(city.location.lon)]
        for slug, city in catalogue.cities.items()
        if slug in held
    ]
