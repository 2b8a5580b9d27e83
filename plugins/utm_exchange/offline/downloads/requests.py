"""Requests: what somebody asks ``utm pack`` for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from utm_exchange.offline.downloads.archives import write_folder
from utm_exchange.offline.downloads.books import book_of
from utm_exchange.offline.downloads.copies import copied
from utm_exchange.offline.downloads.exchange import PACKS, Exchange
from utm_exchange.offline.downloads.making import FOLDER, Task, make
from utm_exchange.offline.downloads.servers import nginx
from utm_exchange.offline.packs import Pack, select

FORMS = ("zip", "text", "epub", "pdf", "folder", "nginx")


@dataclass
class Request:
    """A selection as :func:`.select` takes it, and the forms wanted of it. ``made`` says afterwards what came of it."""

    chosen: Mapping[str, Sequence[str]]
    forms: Sequence[str]
    made: list[Path] = field(default_factory=list)
    """Files and folders, relative to the folder of the site."""

    def make(self, exchange: Exchange, site: Path) -> None:
        """Make what is asked for below the packs of a finished site."""
        pack = select(exchange.catalogue, **self.chosen)
        tasks = [
            Task(form, pack if form in {"zip", "text"} else book_of(exchange, pack))
            for form in self.forms
            if form not in {"folder", "nginx"}
        ]
        self.made = [Path(PACKS, download.path) for download in make(exchange, site / FOLDER, tasks)]
        for form in self.forms:
            if form in {"folder", "nginx"}:
                self.made.append(_folder(exchange, site, pack, form))


def _folder(exchange: Exchange, site: Path, pack: Pack, form: str) -> Path:
    name = FOLDER + exchange.folder(pack) + ("-nginx" if form == "nginx" else "")
    target = site / name
    write_folder(target / "site" if form == "nginx" else target, copied(exchange, pack))
    if form == "nginx":
        write_folder(target, nginx(exchange))
    return Path(name)
