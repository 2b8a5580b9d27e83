"""References: which records a record names, in its fields and in its text."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from utm_exchange.records.body import identity_links
from utm_exchange.records.types import TYPES_BY_NAME, Part, Record
from utm_exchange.records.values import IDENTITY, RefersTo

Path = tuple[str | int, ...]
TYPE_NAMES = frozenset(TYPES_BY_NAME)


@dataclass(frozen=True, slots=True)
class Reference:
    """A record named by another one.

    ``field`` is the outermost field that names it (``body`` for a link in the text); ``path``
    leads to the value, and ``body_place`` is line and column from 0 for a link in the text.
    """

    type: str
    slug: str
    field: str
    path: Path
    body_place: tuple[int, int] | None = None
    typed: bool = False
    """Whether the type is written there, as in ``practice:slug``."""

    @property
    def identity(self) -> str:
        """``type:slug`` of the record named."""
        return f"{self.type}:{self.slug}"


@dataclass(frozen=True, slots=True)
class _Step:
    """How to find references in one field: what kind it holds, or the part to go down into."""

    name: str
    kind: str
    many: bool


def _kind_of(annotation: Any, metadata: tuple[Any, ...]) -> str:
    for item in metadata:
        if isinstance(item, RefersTo):
            return item.type
    for argument in typing.get_args(annotation):
        found = _kind_of(argument, getattr(argument, "__metadata__", ()))
        if found:
            return found
    if isinstance(annotation, type) and issubclass(annotation, Part) and _plan(annotation):
        return "part"
    return ""


@lru_cache
def _plan(part_type: type[Part]) -> tuple[_Step, ...]:
    steps = []
    for name, info in part_type.model_fields.items():
        kind = _kind_of(info.annotation, tuple(info.metadata))
        if kind:
            steps.append(_Step(name, kind, "tuple" in str(info.annotation)))
    return tuple(steps)


def references(record: Record) -> Iterator[Reference]:
    """Yield every record that a record names: fields first, then links in the text."""
    yield from _in_part(record, (), "")
    if "](" in record.body:
        for link in identity_links(record.body, TYPE_NAMES):
            yield Reference(link.type, link.slug, "body", (), (link.line, link.column), typed=True)


def _in_part(part: Part, path: Path, field: str) -> Iterator[Reference]:
    for step in _plan(type(part)):
        value = getattr(part, step.name)
        if value is None:
            continue
        here = (*path, step.name)
        items = [((*here, i), item) for i, item in enumerate(value)] if step.many else [(here, value)]
        for item_path, item in items:
            if step.kind == "part":
                yield from _in_part(item, item_path, field or step.name)
            elif step.kind in {"any", "party"}:
                match = IDENTITY.fullmatch(item)
                if match:
                    yield Reference(match[1], match[2], field or step.name, item_path, typed=True)
            else:
                yield Reference(step.kind, item, field or step.name, item_path)
