"""Sizes: what a change does to the built site, in pages and bytes."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path

_TEXTS = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".ics", ".csv", ".geojson", ".webmanifest"}
"""Endings of files that servers send compressed."""


@dataclass(frozen=True, slots=True)
class Size:
    """A built site: its pages, all its files, their bytes on disk and as a server sends them (gzip)."""

    pages: int
    files: int
    stored: int
    sent: int


@dataclass(frozen=True)
class Growth:
    """A site before and after, and the pages whose size changes most: path, bytes sent before and after."""

    before: Size
    after: Size
    most: tuple[tuple[str, int, int], ...]


def growth(before: Path, after: Path, most: int = 5) -> Growth:
    """Compare two built sites."""
    old, new = _sent(before), _sent(after)
    pages = [path for path in old.keys() | new.keys() if path.endswith(".html")]
    differing = sorted(
        (path for path in pages if old.get(path, 0) != new.get(path, 0)),
        key=lambda path: (-abs(new.get(path, 0) - old.get(path, 0)), path),
    )
    return Growth(
        _size(before, old),
        _size(after, new),
        tuple((path, old.get(path, 0), new.get(path, 0)) for path in differing[:most]),
    )


def _sent(site: Path) -> dict[str, int]:
    """Return the bytes of each file as a server sends it, by path."""
    found = {}
    for path in sorted(site.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            sent = len(gzip.compress(data, 6, mtime=0)) if path.suffix in _TEXTS else len(data)
            found[path.relative_to(site).as_posix()] = sent
    return found


def _size(site: Path, sent: dict[str, int]) -> Size:
    return Size(
        sum(path.endswith(".html") for path in sent),
        len(sent),
        sum((site / path).stat().st_size for path in sent),
        sum(sent.values()),
    )
