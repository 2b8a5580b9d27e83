"""Facet files: for each value of a facet the documents that have it, for filters and counts in the browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.facets import FACETS
from utm_exchange.i18n import gettext as _
from utm_exchange.i18n import mark
from utm_exchange.records.types import TYPES_BY_NAME
from utm_exchange.search.documents import PAGE, Document
from utm_exchange.search.encoding import rising_text

Row = list[str]
"""A value: its id, its label, its ordinals as rising text; for a city also degrees north and east."""

_EVIDENCE = {"cost": mark("Says what it cost"), "independent": mark("Has an independent evaluation")}


@dataclass(frozen=True, slots=True)
class FacetFile:
    """A facet with the rows of its values, in the order in which people should meet them."""

    id: str
    label: str
    rows: list[Row]


def facet_files(documents: Sequence[Document], catalogue: Catalogue) -> Iterator[FacetFile]:
    """Yield the facets that at least one document has: type, those of the catalogue, city, evidence."""
    held = _ordinals(documents)
    types = {name: _(record_type.plural) for name, record_type in TYPES_BY_NAME.items()} | {PAGE: _("Pages")}
    found = [FacetFile("type", _("Type"), _rows(held["type"], types))]
    for facet in FACETS:
        labels = {value.id: value.label for value in catalogue.facets[facet.id]}
        found.append(FacetFile(facet.id, _(facet.label), _rows(held.get(facet.id, {}), labels)))
    found.append(FacetFile("city", _("City"), _cities(held.get("city", {}), catalogue)))
    evidence = {name: _(label) for name, label in _EVIDENCE.items()}
    found.append(FacetFile("evidence", _("Evidence"), _rows(held.get("evidence", {}), evidence)))
    yield from (facet for facet in found if facet.rows)


def _ordinals(documents: Sequence[Document]) -> dict[str, dict[str, list[int]]]:
    held: dict[str, dict[str, list[int]]] = {"type": {}}
    for ordinal, document in enumerate(documents):
        held["type"].setdefault(document.type, []).append(ordinal)
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
