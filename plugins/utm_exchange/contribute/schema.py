"""JSON Schema of each record type, draft 2020-12, as strict as the checks.

https://json-schema.org/draft/2020-12. Files are YAML, which editors read by YAML 1.2: ``2024`` is a
number there, ``yes`` a text. The checks read every scalar as text; so the schema takes both.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from utm_exchange.contribute.choices import countries, currencies
from utm_exchange.contribute.fields import Field, fields_of
from utm_exchange.i18n import gettext as _
from utm_exchange.records.hints import zones
from utm_exchange.records.types import Record
from utm_exchange.records.values import FIRST_YEAR, IDENTITY, LAST_YEAR, NUMBER, SLUG
from utm_exchange.records.vocabulary import vocabulary
from utm_exchange.records.when import MOMENT

DIALECT = "https://json-schema.org/draft/2020-12/schema"
EDITORS_DIALECT = "http://json-schema.org/draft-07/schema#"
"""What editors read: neither Red Hat's YAML extension nor remark's plugin knows 2020-12 in full. Both dialects say
the same here, since no keyword is used in which they differ."""
_DAY = r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_WHEN = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01])(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::00)?)?)?)?"
_TRUTH = "[Tt][Rr][Uu][Ee]|[Yy][Ee][Ss]|[Ff][Aa][Ll][Ss][Ee]|[Nn][Oo]"
_YEAR = "0*(?:18[5-9][0-9]|19[0-9]{2}|20[0-9]{2}|21[0-4][0-9]|2150)"


def schema_address(type_name: str) -> str:
    """Return where a type's schema stands, relative to the site's root."""
    return f"schema/{type_name}.json"


def schema_of(record_type: type[Record], dialect: str = DIALECT) -> dict[str, Any]:
    """Return the schema of a record type."""
    return {
        "$schema": dialect,
        "$id": f"urn:utm-exchange:{schema_address(record_type.type_name)}",
        "title": _(record_type.label),
        "description": " ".join((record_type.__doc__ or "").split()),
        **_object(fields_of(record_type)),
    }


def schema_text(record_type: type[Record], dialect: str = DIALECT) -> str:
    """Return the schema as the text of a file."""
    return json.dumps(schema_of(record_type, dialect), ensure_ascii=False, indent=2) + "\n"


def _object(fields: tuple[Field, ...]) -> dict[str, Any]:
    required = [field.name for field in fields if field.required]
    return {
        "type": "object",
        "properties": {field.name: _property(field) for field in fields},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _property(field: Field) -> dict[str, Any]:
    one = _object(field.fields) if field.kind == "group" else _scalar(field)
    said: dict[str, Any] = {"title": field.label, "description": field.help}
    if field.examples:
        said["examples"] = [list(field.examples)] if field.many else list(field.examples)
    if field.default:
        said["default"] = field.default
    # Where nothing stands after the colon, the checks see no field; only required ones must be filled.
    value = (
        {"type": "array", "items": one, **({"minItems": 1} if field.required else {})} if field.many else one
    )
    if field.required:
        return {**said, **value}
    kinds = value.get("type")
    if isinstance(kinds, str):
        return {**said, **value, "type": [kinds, "null"]}
    return {**said, "anyOf": [value, {"type": "null"}]}


def _scalar(field: Field) -> dict[str, Any]:
    """Return the schema of one value."""
    if field.kind == "term":
        return _terms(field.vocabulary)
    makers: dict[str, Callable[[], dict[str, Any]]] = {
        "number": lambda: _number(NUMBER.pattern, {}),
        "latitude": lambda: _number(NUMBER.pattern, {"minimum": -90, "maximum": 90}),
        "longitude": lambda: _number(NUMBER.pattern, {"minimum": -180, "maximum": 180}),
        "count": lambda: _number("[0-9]{1,16}", {"type": "integer", "minimum": 0, "maximum": 10**15}),
        "year": lambda: _number(_YEAR, {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}),
        "when": lambda: _number(_WHEN, {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}),
        "truth": lambda: {"anyOf": [{"type": "boolean"}, _pattern(_TRUTH)]},
        "zone": lambda: {"enum": sorted(zones())},
        "country": lambda: {"enum": sorted(countries())},
        "currency": lambda: {"enum": sorted(currencies())},
    }
    maker = makers.get(field.kind)
    return maker() if maker else _text(field)


def _text(field: Field) -> dict[str, Any]:
    if field.kind == "reference":
        party = rf"(?![Pp][Aa][Rr][Tt][Nn][Ee][Rr]\s*:).*|{IDENTITY.pattern}"
        pattern = {"any": IDENTITY.pattern, "party": party}.get(field.refers, SLUG.pattern)
        plain = _pattern(pattern)
        return plain if field.refers in {"any", "party"} else _or_number(plain)
    if field.kind in {"title", "line", "text"}:
        return _or_number({"type": "string", "pattern": r"\S", "maxLength": field.limit})
    patterns = {
        "slug": SLUG.pattern,
        "day": _DAY,
        "moment": MOMENT.pattern,
        "url": r'[Hh][Tt][Tt][Pp][Ss]?://[^\s<>"{}|\\^`]+',
        "email": r'[^@\s<>"]+@[^@\s<>"]+\.[^@\s<>".]+',
        "language": "[a-z]{2,3}(-[A-Za-z]{2,4})?",
    }
    plain = _pattern(patterns[field.kind])
    if field.kind == "day":
        return {**plain, "format": "date"}
    return _or_number(plain) if field.kind == "slug" else plain


def _pattern(pattern: str) -> dict[str, Any]:
    # The checks strip the space around a text before they look at it.
    return {"type": "string", "pattern": rf"^\s*(?:{pattern})\s*$"}


def _number(pattern: str, limits: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [{"type": "number", **limits}, _pattern(pattern)]}


def _or_number(text: dict[str, Any]) -> dict[str, Any]:
    """Let a text be written as digits only, such as a title '2030', which YAML takes for a number."""
    return {"anyOf": [text, {"type": "number"}]}


def _terms(vocabulary_id: str) -> dict[str, Any]:
    """Return an enumeration whose terms each say what they mean."""
    terms = list(vocabulary(vocabulary_id))
    choices: list[dict[str, Any]] = []
    for term in terms:
        said = {"title": _(term.label), **({"description": _(term.definition)} if term.definition else {})}
        choices.append({"const": term.id, **said})
        if term.id.isdigit():
            choices.append({"const": int(term.id), **said})
    return {"oneOf": choices}
