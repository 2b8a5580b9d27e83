"""Addresses: every web address that records name, with the places where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from utm_exchange.records.body import prose_lines, without_code
from utm_exchange.records.types import Part, Record

_IN_TEXT = re.compile(r"https?://[^\s<>()\"\]]+")

Place = tuple[str, int]
"""Path of a file and a line from 1."""


def addresses(records: Iterable[Record]) -> dict[str, list[Place]]:
    """Return every web address outside of this site with its places, in the order of addresses."""
    found: dict[str, list[Place]] = {}
    for record in records:
        for address, line in _of(record):
            places = found.setdefault(address.partition("#")[0], [])
            if (place := (record.source_file.path, line)) not in places:
                places.append(place)
    return dict(sorted(found.items()))


def _of(record: Record) -> Iterator[tuple[str, int]]:
    for path, address in _in_part(record, ()):
        yield address, record.source_file.position(*path)[0]
    for number, text in prose_lines(record.body):
        for found in _IN_TEXT.findall(without_code(text)):
            yield found.rstrip(".,;:"), record.source_file.body_line + number


def _in_part(part: Part, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for name in type(part).model_fields:
        value: Any = getattr(part, name)
        for index, item in enumerate(value) if isinstance(value, tuple) else ((None, value),):
            here = (*path, name) if index is None else (*path, name, index)
            if isinstance(item, Part):
                yield from _in_part(item, here)
            elif isinstance(item, str) and item.startswith(("https://", "http://")):
                yield here, item
