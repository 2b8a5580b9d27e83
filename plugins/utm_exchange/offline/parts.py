"""Parts: files of pages that always go together, named by their content, so that packs share them.

Pages that are in the same packs make one group, and a group is divided into parts of a size that a bad
line carries. So a page is in exactly one part, no pack fetches what it does not hold, and an edition
with one page changed has one new part.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from utm_exchange.offline.fragments import digest

_FULL = 64_000
"""Characters after which a part is full."""
_ENOUGH = 24_000
"""Characters after which a part may end, at an address that says so."""
_ENDS = 4
"""One address in so many ends a part: where it does depends on no other page, so that later parts stay the same."""


@dataclass(frozen=True)
class Part:
    """A file of entries: ``digest`` is its name, ``size`` its bytes, ``keys`` are addresses and paths of its entries."""

    digest: str
    size: int
    keys: tuple[str, ...]


def groups_of(holders: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Return the keys that are always in the same packs; ``holders`` gives the packs that hold each."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key in sorted(holders):
        groups[tuple(sorted(holders[key]))].append(key)
    return [tuple(groups[held]) for held in sorted(groups) if held]


def parts_of(group: Sequence[str], entry: Callable[[str], str]) -> Iterator[tuple[Part, bytes]]:
    """Yield the parts of a group, each with its content; ``entry`` gives what a part holds under a key, as JSON."""
    held: dict[str, str] = {}
    size = 0
    for key in group:
        if size >= _FULL or (size >= _ENOUGH and _ends_before(key)):
            yield _part(held)
            held, size = {}, 0
        held[key] = entry(key)
        size += len(held[key])
    if held:
        yield _part(held)


def _ends_before(key: str) -> bool:
    return hashlib.sha256(key.encode()).digest()[0] % _ENDS == 0


def _part(held: Mapping[str, str]) -> tuple[Part, bytes]:
    entries = ",".join(f"{json.dumps(key, ensure_ascii=False)}:{text}" for key, text in held.items())
    data = f"{{{entries}}}".encode()
    return Part(digest(data), len(data), tuple(held)), data
