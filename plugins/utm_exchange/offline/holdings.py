"""Holdings: which parts and files each pack consists of, and which go into the shell of the worker."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from utm_exchange.offline.fragments import digest
from utm_exchange.offline.manifests import Holding, SavedFile
from utm_exchange.offline.packs import Pack
from utm_exchange.offline.parts import Part
from utm_exchange.offline.reading import Contents

SHELL = "shell"
"""Name of what the worker brings along, which is a pack like the others."""
LIST, INSTEAD = "packs/", "offline/"
"""Address of the page that lists packs, which no pack holds, and of the one in place of what is missing."""
BUDGET = 270_000
"""Bytes, compressed, that the shell may bring; a reader has not asked for it. The scripts come on top."""
CARDS = 3_000_000
"""Bytes of a search index from which on a pack of one topic goes without the drawn cards of explorers."""
_FONTS = re.compile(r"^assets/fonts/.*\.woff2$")
_CARDS = re.compile(r"^search/[0-9a-f]{16}/c/")
_FIRST = (INSTEAD, LIST, "", "search/")
_RUNTIME = ("assets/modules/offline.js", "assets/modules/packs.js")


class Gatherer:
    """Finds in the contents of a site what packs hold; what many packs ask for is looked for once."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._saved: dict[str, SavedFile] = {}

    def keys(self, pack: Pack, pages: Iterable[str]) -> frozenset[str]:
        """Return the addresses of a pack's pages and the paths of the files that these ask for later."""
        texts = self._contents.texts
        if pack.whole:
            return frozenset((*pages, *texts))
        held = frozenset(pages)
        sources = {f"contribute/source/{name.replace(':', '/')}.js" for name in (*pack.records, *pack.beside)}
        calendars = set().union(*(self._contents.offered[address] for address in held))
        return held | self._index | ((sources | calendars) & texts)

    def holding(self, pack: Pack, keys: frozenset[str], part_of: Mapping[str, Part]) -> Holding:
        """Return a pack with its parts and files."""
        parts = _distinct(part_of[key] for key in sorted(keys))
        files = tuple(self._files(keys & self._contents.pages.keys(), fonts=True))
        return Holding(pack.id, pack.kind, pack.label, len(pack.records), _start(pack, keys), parts, files)

    def shell_pages(self) -> Iterator[str]:
        """Yield the pages of the shell while they are within the budget: first those that must be there."""
        contents = self._contents
        sections = sorted(a for a in contents.pages if a.count("/") == 1 and a not in _FIRST)
        files: set[str] = set(_RUNTIME)
        spent = 0
        for address in (*_FIRST, *sections):
            if address not in contents.pages:
                continue
            more = contents.loaded[address] - files
            cost = _packed("".join(contents.pages[address].fragment).encode())
            cost += sum(_packed((contents.root / path).read_bytes()) for path in more)
            if spent + cost <= BUDGET or address in _FIRST:
                spent += cost
                files |= more
                yield address

    def shell_holding(self, pages: frozenset[str], part_of: Mapping[str, Part]) -> Holding:
        """Return what the worker brings along: parts that packs share with it, and that of the list of packs."""
        parts = _distinct(part_of[key] for key in (LIST, *sorted(pages)) if key in part_of)
        return Holding(SHELL, SHELL, "", 0, "", parts, tuple(self._files(pages, fonts=False)))

    @cached_property
    def _index(self) -> frozenset[str]:
        """The files of the search that go with a pack of one topic."""
        texts = self._contents.texts
        index = frozenset(path for path in texts if path.startswith("search/"))
        if sum((self._contents.root / path).stat().st_size for path in index) > CARDS:
            return frozenset(path for path in index if not _CARDS.match(path))
        return index

    def _files(self, pages: Iterable[str], *, fonts: bool) -> Iterator[SavedFile]:
        """Yield the files that pages load, the scripts about being offline, and all fonts or those that they name."""
        paths = set(_RUNTIME).union(*(self._contents.loaded[address] for address in pages))
        if fonts:
            paths.update(filter(_FONTS.match, self._contents.files))
        for path in sorted(paths):
            if (self._contents.root / path).is_file():
                yield self._file(path)

    def _file(self, path: str) -> SavedFile:
        if path not in self._saved:
            data = (self._contents.root / path).read_bytes()
            self._saved[path] = SavedFile(path, digest(data), len(data))
        return self._saved[path]


def holders_of(keys: Mapping[str, Iterable[str]]) -> Mapping[str, list[str]]:
    """Return the names of the packs that hold each key."""
    holders: dict[str, list[str]] = defaultdict(list)
    for name, held in keys.items():
        for key in held:
            holders[key].append(name)
    return holders


def _start(pack: Pack, keys: frozenset[str]) -> str:
    """Return the page that leads into a pack."""
    if pack.kind == "city":
        return f"cities/{pack.id.removeprefix('city-')}/"
    return next((address for address in reversed(pack.lists) if address in keys), "")


def _distinct(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple({part.digest: part for part in parts}.values())


def _packed(data: bytes) -> int:
    return len(zlib.compress(data))
