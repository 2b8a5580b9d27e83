"""JSON Schemas of the data, made from the record types (JSON Schema 2020-12, which OpenAPI 3.1 uses)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from utm_exchange.i18n import gettext as _
from utm_exchange.opendata.plain import HEAD, LEFT_OUT, Derived, derived_of
from utm_exchange.opendata.shapes import Kind, Shape, shapes_of
from utm_exchange.records.types import RECORD_TYPES, Part, Record, Withdrawal
from utm_exchange.records.vocabulary import vocabulary

Schema = dict[str, Any]
_PLAIN: Mapping[Kind, Schema] = {
    "text": {"type": "string"},
    "url": {"type": "string", "format": "uri"},
    "whole": {"type": "integer"},
    "decimal": {"type": "number"},
    "degrees": {"type": "number"},
    "truth": {"type": "boolean"},
    "day": {"type": "string", "format": "date"},
    "when": {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2}( \d{2}:\d{2})?)?)?$"},
}


def reference(name: str) -> Schema:
    """Return a reference to one of the schemas below."""
    return {"$ref": f"#/components/schemas/{name}"}


def schemas() -> dict[str, Schema]:
    """Return the schemas of all record types and of the groups of fields in them, by name."""
    found: dict[str, Schema] = {}
    for record_type in RECORD_TYPES:
        _add(record_type, found)
    _add(Withdrawal, found)
    found["WithdrawnRecord"] = _withdrawn()
    return found


def _add(part: type[Part], found: dict[str, Schema]) -> None:
    """Add the schema of a group of fields, and of those that it holds."""
    if part.__name__ in found:
        return
    shapes = [shape for shape in shapes_of(part) if not (issubclass(part, Record) and shape.name in LEFT_OUT)]
    properties = {shape.name: _of_shape(shape) for shape in shapes}
    if issubclass(part, Record):
        text = {"type": "string", "description": _("The text of its page, in Markdown.")}
        properties = {
            **_of_derived(HEAD),
            **properties,
            **_of_derived(derived_of(part)),
            "body": text,
        }
        properties["type"] = {**properties["type"], "const": part.type_name}
    found[part.__name__] = _closed(properties)
    for shape in shapes:
        if shape.part is not None:
            _add(shape.part, found)


def _closed(properties: Mapping[str, Schema]) -> Schema:
    """Return an object that has all these properties and no others."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _of_derived(values: Sequence[Derived]) -> dict[str, Schema]:
    return {value.name: {**value.schema, "description": _(value.description)} for value in values}


def _of_shape(shape: Shape) -> Schema:
    if shape.part is not None:
        item: Schema = reference(shape.part.__name__)
    elif shape.vocabulary:
        item = {"type": "string", "enum": list(vocabulary(shape.vocabulary).terms)}
    else:
        item = dict(_PLAIN[shape.kind])
    description = {"description": _(shape.description)} if shape.description else {}
    if shape.many:
        return {"type": "array", "items": item, **description}
    if not shape.optional:
        return {**item, **description}
    if shape.part is not None:
        return {"anyOf": [item, {"type": "null"}], **description}
    if "enum" in item:
        item["enum"] = [*item["enum"], None]
    return {**item, "type": [item["type"], "null"], **description}


def _withdrawn() -> Schema:
    head = _of_derived([value for value in HEAD if value.name in {"identity", "type", "slug", "address"}])
    return _closed({**head, "title": {"type": "string"}, "withdrawn": reference(Withdrawal.__name__)})
