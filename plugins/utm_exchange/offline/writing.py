"""Writing: from a finished site, the site that works without a line, in the same folder."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.offline.fragments import EDITION, META, ROOT, Shell, digest, whole
from utm_exchange.offline.holdings import INSTEAD, LIST, SHELL, Gatherer, holders_of
from utm_exchange.offline.manifests import FOLDER, PARTS, Holding, manifest, shell_part, text_of
from utm_exchange.offline.packs import packs_of, pages_of
from utm_exchange.offline.parts import Part, groups_of, parts_of
from utm_exchange.offline.reading import Contents, Packed, read_site
from utm_exchange.offline.scripts import WORKER, worker_script
from utm_exchange.side_by_side import share

LISTED_HERE = "<!-- packs -->"
"""Where the list of packs comes in the page about them: their sizes are only known when all is written."""


@dataclass(frozen=True)
class Writer:
    """Makes a finished site fit for the worker. ``draw`` turns packs into the HTML of their list."""

    site: Path
    catalogue: Catalogue
    modules: Path
    draw: Callable[[Sequence[Holding], str], str]

    def write(self) -> str:
        """Write pages that name their edition, the packs and the worker; return the edition."""
        contents = read_site(self.site)
        gatherer = Gatherer(contents)
        packs = packs_of(self.catalogue)
        built = [address for address in contents.pages if address != LIST]
        in_shell = frozenset(gatherer.shell_pages())
        keys = {pack.id: gatherer.keys(pack, pages_of(pack, self.catalogue, built)) for pack in packs}
        part_of = self._write_parts(contents, groups_of(holders_of({**keys, SHELL: in_shell - {LIST}})))
        holdings = [gatherer.holding(pack, keys[pack.id], part_of) for pack in packs]
        # The list of packs gives their sizes, so that it comes after them, in a part of its own.
        self._list(contents, holdings)
        part_of |= self._write_parts(contents, [(LIST,)] if LIST in contents.pages else [])
        day = self.catalogue.today.isoformat()
        shell = Shell(f"{day}.{_edition(contents)}", contents.files, contents.blocks)
        self._write_pages(contents, shell)
        shared = self._write_part(shell_part(shell))
        for holding in holdings:
            self._put(f"{FOLDER}{holding.id}.json", text_of(manifest(holding, shell, shared, day)).encode())
        brought = manifest(gatherer.shell_holding(in_shell, part_of), shell, shared, day)
        self._put(WORKER, worker_script(self.modules, brought, INSTEAD).encode())
        return shell.edition

    def _list(self, contents: Contents, packs: Sequence[Holding]) -> None:
        """Put the packs into the page that lists them."""
        if LIST in contents.pages:
            drawn = self.draw(packs, ROOT)
            page = contents.pages[LIST].fragment
            contents.pages[LIST] = Packed.of(tuple(piece.replace(LISTED_HERE, drawn) for piece in page))

    def _write_parts(self, contents: Contents, groups: Sequence[Sequence[str]]) -> dict[str, Part]:
        """Write the parts of groups; return the part of each key."""

        def write(some: Sequence[Sequence[str]]) -> list[Part]:
            return [self._write_part(made) for group in some for made in parts_of(group, contents.entry)]

        return {key: part for written in share(groups, write) for part in written for key in part.keys}

    def _write_part(self, made: tuple[Part, bytes]) -> Part:
        part, data = made
        self._put(f"{PARTS}{part.digest}.json", data)
        return part

    def _write_pages(self, contents: Contents, shell: Shell) -> None:
        def write(addresses: Iterable[str]) -> None:
            for address in addresses:
                self._put(
                    f"{address}index.html", whole(contents.pages[address].fragment, shell, address).encode()
                )

        share(list(contents.pages), write)
        for path in contents.others:
            text = (self.site / path).read_text("utf-8")
            meta = META.replace(EDITION, shell.edition)
            self._put(path, text.replace("<title>", f"{meta}\n  <title>", 1).encode())

    def _put(self, path: str, data: bytes) -> None:
        target = self.site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _edition(contents: Contents) -> str:
    """Return the digest of all that a reader may meet."""
    pages = {address: page.digest for address, page in contents.pages.items()}
    texts = {path: digest((contents.root / path).read_bytes()) for path in contents.texts}
    hashed = hashlib.sha256()
    for some in (pages, texts, contents.files, contents.blocks):
        hashed.update(text_of(sorted(some.items())).encode())
    return hashed.hexdigest()[:16]
