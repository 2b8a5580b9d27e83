"""Deltas: what makes a new edition of a copy from an old one, in a few bytes.

Every page names its edition, and one new record moves a little in many lists. So what is new is told
in runs of bytes and not in files: where a run stands in the old copy, or the bytes themselves.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files as resources
from itertools import accumulate
from pathlib import Path

from utm_exchange.offline.downloads.applying import FORMAT, INDEX, LITERALS, source_of, state_of
from utm_exchange.offline.downloads.archives import day_of, folder_of, read_copy, write_zip

_SHORTEST = 24
"""Bytes of a run that is looked for; a shorter one is told as quickly as where it stands."""
_MOST = 1_000_000
"""Places of the source that are remembered; a larger source is looked through in longer runs."""
_STRIDE = 4096
_PROGRAM = (
    "utm_exchange/__init__.py",
    "utm_exchange/i18n.py",
    "utm_exchange/offline/__init__.py",
    "utm_exchange/offline/downloads/__init__.py",
    "utm_exchange/offline/downloads/applying.py",
    "utm_exchange/offline/downloads/archives.py",
)
_MAIN = "import sys\n\nfrom utm_exchange.offline.downloads.applying import main\n\nmain(sys.argv)\n"


def delta(old: Path, new: Path, folder: Path) -> Path:
    """Write the delta between two ZIP files of a copy into a folder; return its path."""
    before, after = read_copy(old), read_copy(new)
    rows, literals = _told(before, after)
    day = day_of(new)
    index = {
        "format": FORMAT,
        "from": state_of(before.items()),
        "to": state_of(after.items()),
        "folder": folder_of(new),
        "day": day.isoformat(),
        "files": rows,
    }
    target = folder / f"{new.stem}-since-{day_of(old)}.zip"
    package = resources("utm_exchange")
    program = [(path, package.joinpath(path.removeprefix("utm_exchange/")).read_bytes()) for path in _PROGRAM]
    said = json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()
    write_zip(target, [("__main__.py", _MAIN.encode()), *program, (INDEX, said), (LITERALS, literals)], day)
    return target


def _told(
    before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> tuple[list[tuple[str, list[int]]], bytes]:
    """Return the numbers of each new file (see :mod:`.applying`), and the bytes that are not in the old copy."""
    source = source_of(before)
    paths = sorted(before)
    starts = dict(zip(paths, accumulate((len(before[path]) for path in paths), initial=0), strict=False))
    runs = _Runs(source)
    rows: list[tuple[str, list[int]]] = []
    literals: list[bytes] = []
    for path, content in after.items():
        if before.get(path) == content:
            rows.append((path, [starts[path], len(content)]))
            continue
        numbers: list[int] = []
        for place, length, new in runs.of(content, starts.get(path, 0)):
            numbers += (place, length)
            literals.append(new)
        rows.append((path, numbers))
    return rows, b"".join(literals)


class _Runs:
    """Finds runs of bytes in a source."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.size = max(_SHORTEST, len(source) // _MOST)
        self.places: dict[bytes, int] = {}
        for place in range(0, len(source) - self.size + 1, self.size):
            self.places.setdefault(source[place : place + self.size], place)

    def of(self, content: bytes, near: int) -> Iterator[tuple[int, int, bytes]]:
        """Yield place, length and b'' of each run of ``content`` in the source; -1, length and the bytes of what is new.

        The source is tried first from ``near`` on, where the last edition of the same file stands.
        """
        at = told = 0
        ahead = near
        while at + self.size <= len(content):
            sought = content[at : at + self.size]
            follows = self.source[ahead : ahead + self.size] == sought
            place = ahead if follows else self.places.get(sought, -1)
            if place < 0:
                at += 1
                ahead += 1
                continue
            back = 0
            while (
                at - back > told and place > back and content[at - back - 1] == self.source[place - back - 1]
            ):
                back += 1
            length = self._common(content, at, place)
            if at - back > told:
                yield -1, at - back - told, content[told : at - back]
            yield place - back, length + back, b""
            at = told = at + length
            ahead = place + length
        if told < len(content):
            yield -1, len(content) - told, content[told:]

    def _common(self, content: bytes, at: int, place: int) -> int:
        """Return how many bytes are the same from here on."""
        length = 0
        step = _STRIDE
        while step:
            mine = content[at + length : at + length + step]
            if mine and mine == self.source[place + length : place + length + len(mine)]:
                length += len(mine)
            else:
                step //= 2
        return length
