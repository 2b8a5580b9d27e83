"""Reading: a finished site as what can be taken along, pages as fragments and files beside them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from utm_exchange.offline.fragments import ASSET, ROOT, Cutter, Fragment, digest

NAMED = ("assets/", "search/engine.js", "search/explorer.js", "contribute/names.js")
"""Files that pages name with their digest, so that a page never runs with the files of another edition."""
NEVER = ("assets/social/",)
"""Pictures for other sites: no page shows them."""
_ALONG = {"calendar": ".ics", "contribute/source": ".js", "search": ".js"}
"""Folders with files that pages load or offer when asked, and what these files end in."""
_FONT = re.compile(r"url\(([\"']?)([^)\"'?]+\.woff2)\1\)")
_PICTURE = re.compile(r'\b(?:src|srcset)="([^":]+\.(?:avif|gif|jpe?g|png|webp)[^":]*)"')
_NAMED_IN_PAGE = re.compile(f'{ASSET}([^"]+)"')


@dataclass(frozen=True)
class Contents:
    """All of a finished site that packs are made of.

    ``pages`` are fragments by address, ``texts`` the files that pages ask for later, by path, and
    ``files`` the digests of what they name with it. ``others`` are pages that no pack holds.
    """

    root: Path
    pages: Mapping[str, Fragment]
    others: tuple[str, ...]
    texts: Mapping[str, str]
    files: Mapping[str, str]
    blocks: Mapping[str, str]
    _known: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    def beside(self, address: str) -> tuple[str, ...]:
        """Return the paths of the files that a page loads: named ones first, then its pictures."""
        if address not in self._known:  # a page is in many packs
            self._known[address] = self._beside(address)
        return self._known[address]

    def _beside(self, address: str) -> tuple[str, ...]:
        text = "".join(self.blocks.get(piece, piece) for piece in self.pages[address])
        named = dict.fromkeys(_NAMED_IN_PAGE.findall(text))
        return (*named, *dict.fromkeys(self._pictures(text, address)))

    def _pictures(self, text: str, address: str) -> Iterator[str]:
        for value in _PICTURE.findall(text):
            for choice in value.split(","):
                name = choice.split()[0].replace(ROOT, "/")
                path = posixpath.normpath(posixpath.join("/", address, name)).lstrip("/")
                if (self.root / path).is_file():
                    yield path


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
    pages: dict[str, Fragment] = {}
    others = []
    for path in (path for path in paths if path.endswith(".html")):
        text = (root / path).read_text("utf-8")
        if posixpath.basename(path) == "index.html" and '<main id="main">' in text:
            address = path.removesuffix("index.html")
            pages[address] = cutter.cut(text, address)
        else:
            others.append(path)
    texts = {path: (root / path).read_text("utf-8") for path in paths if _goes_along(path, files)}
    return Contents(root, pages, tuple(others), texts, files, cutter.blocks)


def _goes_along(path: str, files: Iterable[str]) -> bool:
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
