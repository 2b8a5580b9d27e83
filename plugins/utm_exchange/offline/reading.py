"""Reading: a finished site as what can be taken along, pages as fragments and files beside them."""

from __future__ import annotations

import json
import posixpath
import re
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from utm_exchange.offline.fragments import ASSET, ROOT, Cutter, Fragment, digest

NAMED = ("assets/", "search/box.js", "search/engine.js", "search/explorer.js", "contribute/names.js")
"""Files that pages name with their digest, so that a page never runs with the files of another edition."""
NEVER = ("assets/social/",)
"""Pictures for other sites: no page shows them."""
_ALONG = {"calendar": ".ics", "contribute/source": ".js", "search": ".js"}
"""Folders with files that pages load or offer when asked, and what these files end in."""
_FONT = re.compile(r"url\(([\"']?)([^)\"'?]+\.woff2)\1\)")
_PICTURE = re.compile(r'src(?:set)?="([^":]+\.(?:avif|gif|jpe?g|png|webp)[^":]*)"')
_CALENDAR = re.compile(r'href="([^":]+\.ics)"')
_NAMED_IN_PAGE = re.compile(f'{ASSET}([^"]+)"')


@dataclass(frozen=True, slots=True)
class Packed:
    """The fragment of a page, compressed: all together they are the largest thing of a build."""

    digest: str
    data: bytes

    @classmethod
    def of(cls, fragment: Fragment) -> Packed:
        """Return a fragment compressed."""
        text = json.dumps(fragment, ensure_ascii=False, separators=(",", ":")).encode()
        return cls(digest(text), zlib.compress(text, 1))

    @property
    def entry(self) -> str:
        """The fragment as a part holds it, in JSON."""
        return zlib.decompress(self.data).decode()

    @property
    def fragment(self) -> Fragment:
        """The fragment itself."""
        return tuple(json.loads(self.entry))


@dataclass(frozen=True)
class Contents:
    """All of a finished site that packs are made of.

    ``pages`` are fragments by address, ``texts`` the paths of files that pages ask for later, and
    ``files`` the digests of what they name with it. ``others`` are pages that no pack holds.
    ``loaded`` are the paths of the scripts, styles and pictures that a page loads, ``offered`` those of
    the calendars that it leads to.
    """

    root: Path
    pages: dict[str, Packed]
    others: Sequence[str]
    texts: frozenset[str]
    files: Mapping[str, str]
    blocks: Mapping[str, str]
    loaded: Mapping[str, frozenset[str]]
    offered: Mapping[str, frozenset[str]]

    def entry(self, key: str) -> str:
        """Return what a part holds under an address or a path, as JSON."""
        if key in self.pages:
            return self.pages[key].entry
        return json.dumps((self.root / key).read_text("utf-8"), ensure_ascii=False)


@dataclass
class _Finder:
    """Finds the files that pages load; what their blocks load, and sets that are the same, are kept once."""

    paths: Collection[str]
    blocks: Mapping[str, str]
    _in_block: dict[str, frozenset[str]] = field(default_factory=dict)
    _same: dict[frozenset[str], frozenset[str]] = field(default_factory=dict)

    def loaded(self, fragment: Fragment, address: str) -> frozenset[str]:
        """Return the paths of what a page loads: scripts, styles and pictures."""
        own = (self._named(text, address) for text in fragment[1::2])
        return self._kept(frozenset().union(*map(self._of_block, filter(None, fragment[::2])), *own))

    def offered(self, fragment: Fragment, address: str) -> frozenset[str]:
        """Return the paths of the calendars that a page leads to."""
        texts = (text for text in fragment[1::2] if '.ics"' in text)
        return self._kept(
            frozenset(_inside(address, name) for text in texts for name in _CALENDAR.findall(text))
        )

    def _kept(self, paths: frozenset[str]) -> frozenset[str]:
        return self._same.setdefault(paths, paths)

    def _of_block(self, name: str) -> frozenset[str]:
        if name not in self._in_block:
            self._in_block[name] = frozenset(self._named(self.blocks[name], ""))
        return self._in_block[name]

    def _named(self, text: str, address: str) -> Iterator[str]:
        yield from _NAMED_IN_PAGE.findall(text)
        for value in _PICTURE.findall(text):
            for choice in value.split(","):
                path = _inside(address, choice.split()[0])
                if path in self.paths:
                    yield path


def _inside(address: str, name: str) -> str:
    """Return the path, from the site's root, of what a fragment at an address names."""
    return posixpath.normpath(posixpath.join("/", address, name.replace(ROOT, "/"))).lstrip("/")


def read_site(root: Path) -> Contents:
    """Read a finished site and name its files with their digests where style sheets ask for them."""
    _name_fonts(root)
    paths = [path.relative_to(root).as_posix() for path in sorted(root.rglob("*")) if path.is_file()]
    files = {
        path: digest((root / path).read_bytes())
        for path in paths
        if path.startswith(NAMED) and not path.startswith(NEVER)
    }
    cutter = Cutter(files)
    finder = _Finder(frozenset(paths), cutter.blocks)
    pages: dict[str, Packed] = {}
    loaded: dict[str, frozenset[str]] = {}
    offered: dict[str, frozenset[str]] = {}
    others = []
    for path in (path for path in paths if path.endswith(".html")):
        text = (root / path).read_text("utf-8")
        if posixpath.basename(path) == "index.html" and '<main id="main">' in text:
            address = path.removesuffix("index.html")
            fragment = cutter.cut(text, address)
            pages[address] = Packed.of(fragment)
            loaded[address] = finder.loaded(fragment, address)
            offered[address] = finder.offered(fragment, address)
        else:
            others.append(path)
    texts = frozenset(path for path in paths if _goes_along(path, files))
    return Contents(root, pages, others, texts, files, cutter.blocks, loaded, offered)


def _goes_along(path: str, files: Collection[str]) -> bool:
    return path not in files and any(
        path.startswith(f"{folder}/") and path.endswith(ending) for folder, ending in _ALONG.items()
    )


def _name_fonts(root: Path) -> None:
    """Let style sheets name the fonts with their digests."""
    for sheet in sorted((root / "assets").rglob("*.css")):
        text = sheet.read_text("utf-8")

        def named(match: re.Match[str], folder: Path = sheet.parent) -> str:
            font = folder / match[2]
            return f"url({match[2]}?v={digest(font.read_bytes())})" if font.is_file() else match[0]

        found = _FONT.sub(named, text)
        if found != text:
            sheet.write_text(found, "utf-8", newline="\n")
