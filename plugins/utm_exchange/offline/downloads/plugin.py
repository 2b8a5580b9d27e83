"""``utm-downloads``: makes what people take along out of the finished site, when it is asked to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import get_context
from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin, event_priority

from utm_exchange.catalogue.plugin import catalogue_from
from utm_exchange.offline.downloads.archives import read_copy, write_folder
from utm_exchange.offline.downloads.exchange import PACKS, Exchange
from utm_exchange.offline.downloads.making import (
    FOLDER,
    MANIFEST,
    TEXT,
    Download,
    make,
    make_delta,
    manifest,
    tasks_of,
)
from utm_exchange.offline.downloads.requests import Request
from utm_exchange.offline.packs import select
from utm_exchange.safety.policy import policy, with_policy
from utm_exchange.search.plugin import SearchPlugin

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

MARK = "<!-- downloads -->"
"""Where the list of the downloads comes into a page, once they are made."""
PAGE = "packs/index.html"


class DownloadsConfig(Config):
    """Options of ``utm-downloads``."""

    make = c.Type(bool, default=False)
    """Whether each build makes the downloads; ``utm build --downloads`` asks a single build to."""
    books = c.Type(bool, default=True)
    """Whether EPUBs and PDFs are among them, beside ZIP files and the text-only edition."""
    since = c.Type(list, default=[])
    """Earlier ZIP files of the whole, which get deltas to the new one; ``utm build --since`` names them."""
    asked = c.Optional(c.Type(Request))
    """What ``utm pack`` asks for: this is made, and nothing else."""
    licence = c.Type(str, default="https://creativecommons.org/licenses/by/4.0/")
    """Address of the licence of the content."""
    licence_name = c.Type(str, default="Creative Commons Attribution 4.0 International")
    """Its name."""


class DownloadsPlugin(BasePlugin[DownloadsConfig]):
    """Makes ZIP files, the text-only edition, EPUBs and PDFs from the pages as they were built."""

    _env: jinja2.Environment
    _nav: Navigation
    _files: Files
    _around: dict[str, dict[str, Any]]
    """What templates find around them, by the way to the root."""
    _written: frozenset[str]

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Refuse a selection of what there is not, before anything is built."""
        if self.config.asked:
            select(catalogue_from(config), **self.config.asked.chosen)
        return config

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Remember what pages of the downloads are drawn with."""
        self._nav, self._files, self._around = nav, files, {}
        self._written = frozenset(
            file.url for file in files.documentation_pages() if file.generated_by is None
        )
        return nav

    @event_priority(-200)
    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Tell the templates where the list of downloads will stand. Priority -200: all others have taught them."""
        self._env = env
        env.globals.update(downloads_mark=MARK)
        return env

    @event_priority(-150)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make the downloads. Priority -150: every page is as it will be published."""
        site = Path(config.site_dir)
        made: list[Download] | None = None
        exchange = self._exchange(config)
        if self.config.asked:
            self.config.asked.make(exchange, site)
        elif self.config.make:
            made = make(exchange, site / FOLDER, tasks_of(exchange, books=self.config.books))
            made += [make_delta(exchange, site / FOLDER, made[0], Path(file)) for file in self.config.since]
            text = next(download for download in made if download.form == "text")
            write_folder(site / TEXT, read_copy(site / PACKS / text.path).items())
            Path(site, MANIFEST).write_text(manifest(exchange, made), "utf-8", newline="\n")
            self._env.globals.update(downloads_of_packs=_of_packs(made))
        _list(site, exchange, made)

    def _exchange(self, config: MkDocsConfig) -> Exchange:
        fmt: Any = self._env.globals["fmt"]
        catalogue = catalogue_from(config)
        search = config.plugins.get("utm-search")
        return Exchange(
            site=Path(config.site_dir),
            catalogue=catalogue,
            name=config.site_name,
            description=config.site_description or "",
            address=config.site_url or "",
            fmt=fmt,
            licence=self.config.licence,
            licence_name=self.config.licence_name,
            written=self._written,
            draw=partial(self._draw, config),
            search=search.over if isinstance(search, SearchPlugin) else _no_search,
        )

    def _draw(self, config: MkDocsConfig, template: str, *, root: str = ".", **context: Any) -> str:
        # MkDocs goes through all pages for it, which thousands of drawn pages would each pay for.
        if root not in self._around:
            self._around[root] = dict(get_context(self._nav, self._files, config, None, root))
        around = self._around[root]
        drawn = self._env.get_template(template).render({**around, **context})
        return with_policy(drawn, policy()) if "utm-safety" in config.plugins else drawn


def _no_search(_addresses: Collection[str]) -> Iterable[tuple[str, str]]:
    return ()


def _of_packs(made: Iterable[Download]) -> dict[str, list[dict[str, object]]]:
    """Return what the list of packs shows of each: label, address and size, by the pack's id."""
    found: dict[str, list[dict[str, object]]] = defaultdict(list)
    for download in made:
        if download.form in {"zip", "epub"}:
            shown = {
                "label": download.form.upper(),
                "address": f"{PACKS}{download.path}",
                "size": download.bytes,
            }
            found[download.of].append(shown)
    return dict(found)


def _list(site: Path, exchange: Exchange, made: list[Download] | None) -> None:
    """Put the list of the downloads into the page that waits for it."""
    page = site / PAGE
    if page.exists() and MARK in (text := page.read_text("utf-8")):
        said = exchange.draw("partials/downloads.html", root="..", exchange=exchange, downloads=made)
        page.write_text(text.replace(MARK, said), "utf-8", newline="\n")
