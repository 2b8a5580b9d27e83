"""What is copied: a finished site on disk, and what is known of it beside."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from utm_exchange.catalogue.addresses import record_address
from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.formatting import Formatter
from utm_exchange.i18n import gettext as _
from utm_exchange.offline.downloads.links import files_of
from utm_exchange.offline.downloads.simple import Article, simple
from utm_exchange.offline.packs import Pack
from utm_exchange.records.types import RECORD_TYPES, Record

PACKS = "packs/"
"""Where the downloads stand on the site."""
_ONLINE_ONLY = (
    PACKS,
    "offline/",
    "assets/social/",
    *(f"assets/icon-{name}.png" for name in ("192", "512", "maskable")),
    *(f"assets/modules/{name}.js" for name in ("offline", "packs")),
)
"""What serves a browser that installs the site or keeps parts of it, which a copy is itself, and other sites."""
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)

Search = Callable[[Collection[str]], Iterable[tuple[str, str]]]
"""Gives path and text of each file of a search over the pages at these addresses."""


class Draw(Protocol):
    """Draws a template as a page of the site."""

    def __call__(self, template: str, *, root: str = ".", **context: Any) -> str:
        """Return the page; ``root`` leads from it to the top."""


@dataclass(frozen=True)
class Exchange:
    """A finished site with its catalogue.

    ``address`` is the site's own, with ``/`` at its end, '' where nobody has said it. ``written`` holds
    the addresses of the pages that people wrote and that are no records.
    """

    site: Path
    catalogue: Catalogue
    name: str
    description: str
    address: str
    fmt: Formatter
    licence: str
    licence_name: str
    written: frozenset[str]
    draw: Draw
    search: Search

    @property
    def day(self) -> dt.date:
        """The day of the edition."""
        return self.catalogue.today

    @property
    def day_in_words(self) -> str:
        """The day of the edition as people write it."""
        return self.fmt.day(self.day)

    @property
    def language(self) -> str:
        """The language of the pages."""
        return str(self.fmt.locale.language)

    @property
    def direction(self) -> str:
        """The direction in which it is written, as HTML names it."""
        return "rtl" if self.fmt.locale.text_direction == "rtl" else "ltr"

    @property
    def slug(self) -> str:
        """The site's name, fit for a file's."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-") or "exchange"

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The title of each page that a copy may hold, by address; redirects are no pages."""
        found = {}
        for file in sorted(self.site.rglob("index.html")):
            folder = file.parent.relative_to(self.site).as_posix()
            address = "" if folder == "." else f"{folder}/"
            text = "" if address.startswith(_ONLINE_ONLY) else file.read_text("utf-8")
            title = _TITLE.search(text)
            if title and "<main" in text:
                found[address] = html.unescape(title[1]).removesuffix(f" · {self.name}").strip()
        return found

    @cached_property
    def files(self) -> tuple[str, ...]:
        """The path of every file of the site that is no page and that a copy may hold, sorted."""
        left_out = {*_SERVERS, *(f"{address}index.html" for address in self.titles)}
        paths = (path.relative_to(self.site).as_posix() for path in self.site.rglob("*") if path.is_file())
        return tuple(
            sorted(
                path
                for path in paths
                if path not in left_out and not path.startswith(_ONLINE_ONLY) and not path.endswith(".html")
            )
        )

    def page(self, address: str) -> str:
        """Return a page as it was built."""
        return Path(self.site, address, "index.html").read_bytes().decode()

    @cached_property
    def _articles(self) -> dict[str, Article]:
        return {}

    def article(self, address: str) -> Article:
        """Return what a page says, read once."""
        if address not in self._articles:
            self._articles[address] = simple(self.page(address), address)
        return self._articles[address]

    def know(self, articles: Mapping[str, Article], offered: Mapping[str, frozenset[str]]) -> None:
        """Take over what another process has read: articles, and paths as :meth:`files_of` gives them."""
        self._articles.update(articles)
        self._offered.update(offered)

    @cached_property
    def _offered(self) -> dict[str, frozenset[str]]:
        return {}

    def files_of(self, address: str) -> frozenset[str]:
        """Return the paths of what a page shows or offers that is no page, read once."""
        if address not in self._offered:
            self._offered[address] = files_of(self.page(address), address)
        return self._offered[address]

    def online(self, address: str) -> str:
        """Return where a page or file stands on the web; '' where nobody has said it."""
        return f"{self.address}{address}" if self.address else ""

    def grouped(self, identities: Iterable[str]) -> tuple[tuple[str, tuple[Record, ...]], ...]:
        """Return records by type, in the catalogue's order, each group with its name; without those that have no page."""
        wanted = set(identities)
        groups = (
            (_(kind.plural), tuple(r for r in self.catalogue.listed(kind.type_name) if r.identity in wanted and record_address(r) in self.titles))
            for kind in RECORD_TYPES
        )  # fmt: skip
        return tuple((name, records) for name, records in groups if records)

    def named(self, pack: Pack) -> str:
        """Return what a copy of a pack is called."""
        return self.name if pack.whole else f"{pack.label} · {self.name}"

    def folder(self, pack: Pack) -> str:
        """Return the name of the folder, and of the file, of a copy of a pack."""
        return self.slug if pack.whole else f"{self.slug}-{pack.id}"


_SERVERS = frozenset(
    ("_headers", ".htaccess", "nginx-headers.conf", "sitemap.xml", "sitemap.xml.gz", "404.html", "sw.js", "robots.txt", "manifest.webmanifest")
)  # fmt: skip
"""Files for servers, for robots, and for browsers that install the site."""
