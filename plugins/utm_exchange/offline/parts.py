"""Parts: files of pages that always go together, named by their content, so that packs share them.

Pages that are in the same packs make one group, and a group is divided into parts of a size that a bad
line carries. So a page is in exactly one part, no pack fetches what it does not hold, and an edition
with one page changed has one new part.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from utm_exchange.offline.fragments import Fragment, digest

_FULL = 64_000
"""Bytes after which a part is full."""
_ENOUGH = 24_000
"""Bytes after which a part may end, at an address that says so."""
_ENDS = 4
"""One address in so many ends a part: where it does depends on no other page, so that later parts stay the same."""

Entry = Fragment | str
"""What a part holds under an address: the fragment of a page, or under a path the text of a file."""


@dataclass(frozen=True)
class Part:
    """A file of entries; ``keys`` are their addresses and paths."""

    data: bytes
    keys: tuple[str, ...]

    @property
    def digest(self) -> str:
        """The name that its content gives it."""
        return digest(self.data)


def parts_of(entries: Mapping[str, Entry], holders: Mapping[str, Iterable[str]]) -> Iterator[Part]:
    """Yield the parts of all entries; ``holders`` gives the packs that hold each, none for what is in no pack."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key in sorted(entries):
        held = tuple(sorted(holders.get(key, ())))
        if held:
            groups[held].append(key)
    for group in sorted(groups):
        yield from _divided(groups[group], entries)


def _divided(keys: Iterable[str], entries: Mapping[str, Entry]) -> Iterator[Part]:
    held: dict[str, Entry] = {}
    size = 0
    for key in keys:
        if size >= _FULL or (size >= _ENOUGH and _ends_before(key)):
            yield _part(held)
            held, size = {}, 0
        held[key] = entries[key]
        size += len(_text(entries[key]))
    if held:
        yield _part(held)


def _ends_before(key: str) -> bool:
    return hashlib.sha256(key.encode()).digest()[0] % _ENDS == 0


def _part(held: Mapping[str, Entry]) -> Part:
    return Part(_text(held).encode(), tuple(held))


def _text(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
