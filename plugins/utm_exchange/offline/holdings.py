"""Holdings: which parts and files each pack consists of, and which go into the shell of the worker."""

from __future__ import annotations

import posixpath
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.offline.manifests import Holding, SavedFile
from utm_exchange.offline.packs import Pack, packs_of, pages_of
from utm_exchange.offline.parts import Entry, Part, parts_of
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
_CALENDAR = re.compile(r'href="([^":]+\.ics)"')
_RUNTIME = ("assets/modules/offline.js", "assets/modules/packs.js")


def pack_holdings(
    contents: Contents, catalogue: Catalogue
) -> tuple[tuple[Holding, ...], tuple[Part, ...], frozenset[str]]:
    """Return the packs, all their parts, and the addresses of the shell, the list of packs left aside."""
    packs = packs_of(catalogue)
    built = [address for address in contents.pages if address != LIST]
    shell = frozenset(_shell_pages(contents))
    keys = {pack.id: _keys(pack, pages_of(pack, catalogue, built), contents) for pack in packs}
    holders: dict[str, list[str]] = defaultdict(list)
    for name, held in (*keys.items(), (SHELL, shell - {LIST})):
        for key in held:
            holders[key].append(name)
    entries: dict[str, Entry] = {**contents.pages, **contents.texts}
    parts = tuple(parts_of(entries, holders))
    part_of = {key: part for part in parts for key in part.keys}
    holdings = tuple(
        Holding(
            pack.id,
            pack.kind,
            pack.label,
            len(pack.records),
            _start(pack, keys[pack.id]),
            _distinct(part_of[key] for key in sorted(keys[pack.id])),
            tuple(_files(contents, keys[pack.id] & contents.pages.keys(), fonts=True)),
        )
        for pack in packs
    )
    return holdings, parts, shell


def shell_holding(contents: Contents, shell: Iterable[str], parts: Iterable[Part], label: str) -> Holding:
    """Return the shell, now that the list of packs is written: its part, and those that packs share with it."""
    wanted = set(shell)
    own = tuple(parts_of(contents.pages, {LIST: [SHELL]}))
    shared = (part for part in parts if wanted & set(part.keys))
    files = tuple(_files(contents, wanted, fonts=False))
    return Holding(SHELL, SHELL, label, 0, "", (*own, *shared), files)


def _keys(pack: Pack, pages: Iterable[str], contents: Contents) -> set[str]:
    """Return the addresses of a pack's pages and the paths of the files that these ask for later."""
    held = set(pages)
    if pack.whole:
        return held | set(contents.texts)
    index = {path for path in contents.texts if path.startswith("search/")}
    if sum(len(contents.texts[path]) for path in index) > CARDS:
        index = {path for path in index if not _CARDS.match(path)}
    sources = {f"contribute/source/{name.replace(':', '/')}.js" for name in (*pack.records, *pack.beside)}
    calendars = {path for address in held for path in _calendars(contents, address)}
    return held | index | ((sources | calendars) & contents.texts.keys())


def _calendars(contents: Contents, address: str) -> Iterator[str]:
    for text in contents.pages[address]:
        for name in _CALENDAR.findall(text):
            path = name.replace("\ue000", "/")
            yield posixpath.normpath(posixpath.join("/", address, path)).lstrip("/")


def _start(pack: Pack, keys: Iterable[str]) -> str:
    """Return the page that leads into a pack."""
    if pack.kind == "city":
        return f"cities/{pack.id.removeprefix('city-')}/"
    held = set(keys)
    return next((address for address in reversed(pack.lists) if address in held), "")


def _files(contents: Contents, pages: Iterable[str], *, fonts: bool) -> Iterator[SavedFile]:
    """Yield the files that pages load, the scripts about being offline, and all fonts or those that they name."""
    paths = {path for address in pages for path in contents.beside(address)} | set(_RUNTIME)
    paths |= {path for path in contents.files if fonts and _FONTS.match(path)}
    for path in sorted(paths):
        if (contents.root / path).is_file():
            yield SavedFile(path, (contents.root / path).read_bytes())


def _distinct(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple({part.digest: part for part in parts}.values())


def _shell_pages(contents: Contents) -> Iterator[str]:
    """Yield the pages of the shell while they are within the budget: first those that must be there."""
    sections = sorted(a for a in contents.pages if a.count("/") == 1 and a not in _FIRST)
    files: set[str] = set(_RUNTIME)
    spent = 0
    for address in (*_FIRST, *sections):
        if address not in contents.pages:
            continue
        more = set(contents.beside(address)) - files
        cost = _packed("".join(contents.pages[address]).encode())
        cost += sum(_packed((contents.root / path).read_bytes()) for path in more)
        if spent + cost <= BUDGET or address in _FIRST:
            spent += cost
            files |= more
            yield address


def _packed(data: bytes) -> int:
    return len(zlib.compress(data))
