"""Fields: what a record may say, as data. Every face of the schema is made from this and from nothing else.

The record types of :mod:`utm_exchange.records.types` are read once; what follows (JSON Schema, forms,
issue forms, templates, the field reference, the questions of ``utm new``) only draws it differently.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any

from pydantic.fields import FieldInfo

from utm_exchange.contribute.labels import LABELS, SINGULAR
from utm_exchange.i18n import gettext as _
from utm_exchange.records import values
from utm_exchange.records.terms import Country, Currency, Language, TermOf
from utm_exchange.records.types import Part, Record

_KINDS: dict[Any, str] = {
    values.Title: "title",
    values.Line: "line",
    values.Text: "text",
    values.Slug: "slug",
    values.Number: "number",
    values.Count: "count",
    values.Year: "year",
    values.Latitude: "latitude",
    values.Longitude: "longitude",
    values.Truth: "truth",
    values.PartialDate: "when",
    values.Day: "day",
    values.Moment: "moment",
    values.TimeZone: "zone",
    values.Url: "url",
    values.Email: "email",
    Country: "country",
    Language: "language",
    Currency: "currency",
}
LIMITS = {"title": values.TITLE_LENGTH, "line": values.LINE_LENGTH, "text": values.TEXT_LENGTH}
"""The most characters of each kind of text."""


@dataclass(frozen=True)
class Field:
    """One field of a record type or of a group.

    ``kind`` is a name of :data:`_KINDS`, ``term`` (of ``vocabulary``), ``reference`` (to a record of
    type ``refers``; ``any`` and ``party`` as in :class:`~utm_exchange.records.values.RefersTo`), or
    ``group`` (of ``fields``). A ``slug`` that ``refers`` to a ``source`` is the id of one of the
    record's sources. ``many`` makes a list of it.
    """

    name: str
    path: str
    kind: str
    required: bool
    many: bool
    description: str
    examples: tuple[str, ...] = ()
    vocabulary: str = ""
    refers: str = ""
    default: str = ""
    annotation: Any = None
    """The type of one value, which checks it."""
    fields: tuple[Field, ...] = ()

    @property
    def label(self) -> str:
        """What people call it, in the active language."""
        return _(LABELS[self.name])

    @property
    def one(self) -> str:
        """One of it, in the active language, for a list of groups."""
        return _(SINGULAR.get(self.name, LABELS[self.name]))

    @property
    def help(self) -> str:
        """What belongs there, in the active language."""
        return _(self.description)

    @property
    def example(self) -> str:
        """The documented example, or ''."""
        return self.examples[0] if self.examples else ""

    @property
    def limit(self) -> int:
        """The most characters, or 0 for no limit of its own."""
        return LIMITS.get(self.kind, 0)

    def child(self, name: str) -> Field | None:
        """Return a field of this group."""
        return next((field for field in self.fields if field.name == name), None)

    def line_fields(self) -> tuple[Field, ...]:
        """The plain fields of a group in the order in which one line names them: what is required first."""
        plain = [field for field in self.fields if field.kind != "group" and not field.many]
        return tuple(sorted(plain, key=lambda field: not field.required))


@lru_cache
def fields_of(part: type[Part], prefix: str = "") -> tuple[Field, ...]:
    """Return the fields of a record type or a group, in the order in which the type states them."""
    return tuple(_field(name, info, prefix) for name, info in part.model_fields.items())


def _field(name: str, info: FieldInfo, prefix: str) -> Field:
    path = f"{prefix}{name}"
    annotation, many = _plain(info)
    known: dict[str, Any] = {}
    if isinstance(annotation, type) and issubclass(annotation, Part):
        known = {"kind": "group", "fields": fields_of(annotation, f"{path}.")}
    elif annotation in _KINDS:
        # 'source: city-report' points at a source of the same record by its id.
        known = {"kind": _KINDS[annotation], "refers": "source" if name == "source" else ""}
    else:
        known = _named(typing.get_args(annotation)[1:])
    return Field(
        name=name,
        path=path,
        required=info.is_required(),
        many=many,
        description=info.description or "",
        examples=tuple(info.examples or ()),
        default=info.default if isinstance(info.default, str) else "",
        annotation=annotation,
        **known,
    )


def _plain(info: FieldInfo) -> tuple[Any, bool]:
    """Return the type of one value, without Optional and tuple, and whether there are many."""
    if info.metadata:  # pydantic takes the outermost Annotated apart
        return Annotated[info.annotation, *info.metadata], False
    annotation, many = info.annotation, False
    while typing.get_origin(annotation) is not Annotated and typing.get_args(annotation):
        many = many or typing.get_origin(annotation) is tuple
        annotation = next(a for a in typing.get_args(annotation) if a not in {type(None), Ellipsis})
    return annotation, many


def _named(metadata: tuple[Any, ...]) -> dict[str, Any]:
    """Return the kind of a text that names something: a term of a vocabulary or a record."""
    for item in metadata:
        if isinstance(item, TermOf):
            return {"kind": "term", "vocabulary": item.vocabulary}
        if isinstance(item, values.RefersTo):
            return {"kind": "reference", "refers": item.type}
    raise TypeError(f"no kind is known for {metadata}")


def every_field(fields: tuple[Field, ...]) -> Iterator[Field]:
    """Yield fields and the fields inside their groups, outermost first."""
    for field in fields:
        yield field
        yield from every_field(field.fields)


def record_fields(record_type: type[Record]) -> dict[str, Field]:
    """Return the fields of a record type by name."""
    return {field.name: field for field in fields_of(record_type)}
