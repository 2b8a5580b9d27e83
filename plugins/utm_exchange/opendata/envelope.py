"""Envelopes: what every file of the data says of itself: licence, edition, schema."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from utm_exchange.opendata.plain import json_number
from utm_exchange.opendata.versions import CURRENT, ROOT

EDITION_LETTERS = 16


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the data, where, and under which licence.

    ``site`` is the absolute address of the site's root with a slash at its end, '' where nobody has
    said it; ``licence`` is the licence's address.
    """

    name: str
    description: str
    site: str
    licence: str
    licence_name: str
    language: str

    def address(self, file: str) -> str:
        """Return the address of a file of the data: absolute, or relative to the root of the site."""
        return f"{self.site}{ROOT}{file}"


def json_text(value: Any) -> str:
    """Return compact JSON, the same bytes for the same data."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_json_value)


def _json_value(value: Any) -> int | float | str:
    if isinstance(value, dt.date):
        return value.isoformat()
    assert isinstance(value, Decimal), value  # noqa: S101 - plain data hold nothing else that JSON doesn't know
    return json_number(value)


def edition_of(*texts: str) -> str:
    """Return the edition of what these texts say: the beginning of their SHA-256 in hexadecimal."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode("utf-8", "surrogatepass"))
        digest.update(b"\0")
    return digest.hexdigest()[:EDITION_LETTERS]


def in_envelope(publisher: Publisher, schema: str, edition: str, own: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a file says of itself, and then its own."""
    return {
        "api_version": CURRENT.number,
        "edition": edition,
        "licence": publisher.licence,
        "schema": publisher.address(f"openapi.json#/components/schemas/{schema}"),
        **own,
    }


def file_text(head: Mapping[str, Any], lists: Mapping[str, Iterable[str]]) -> str:
    """Return a file: what it says first, then lists of texts that are JSON already, one on each line."""
    parts = [json_text(head)[:-1]]
    for name, items in lists.items():
        inner = ",\n".join(items)
        parts.append(f',\n"{name}":[' + (f"\n{inner}\n" if inner else "") + "]")
    return "".join(parts) + "}\n"


ENVELOPES: Mapping[str, dict[str, Any]] = {
    "File": {
        "type": "object",
        "properties": {
            "api_version": {"type": "string"},
            "edition": {"type": "string", "pattern": f"^[0-9a-f]{{{EDITION_LETTERS}}}$"},
            "licence": {"type": "string", "format": "uri"},
            "schema": {"type": "string", "format": "uri-reference"},
        },
        "required": ["api_version", "edition", "licence", "schema"],
    },
    "Index": {
        "allOf": [{"$ref": "#/components/schemas/File"}],
        "type": "object",
        "properties": {
            "title": {"type": "string"},
            "description": {"type": "string"},
            "language": {"type": "string"},
            "day": {"type": "string", "format": "date"},
            "site": {"type": "string"},
            "addresses": {"enum": ["absolute", "relative to the root of the site"]},
            "counts": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}},
            "withdrawn": {"type": "integer", "minimum": 0},
            "files": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "address": {"type": "string", "format": "uri-reference"},
                        "title": {"type": "string"},
                        "media_type": {"type": "string"},
                        "bytes": {"type": "integer", "minimum": 1},
                    },
                    "required": ["address", "title", "media_type", "bytes"],
                    "additionalProperties": False,
                },
            },
            "versions": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "number": {"type": "string"},
                        "day": {"type": "string", "format": "date"},
                        "what": {"type": "string"},
                    },
                    "required": ["number", "day", "what"],
                    "additionalProperties": False,
                },
            },
        },
        "required": [
            "title",
            "description",
            "language",
            "day",
            "site",
            "addresses",
            "counts",
            "withdrawn",
            "files",
            "versions",
        ],
        "unevaluatedProperties": False,
    },
    "Vocabularies": {
        "allOf": [{"$ref": "#/components/schemas/File"}],
        "type": "object",
        "properties": {
            "vocabularies": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "id": {"type": "string"},
                        "label": {"type": "string"},
                        "definition": {"type": "string"},
                        "source": {"type": "string"},
                        "terms": {
                            "type": "array",
                            "items": {
                                "type": "object",
                                "properties": {
                                    "id": {"type": "string"},
                                    "label": {"type": "string"},
                                    "definition": {"type": "string"},
                                },
                                "required": ["id", "label", "definition"],
                                "additionalProperties": False,
                            },
                        },
                    },
                    "required": ["id", "label", "definition", "source", "terms"],
                    "additionalProperties": False,
                },
            }
        },
        "required": ["vocabularies"],
        "unevaluatedProperties": False,
    },
}
"""Schemas of the files that hold no records."""
