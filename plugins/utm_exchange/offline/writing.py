"""Writing: from a finished site, the site that works without a line, in the same folder."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.offline.fragments import EDITION, META, ROOT, Shell, whole
from utm_exchange.offline.holdings import INSTEAD, LIST, pack_holdings, shell_holding
from utm_exchange.offline.manifests import FOLDER, PARTS, Holding, manifest, shell_part, text_of
from utm_exchange.offline.reading import Contents, read_site
from utm_exchange.offline.scripts import WORKER, worker_script

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
        packs, parts, in_shell = pack_holdings(contents, self.catalogue)
        contents = self._with_list(contents, packs)
        shell_pack = shell_holding(contents, in_shell, parts, "")
        day = self.catalogue.today.isoformat()
        shell = Shell(f"{day}.{_edition(contents)}", contents.files, contents.blocks)
        self._write_pages(contents, shell)
        shared = shell_part(shell)
        for part in (shared, *parts, *shell_pack.parts):
            self._put(f"{PARTS}{part.digest}.json", part.data)
        for pack in packs:
            self._put(f"{FOLDER}{pack.id}.json", text_of(manifest(pack, shell, shared, day)).encode())
        worker = worker_script(self.modules, manifest(shell_pack, shell, shared, day), INSTEAD)
        self._put(WORKER, worker.encode())
        return shell.edition

    def _with_list(self, contents: Contents, packs: Sequence[Holding]) -> Contents:
        """Return the contents with the packs in the page that lists them."""
        if LIST not in contents.pages:
            return contents
        drawn = self.draw(packs, ROOT)
        page = tuple(piece.replace(LISTED_HERE, drawn) for piece in contents.pages[LIST])
        return replace(contents, pages={**contents.pages, LIST: page})

    def _write_pages(self, contents: Contents, shell: Shell) -> None:
        for address, fragment in contents.pages.items():
            self._put(f"{address}index.html", whole(fragment, shell, address).encode())
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
    hashed = hashlib.sha256()
    for held in (contents.pages, contents.texts, contents.files, contents.blocks):
        hashed.update(text_of(sorted(held.items())).encode())
    return hashed.hexdigest()[:16]
