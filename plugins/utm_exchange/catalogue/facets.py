"""Facets: the properties one filters by, and which records have which value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from utm_exchange.i18n import gettext as _
from utm_exchange.i18n import mark
from utm_exchange.records.types import City, Event, Funding, News, Partner, Practice, Record, Training
from utm_exchange.records.vocabulary import region_of, vocabulary

Cities = Mapping[str, City]


@dataclass(frozen=True)
class Facet:
    """A property by which records are filtered."""

    id: str
    label: str
    plural: str
    vocabulary: str
    """Id of its vocabulary, '' for values that are numbers or country codes."""
    values: Callable[[Record, Cities], tuple[str, ...]]


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet with the records that have it, by type name."""

    facet: Facet
    id: str
    label: str
    definition: str
    records: Mapping[str, tuple[Record, ...]]

    @property
    def count(self) -> int:
        """Number of records of all types."""
        return sum(len(records) for records in self.records.values())


def _field(name: str) -> Callable[[Record, Cities], tuple[str, ...]]:
    def values(record: Record, _cities: Cities) -> tuple[str, ...]:
        found: Any = getattr(record, name, None)
        if not found:
            return ()
        return tuple(found) if isinstance(found, tuple) else (str(found),)

    return values


def cities_of(record: Record, cities: Cities) -> tuple[City, ...]:
    """Return the cities of a record that have a profile; a city is its own."""
    if isinstance(record, City):
        return (record,)
    return tuple(cities[slug] for slug in getattr(record, "cities", ()) if slug in cities)


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def countries_of(record: Record, cities: Cities) -> tuple[str, ...]:
    """Return the ISO codes of the countries that a record belongs to."""
    own = (record.country or "") if isinstance(record, Event | Partner | City) else ""
    return _unique([own, *(city.country for city in cities_of(record, cities))])


def regions_of(record: Record, cities: Cities) -> tuple[str, ...]:
    """Return the ids of the regions that a record belongs to."""
    if isinstance(record, Funding):
        return record.regions
    return _unique(region_of(country) for country in countries_of(record, cities))


def _sizes(record: Record, cities: Cities) -> tuple[str, ...]:
    if not isinstance(record, City | Practice):
        return ()
    return _unique(city.size_band for city in cities_of(record, cities))


def _status(record: Record, _cities: Cities) -> tuple[str, ...]:
    return (record.status,) if isinstance(record, Practice) else ()


def _of_events(name: str) -> Callable[[Record, Cities], tuple[str, ...]]:
    values = _field(name)
    return lambda record, cities: values(record, cities) if isinstance(record, Event) else ()


def _languages(record: Record, _cities: Cities) -> tuple[str, ...]:
    """Return the languages in which something is held, as ISO 639 codes."""
    tags = record.languages if isinstance(record, Event) else getattr(record, "training_languages", ())
    return _unique(tag.partition("-")[0] for tag in tags)


def _year(record: Record, _cities: Cities) -> tuple[str, ...]:
    if isinstance(record, Practice):
        return (str(record.start),) if record.start else ()
    if isinstance(record, Event):
        return (str(record.start.first.year),)
    if isinstance(record, News):
        return (str(record.date.first.year),)
    if isinstance(record, Training):
        return (str(record.starts.first.year),) if record.starts else ()
    return ()


FACETS: tuple[Facet, ...] = (
    Facet("sector", mark("Sector"), mark("Sectors"), "sectors", _field("sectors")),
    Facet("stage", mark("Journey stage"), mark("Journey stages"), "stages", _field("stages")),
    Facet("pillar", mark("Pillar"), mark("Pillars"), "pillars", _field("pillars")),
    Facet("region", mark("Region"), mark("Regions"), "regions", regions_of),
    Facet("country", mark("Country"), mark("Countries"), "", countries_of),
    Facet("size", mark("City size"), mark("City sizes"), "size-bands", _sizes),
    Facet("scale", mark("Scale"), mark("Scales"), "scales", _field("scale")),
    Facet("status", mark("Status of the practice"), mark("Statuses of practices"), "statuses", _status),
    Facet(
        "sdg",
        mark("Sustainable Development Goal"),
        mark("Sustainable Development Goals"),
        "sdgs",
        _field("sdgs"),
    ),
    Facet("event-kind", mark("Kind of event"), mark("Kinds of event"), "event-kinds", _of_events("kind")),
    Facet(
        "event-format",
        mark("In person or online"),
        mark("In person or online"),
        "event-formats",
        _of_events("format"),
    ),
    Facet(
        "language",
        mark("Language of events and training"),
        mark("Languages of events and training"),
        "",
        _languages,
    ),
    Facet("year", mark("Year of start"), mark("Years of start"), "", _year),
)
FACETS_BY_ID = {facet.id: facet for facet in FACETS}


@cache
def country_name(code: str, language: str = "en") -> str:
    """Return a country's name from CLDR."""
    from babel import Locale

    return str(Locale.parse(language.replace("-", "_")).territories.get(code, code))


@cache
def language_name(code: str, language: str = "en") -> str:
    """Return a language's name from CLDR."""
    from babel import Locale

    return str(Locale.parse(language.replace("-", "_")).languages.get(code, code))


def value_label(facet: Facet, value: str) -> str:
    """Return the words for a facet's value."""
    if facet.id == "country":
        return country_name(value)
    if facet.id == "language":
        return language_name(value)
    if facet.vocabulary and value in vocabulary(facet.vocabulary):
        label = _(vocabulary(facet.vocabulary)[value].label)
        return f"{value}. {label}" if facet.id == "sdg" else label
    return value


def collect(records: Iterable[Record], cities: Cities) -> dict[str, tuple[FacetValue, ...]]:
    """Return the values of every facet that at least one record has, in the vocabulary's order."""
    held: dict[str, dict[str, dict[str, list[Record]]]] = {facet.id: {} for facet in FACETS}
    for record in records:
        for facet in FACETS:
            for value in facet.values(record, cities):
                held[facet.id].setdefault(value, {}).setdefault(record.type_name, []).append(record)
    return {facet.id: tuple(_values(facet, held[facet.id])) for facet in FACETS}


def _values(facet: Facet, held: Mapping[str, Mapping[str, list[Record]]]) -> Iterable[FacetValue]:
    if facet.vocabulary:
        order = [term.id for term in vocabulary(facet.vocabulary) if term.id in held]
    elif facet.id == "year":
        order = sorted(held, reverse=True)
    else:
        order = sorted(held, key=lambda value: value_label(facet, value))
    for value in order:
        terms = vocabulary(facet.vocabulary) if facet.vocabulary else None
        definition = _(terms[value].definition) if terms and terms[value].definition else ""
        yield FacetValue(
            facet,
            value,
            value_label(facet, value),
            definition,
            {name: tuple(found) for name, found in held[value].items()},
        )
