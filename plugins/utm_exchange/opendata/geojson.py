"""Points on the map: GeoJSON (RFC 7946): WGS 84, longitude before latitude, no ``crs``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from utm_exchange.catalogue.facets import cities_of
from utm_exchange.i18n import mark
from utm_exchange.opendata.plain import Data, Surroundings
from utm_exchange.records.types import City, Event, Practice, Record

Feature = dict[str, Any]


def _where_it_is(record: Record, around: Surroundings) -> tuple[City, ...]:
    return cities_of(record, around.catalogue.cities)


def _where_it_was_held(record: Record, around: Surroundings) -> tuple[City, ...]:
    """Return the cities of an event that its place names: others may only have spoken there."""
    assert isinstance(record, Event)  # noqa: S101 - the table below chose by type
    place = (record.place or "").casefold()
    return tuple(
        city for city in cities_of(record, around.catalogue.cities) if city.title.casefold() in place
    )


@dataclass(frozen=True, slots=True)
class Mapped:
    """A type whose records have places: where they are, and which fields go with them."""

    type: type[Record]
    places: Callable[[Record, Surroundings], tuple[City, ...]]
    fields: tuple[str, ...]
    note: str
    """What a reader must know of the points, untranslated."""


MAPPED: tuple[Mapped, ...] = (
    Mapped(
        City,
        _where_it_is,
        ("title", "summary", "country", "member", "size_band"),
        mark("One point for each city."),
    ),
    Mapped(
        Practice,
        _where_it_is,
        ("title", "summary", "sectors", "stages", "status", "start", "end"),
        mark("The points of a practice are those of its cities, not of the works themselves."),
    ),
    Mapped(
        Event,
        _where_it_was_held,
        ("title", "summary", "start", "end", "kind", "format", "status", "place"),
        mark("Only events held in a city that has a profile here; the point is that of the city."),
    ),
)


def features(mapped: Mapped, rows: Iterable[tuple[Record, Data]], around: Surroundings) -> list[Feature]:
    """Return a feature for each record that has a place; records come with their data."""
    found = []
    for record, data in rows:
        points = [[city.location.lon, city.location.lat] for city in mapped.places(record, around)]
        if points:
            found.append(_feature(points, data, mapped.fields))
    return found


def _feature(points: list[list[float]], data: Data, fields: tuple[str, ...]) -> Feature:
    geometry: Mapping[str, Any] = (
        {"type": "Point", "coordinates": points[0]}
        if len(points) == 1
        else {"type": "MultiPoint", "coordinates": points}
    )
    properties = {"address": data["address"], **{name: data[name] for name in fields}}
    return {"type": "Feature", "id": data["identity"], "geometry": geometry, "properties": properties}
