"""The OpenAPI 3.1 document of the data, https://spec.openapis.org/oas/v3.1.1, made from the record types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from utm_exchange.i18n import gettext as _
from utm_exchange.opendata.envelope import ENVELOPES, Publisher
from utm_exchange.opendata.geojson import MAPPED
from utm_exchange.opendata.schema import Schema, reference, schemas
from utm_exchange.opendata.table import Table
from utm_exchange.opendata.versions import CURRENT, ROOT
from utm_exchange.records.types import RECORD_TYPES

Document = dict[str, Any]
MEDIA = {
    "json": "application/json",
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "jsonld": "application/ld+json",
}
"""Media types by the ending of a file."""


def openapi(publisher: Publisher, tables: Iterable[Table]) -> Document:
    """Return the document: a path for every file, and the schemas of what is in them."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("{site}: open data").format(site=publisher.name),
            "version": CURRENT.number,
            "description": _(
                "Files that are made anew with every edition of the site. There is nothing to ask a server for, no key, and no limit."
            ),
            "license": {"name": publisher.licence_name, "url": publisher.licence},
        },
        # Relative to this document where nobody has said where the site will be (section 4.8.5).
        "servers": [{"url": publisher.site.rstrip("/") or "../" * ROOT.count("/") + "."}],
        "paths": dict(_paths(tables)),
        "components": {"schemas": {**schemas(), **_envelopes(), **_collections()}},
    }


def _envelopes() -> dict[str, Schema]:
    """Return the schemas of the files: the parts that all have, and what each holds."""
    found: dict[str, Schema] = dict(ENVELOPES)
    for record_type in RECORD_TYPES:
        name = record_type.__name__
        found[f"{name}List"] = _file(
            type={"const": record_type.type_name},
            count={"type": "integer", "minimum": 0},
            records={"type": "array", "items": reference(name)},
            withdrawn={"type": "array", "items": reference("WithdrawnRecord")},
        )
        found[f"{name}File"] = _file(
            type={"const": record_type.type_name},
            record={"anyOf": [reference(name), reference("WithdrawnRecord")]},
        )
    return found


def _file(**properties: Schema) -> Schema:
    return {
        "allOf": [reference("File")],
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "unevaluatedProperties": False,
    }


def _collections() -> dict[str, Schema]:
    position = {
        "type": "array",
        "description": _("Longitude, then latitude, in degrees of WGS 84 (RFC 7946)."),
        "prefixItems": [
            {"type": "number", "minimum": -180, "maximum": 180},
            {"type": "number", "minimum": -90, "maximum": 90},
        ],
        "items": False,
        "minItems": 2,
    }
    found: dict[str, Schema] = {"Position": position}
    for mapped in MAPPED:
        record = mapped.type.__name__
        of_record = {name: reference(f"{record}/properties/{name}") for name in ("address", *mapped.fields)}
        feature = {
            "type": "object",
            "properties": {
                "type": {"const": "Feature"},
                "id": {"type": "string"},
                "geometry": {
                    "anyOf": [
                        _geometry("Point", reference("Position")),
                        _geometry("MultiPoint", _positions()),
                    ]
                },
                "properties": {
                    "type": "object",
                    "properties": of_record,
                    "required": list(of_record),
                    "additionalProperties": False,
                },
            },
            "required": ["type", "id", "geometry", "properties"],
            "additionalProperties": False,
        }
        found[f"{record}Points"] = {
            **_file(
                type={"const": "FeatureCollection"},
                count={"type": "integer"},
                note={"type": "string"},
                features={"type": "array", "items": feature},
            ),
            "description": _(mapped.note),
        }
    return found


def _geometry(kind: str, coordinates: Schema) -> Schema:
    return {
        "type": "object",
        "properties": {"type": {"const": kind}, "coordinates": coordinates},
        "required": ["type", "coordinates"],
        "additionalProperties": False,
    }


def _positions() -> Schema:
    return {"type": "array", "items": reference("Position"), "minItems": 2}


def _paths(tables: Iterable[Table]) -> Iterable[tuple[str, Document]]:
    yield _path("index.json", _("What there is"), reference("Index"))
    for record_type in RECORD_TYPES:
        name, folder = record_type.__name__, record_type.address
        yield _path(
            f"{folder}.json",
            _("All: {records}").format(records=_(record_type.plural)),
            reference(f"{name}List"),
        )
        path, item = _path(
            f"{folder}/{{slug}}.json",
            _("One: {record}").format(record=_(record_type.label)),
            reference(f"{name}File"),
        )
        slug = {"name": "slug", "in": "path", "required": True, "schema": {"type": "string"}}
        yield path, {**item, "parameters": [slug]}
    for mapped in MAPPED:
        yield _path(
            f"{mapped.type.address}.geojson",
            _("On the map: {records}").format(records=_(mapped.type.plural)),
            reference(f"{mapped.type.__name__}Points"),
        )
    for table in tables:
        yield _path(
            f"{table.name}.csv", _("Table: {records}").format(records=table.title), {"type": "string"}
        )
    yield _path("vocabularies.json", _("The terms that records use"), reference("Vocabularies"))
    yield _path(
        "csv-metadata.json", _("What the columns of the tables mean (CSV on the Web)"), {"type": "object"}
    )
    yield _path("catalog.jsonld", _("Description of the data sets (DCAT)"), {"type": "object"})
    yield _path("openapi.json", _("This document"), {"type": "object"})


def _path(name: str, summary: str, schema: Schema) -> tuple[str, Document]:
    media = MEDIA[name.rpartition(".")[2]]
    answer: Mapping[str, Any] = {"200": {"description": summary, "content": {media: {"schema": schema}}}}
    return f"/{ROOT}{name}", {"get": {"summary": summary, "responses": answer}}
