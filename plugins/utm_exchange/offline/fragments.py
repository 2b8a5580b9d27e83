"""Fragments: a page without what it shares with thousands of others, and the way back to the whole page.

A fragment names the shared *blocks* (head, header, footer) and holds what lies between them. Marks stand
for what an edition or the place of a page decides, so that a fragment changes only when its own words do:
:data:`ROOT` for the way to the site's root, :data:`ASSET` before the path of a file that is named with
its digest, :data:`EDITION` for the edition. ``theme_overrides/assets/modules/offline/compose.js`` goes the
same way back in the browser; a test holds the two together, byte for byte.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

ROOT, ASSET, EDITION = "\ue000", "\ue001", "\ue002"
"""Characters for private use, which no page holds."""
META = f'<meta name="utm-edition" content="{EDITION}">'
"""How each page says which edition it is of; the worker takes nothing without it for a page of this site."""
_DIGITS = 16

Fragment = tuple[str, ...]
"""Name of a block or '', text, name of a block or '', text and so on."""

_TITLE = "<title>"
_CUTS = (
    ("top", "", _TITLE),
    ("head", '<meta name="color-scheme"', "</script>\n"),
    ("header", '<a class="skip"', '<main id="main">'),
    ("footer", '</main>\n  <footer class="site-footer">', 'data-address="'),
    ("foot", '">', "</html>\n"),
)
"""Name of a kind of block, how it begins, and how it ends; each is looked for after the one before."""
_NAMED_WITH = re.compile(r"\b(?:src|href|data-[a-z]+)=$")
"""What stands before the quoted path of a file that may be named with its digest."""
_ENDINGS = (".js", ".css", ".woff2", ".png", ".svg")
_FILE = re.compile(f'{ASSET}([^"]+)"')


def digest(data: bytes) -> str:
    """Return the name that content gives a file: 16 hex digits of SHA-256."""
    return hashlib.sha256(data).hexdigest()[:_DIGITS]


def way_to_root(address: str) -> str:
    """Return what leads from a page to the site's root, with a slash at its end."""
    return "../" * address.count("/") or "./"


@dataclass(frozen=True)
class Shell:
    """What the pages of one edition share.

    ``files`` gives the digest of each file that pages name with it, ``blocks`` the shared texts by name.
    """

    edition: str
    files: Mapping[str, str]
    blocks: Mapping[str, str]


def whole(fragment: Fragment, shell: Shell, address: str) -> str:
    """Return the page of a fragment at an address."""
    text = "".join(
        shell.blocks.get(piece, "") if number % 2 == 0 else piece for number, piece in enumerate(fragment)
    )
    named = _FILE.sub(lambda match: f'{ROOT}{match[1]}?v={shell.files[match[1]]}"', text)
    return named.replace(ROOT, way_to_root(address)).replace(EDITION, shell.edition)


@dataclass
class Cutter:
    """Cuts pages into fragments, and gathers the blocks."""

    files: Collection[str]
    """Paths of the files that pages name with their digest."""
    blocks: dict[str, str] = field(default_factory=dict)
    _names: dict[tuple[str, str], str] = field(default_factory=dict)

    def cut(self, page: str, address: str) -> Fragment:
        """Return the fragment of a page as the templates wrote it."""
        text = self._marked(page, address)
        pieces: list[str] = []
        done = 0
        for kind, begins, ends in _CUTS:
            start = text.find(begins, done)
            end = text.find(ends, start + len(begins)) if start >= 0 else -1
            if end < 0:
                continue  # another theme's page: what is not found stays in its text
            end += 0 if ends == _TITLE else len(ends)
            if pieces or start:
                pieces += [text[done:start]] if pieces else ["", text[:start]]
            pieces.append(self._block(kind, text[start:end], address))
            done = end
        return (*(pieces or [""]), text[done:])

    def _block(self, kind: str, text: str, address: str) -> str:
        # The first page that has it gives a block its name: that stays when the text changes.
        name = self._names.setdefault((kind, text), f"{kind}@{address}")
        self.blocks[name] = text
        return name

    def _marked(self, page: str, address: str) -> str:
        """Return a page with marks for the edition, the named files and the way to the root."""
        base = way_to_root(address)
        farther = f"{base}../"
        # Going from quote to quote is much quicker than a pattern over the whole page.
        pieces = page.replace(_TITLE, f"{META}\n  {_TITLE}", 1).split('"')
        for number, piece in enumerate(pieces[1:], 1):
            if piece.endswith(_ENDINGS) and _NAMED_WITH.search(pieces[number - 1][-30:]):
                path = posixpath.normpath(posixpath.join(address, piece))
                if path in self.files:
                    pieces[number] = f"{ASSET}{path}"
                    continue
            if piece.startswith(base) and not piece.startswith(farther):
                pieces[number] = f"{ROOT}{piece.removeprefix(base)}"
        return '"'.join(pieces)
