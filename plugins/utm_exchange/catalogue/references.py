"""References: which records a record names, in its fields and in its text."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from utm_exchange.records.body import identity_links
from utm_exchange.records.types import TYPES_BY_NAME, Part, Record
from utm_exchange.records.values import IDENTITY, RefersTo

Path = tuple[str | int, ...]
AnyPart = TypeVar("AnyPart", bound=Part)
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


def without_references(part: AnyPart, identities: frozenset[str], party: str) -> AnyPart:
    """Return a record, or a part of one, that names none of these records; the same object if it named none.

    A part inside it that cannot do without the reference goes as a whole; in the place of a
    ``partner:slug`` stand the words ``party``.
    """
    changes: dict[str, Any] = {}
    for step in _plan(type(part)):
        value = getattr(part, step.name)
        if value is None:
            continue
        items = value if step.many else (value,)
        kept = tuple(new for item in items if (new := _without(step, item, identities, party)) is not None)
        if any(old is not new for old, new in zip(items, kept, strict=False)) or len(kept) < len(items):
            changes[step.name] = kept if step.many else next(iter(kept), None)
    return part.model_copy(update=changes) if changes else part


def _without(step: _Step, item: Any, identities: frozenset[str], party: str) -> Any:
    """Return what stays of one item, None for nothing."""
    if step.kind == "part":
        new = without_references(item, identities, party)
        lost = [name for name, info in type(item).model_fields.items() if info.is_required()]
        return None if any(getattr(new, name) is None for name in lost) else new
    identity = item if step.kind in {"any", "party"} else f"{step.kind}:{item}"
    if identity not in identities:
        return item
    return party if step.kind == "party" else None
