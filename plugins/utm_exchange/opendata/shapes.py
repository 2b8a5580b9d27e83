"""Shapes: what each field of a record type holds, read off the type itself.

Data, JSON Schema and the columns of tables are all made from these, so that they can't disagree.
"""

from __future__ import annotations

import datetime as dt
import types
import typing
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, Literal

from utm_exchange.records.terms import TermOf
from utm_exchange.records.types import Part
from utm_exchange.records.values import RefersTo, Url
from utm_exchange.records.when import When

Kind = Literal["text", "url", "whole", "decimal", "degrees", "truth", "day", "when", "part"]
_KINDS: dict[type, Kind] = {
    str: "text",
    int: "whole",
    Decimal: "decimal",
    float: "degrees",
    bool: "truth",
    dt.date: "day",
    dt.datetime: "when",
    When: "when",
}

_URL = typing.get_args(Url)[1:]


@dataclass(frozen=True, slots=True)
class Shape:
    """One field: its name, what it means, and what kind of value it holds."""

    name: str
    description: str
    """Untranslated."""
    kind: Kind
    many: bool
    """Whether it is a list."""
    optional: bool
    """Whether it may be missing."""
    part: type[Part] | None = None
    """For ``part``: the group of fields that it holds."""
    vocabulary: str = ""
    """Id of the vocabulary that its terms come from, or ''."""
    refers: str = ""
    """For a text that names a record: the type's name, ``any`` or ``party``; see :class:`.RefersTo`."""


@lru_cache
def shapes_of(part: type[Part]) -> tuple[Shape, ...]:
    """Return the fields of a type in the order in which it has them."""
    return tuple(
        _shape(name, info.annotation, tuple(info.metadata), info.description or "")
        for name, info in part.model_fields.items()
    )


def _shape(name: str, annotation: Any, metadata: tuple[Any, ...], description: str) -> Shape:
    optional, annotation = _without_none(annotation)
    many = typing.get_origin(annotation) is tuple
    if many:
        annotation = typing.get_args(annotation)[0]
    if typing.get_origin(annotation) is Annotated:
        annotation, *more = typing.get_args(annotation)
        metadata = (*metadata, *more)
    terms = next((item.vocabulary for item in metadata if isinstance(item, TermOf)), "")
    refers = next((item.type for item in metadata if isinstance(item, RefersTo)), "")
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return Shape(name, description, "part", many, optional, annotation)
    kind = "url" if metadata == _URL else _KINDS[annotation]
    return Shape(name, description, kind, many, optional, None, terms, refers)


def _without_none(annotation: Any) -> tuple[bool, Any]:
    if typing.get_origin(annotation) not in {typing.Union, types.UnionType}:
        return False, annotation
    rest = [argument for argument in typing.get_args(annotation) if argument is not type(None)]
    return True, rest[0]
