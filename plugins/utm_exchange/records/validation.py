"""Validation: from the tree that a file holds to a record, or to problems in plain words."""

from __future__ import annotations

import difflib
import re
import typing
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from utm_exchange.i18n import gettext as _
from utm_exchange.records.problems import Problem
from utm_exchange.records.reading import SourceFile
from utm_exchange.records.types import RECORD_TYPES, Figure, Membership, Money, Part, Record
from utm_exchange.records.types.city import Inventory, Population

Path = tuple[str | int, ...]


def validate(
    record_type: type[Record], tree: dict[str, Any], source: SourceFile
) -> tuple[Record | None, list[Problem], frozenset[Path]]:
    """Make a record of a tree.

    Returns the record, the problems, and the paths that were filled with the documented example
    because what stood there was wrong. Filling lets checks that compare fields run on the rest, so
    that one run reports everything; such a record must not be shown. It is None where even that
    did not help.
    """
    try:
        return record_type.model_validate(tree), [], frozenset()
    except ValidationError as error:
        errors = error.errors(include_url=False)
    meant = {
        (*item["loc"][:-1], near)
        for item in errors
        if item["type"] == "extra_forbidden" and (near := _nearest_field(record_type, tuple(item["loc"])))
    }
    ids = _source_ids(tree)
    elsewhere = kind_of(tree)
    moved = elsewhere if elsewhere is not record_type else None
    # A field that is there under a misspelled name is not missing too.
    problems = [
        _explain(record_type, source, dict(item), ids, moved)
        for item in errors
        if item["type"] != "missing" or tuple(item["loc"]) not in meant
    ]
    filled = frozenset(tuple(item["loc"]) for item in errors)
    for path in sorted(filled, key=str):
        _fill(record_type, tree, path)
    try:
        return record_type.model_validate(tree), problems, filled
    except ValidationError:
        return None, problems, filled


def _source_ids(tree: dict[str, Any]) -> list[str]:
    listed = tree.get("sources")
    rows = listed if isinstance(listed, list) else []
    return [row["id"] for row in rows if isinstance(row, dict) and isinstance(row.get("id"), str)]


def kind_of(names: Collection[str]) -> type[Record] | None:
    """Return the type of record that fields of these names most likely belong to.

    None where no type has at least two fields of its own among them and all that it requires but one.
    """
    best, most = None, 1
    for record_type in RECORD_TYPES:
        own = record_type.model_fields.keys() - Record.model_fields.keys()
        lacking = sum(
            info.is_required() and name not in names for name, info in record_type.model_fields.items()
        )
        found = sum(name in own for name in names) - sum(
            name not in record_type.model_fields for name in names
        )
        if lacking <= 1 and found > most:
            best, most = record_type, found
    return best


# What other sites and languages call a field.
_OTHER_NAMES = {
    "author": "contributors",
    "authors": "contributors",
    "categories": "sectors",
    "category": "sectors",
    "city": "cities",
    "coordinates": "location",
    "date": "start",
    "description": "summary",
    "keywords": "sectors",
    "land": "country",
    "link": "url",
    "name": "title",
    "país": "country",
    "pays": "country",
    "population_size": "population",
    "tags": "sectors",
    "website": "url",
}


def _nearest_field(record_type: type[Record], path: Path) -> str | None:
    holder, _info = field_at(record_type, path)
    plain = str(path[-1]).strip().lower().replace("-", "_").replace(" ", "_")
    if _OTHER_NAMES.get(plain) in holder.model_fields:
        return _OTHER_NAMES[plain]
    near = difflib.get_close_matches(plain, holder.model_fields, n=1, cutoff=0.6)
    return near[0] if near else None


def _inner(annotation: Any) -> Any:
    """Return the type that an annotation is about, without Optional, tuple and Annotated."""
    while True:
        if isinstance(annotation, type) and issubclass(annotation, Part):
            return annotation
        arguments = [
            argument for argument in typing.get_args(annotation) if argument not in {type(None), Ellipsis}
        ]
        if not arguments:
            return annotation
        annotation = arguments[0]


def _is_list(annotation: Any) -> bool:
    return typing.get_origin(annotation) is tuple or any(
        _is_list(a) for a in typing.get_args(annotation) if typing.get_origin(annotation) is not tuple
    )


def field_at(record_type: type[Part], path: Path) -> tuple[type[Part], FieldInfo | None]:
    """Return the field at a path and the type that holds it; None for a field that is not known."""
    holder: type[Part] = record_type
    found: FieldInfo | None = None
    for step in path:
        if isinstance(step, int):
            continue
        if found is not None:
            inner = _inner(found.annotation)
            if not (isinstance(inner, type) and issubclass(inner, Part)):
                return holder, None
            holder = inner
        found = holder.model_fields.get(step)
        if found is None:
            return holder, None
    return holder, found


def _example(info: FieldInfo) -> Any:
    """Return a value that a field takes: its documented example, or one made of its parts'."""
    inner = _inner(info.annotation)
    if isinstance(inner, type) and issubclass(inner, Part):
        value: Any = {name: _example(part) for name, part in inner.model_fields.items() if part.is_required()}
    else:
        value = (info.examples or [""])[0]
    return [value] if _is_list(info.annotation) else value


def _fill(record_type: type[Part], tree: Any, path: Path) -> None:
    _holder, info = field_at(record_type, path)
    for step in path[:-1]:
        try:
            tree = tree[step]
        except (KeyError, IndexError, TypeError):
            return
    if not isinstance(tree, dict | list):
        return
    last = path[-1]
    if info is None:
        if isinstance(tree, dict):
            tree.pop(last, None)
        return
    value = _example(info)
    tree[last] = value[0] if isinstance(last, int) and isinstance(value, list) else value  # type: ignore[index]


def rests_on(path: Path, filled: frozenset[Path]) -> bool:
    """Tell whether a value was filled with an example, or holds or belongs to one that was."""
    return any(path[: len(gap)] == gap or gap[: len(path)] == path for gap in filled) if path else False


def dotted(path: Path) -> str:
    """Write a path as people read it: ``results[2].year``."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return text.lstrip(".")


def _explain(
    record_type: type[Record],
    source: SourceFile,
    item: dict[str, Any],
    ids: list[str],
    moved: type[Record] | None,
) -> Problem:
    """Put an error of pydantic in words; ``moved`` is the type that all the fields belong to, where it is another."""
    path: Path = tuple(item["loc"])
    code, message, hint = _words(record_type, path, item, ids)
    if item["type"] == "missing" and source.holds(*path):
        message = _("this field is empty")
    if moved and code == "UTM202" and path[0] in moved.model_fields:
        hint = _("these are the fields of another type, '{type}': move the file to {folder}/").format(
            type=moved.type_name, folder=moved.folder
        )
    line, column = source.position(*path, name=item["type"] == "extra_forbidden")
    return Problem(source.path, line, column, code, f"{dotted(path)}: {message}", hint, dotted(path))


def _words(
    record_type: type[Record], path: Path, item: dict[str, Any], ids: list[str]
) -> tuple[str, str, str]:
    holder, info = field_at(record_type, path)
    kind = item["type"]
    name = str(path[-1])
    if kind == "extra_forbidden":
        return (
            "UTM202",
            _("there is no field '{name}' here").format(name=name),
            _unknown_hint(record_type, holder, path),
        )
    if kind == "missing" and info is not None:
        return _missing(holder, name, info, ids)
    if kind.startswith("UTM"):
        context = item["ctx"]
        hint = context["hint"]
        if kind == "UTM206" and name == "source" and ids:
            hint = _("write the id of a source: '{id}'; the ids of the sources here are: {ids}").format(
                id=ids[0], ids=", ".join(ids)
            )
        return kind, context["message"], hint
    if item["input"] is None:
        return "UTM204", _("this is empty"), _("write a value after the hyphen, or delete the line")
    return ("UTM203", *_shape(info, item))


def _shape(info: FieldInfo | None, item: dict[str, Any]) -> tuple[str, str]:
    """Say which shape a field needs, and show what stands there in that shape."""
    inner = _inner(info.annotation) if info else None
    in_list = info is not None and _is_list(info.annotation)
    if isinstance(inner, type) and issubclass(inner, Part):
        message = (
            _("this needs a list of groups of fields")
            if item["type"] == "tuple_type"
            else _("this needs a group of fields")
        )
        return message, _group_hint(inner, item["input"], in_list=in_list)
    if in_list and info is not None:
        return _("this needs a list"), _("put each item on a line of its own: {items}").format(
            items=_items(info, item["input"])
        )
    return _("this has the wrong shape"), _("write one value after the colon")


def _items(info: FieldInfo, value: Any) -> str:
    """Write what stands there, or an example, as items of a list."""
    parts = re.split(r"[,;]|(?:^|\s)(?:[•·*–—-]|\d+[.)])\s", value) if isinstance(value, str) else []
    texts = [part.strip() for part in parts if part.strip()]
    return ", ".join(f"'- {text}'" for text in texts or info.examples or [_("first item")])


def _group_hint(part: type[Part], value: Any, *, in_list: bool) -> str:
    """Show how a group of fields is written, with what stands there as its first value where that is a text."""
    names = list(part.model_fields)
    first = "url" if isinstance(value, str) and value.startswith("http") and "url" in names else names[0]
    fits = isinstance(value, str) and first in {
        "url",
        "date",
        "label",
        "name",
        "place",
        "record",
        "text",
        "title",
        "value",
    }
    text = value if fits else (part.model_fields[first].examples or ["…"])[0]
    others = ", ".join(f"{name}:" for name in names if name != first)
    if in_list:
        return _(
            "write '- {first}: {text}', and below it, indented by two spaces, the other fields: {others}"
        ).format(first=first, text=text, others=others)
    return _(
        "write below it, indented by two spaces, '{first}: {text}' and the other fields: {others}"
    ).format(first=first, text=text, others=others)


def _missing(holder: type[Part], name: str, info: FieldInfo, ids: list[str]) -> tuple[str, str, str]:
    inner = _inner(info.annotation)
    if isinstance(inner, type) and issubclass(inner, Part):
        hint = _("add a line '{name}:'; {how}").format(
            name=name, how=_group_hint(inner, None, in_list=_is_list(info.annotation))
        )
    else:
        example = (info.examples or ["…"])[0]
        shown = f"{name}: [{example}]" if _is_list(info.annotation) else f"{name}: {example}"
        hint = _("add a line such as '{example}'. {description}").format(
            example=shown, description=_(info.description) if info.description else ""
        )
    if name == "source":
        if ids:
            hint = _("add a line 'source: {id}'; the ids of the sources here are: {ids}").format(
                id=ids[0], ids=", ".join(ids)
            )
        if holder is Membership:
            return "UTM503", _("a membership needs the source that says so"), hint
        if holder in {Figure, Money, Population, Inventory}:
            return "UTM502", _("a figure needs its source"), hint
    return "UTM201", _("this field is missing"), hint


def _unknown_hint(record_type: type[Record], holder: type[Part], path: Path) -> str:
    if near := _nearest_field(record_type, path):
        return _("write '{field}'").format(field=near)
    sections = [section.heading for section in record_type.sections if section.id == str(path[-1]).lower()]
    if sections:
        return _("write it in the text below, under '## {heading}'").format(heading=sections[0])
    for group, info in holder.model_fields.items():
        inner = _inner(info.annotation)
        if (
            isinstance(inner, type)
            and issubclass(inner, Part)
            and path[-1] in inner.model_fields
            and not _is_list(info.annotation)
        ):
            return _("write it below '{group}:', indented by two spaces: '  {field}: …'").format(
                group=group, field=path[-1]
            )
    return _("the fields here are: {fields}").format(fields=", ".join(holder.model_fields))


def walk_parts(record: Record) -> Iterator[tuple[Path, Part]]:
    """Yield each group of fields inside a record with its path, outermost first."""

    def walk(part: Part, path: Path) -> Iterator[tuple[Path, Part]]:
        for name in _part_fields(type(part)):
            value = getattr(part, name)
            if isinstance(value, tuple):
                for index, item in enumerate(value):
                    yield (*path, name, index), item
                    yield from walk(item, (*path, name, index))
            elif value is not None:
                yield (*path, name), value
                yield from walk(value, (*path, name))

    yield from walk(record, ())


@lru_cache
def _part_fields(part_type: type[Part]) -> tuple[str, ...]:
    """Return the names of the fields that hold groups of fields, one or many."""
    inner = ((name, _inner(info.annotation)) for name, info in part_type.model_fields.items())
    return tuple(name for name, kind in inner if isinstance(kind, type) and issubclass(kind, Part))
