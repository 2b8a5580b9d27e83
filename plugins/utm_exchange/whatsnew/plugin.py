"""``utm-whats-new``: pages and feeds that tell what was added, updated and withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel

from utm_exchange.catalogue.addresses import record_address
from utm_exchange.catalogue.changes import of_city
from utm_exchange.catalogue.plugin import catalogue_from, changes_from, history_from
from utm_exchange.i18n import gettext as _
from utm_exchange.whatsnew.feed import Sender, feed_text
from utm_exchange.whatsnew.pages import ADDRESS, NewPage, new_pages

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from utm_exchange.records.types import Record


class WhatsNewConfig(Config):
    """Options of ``utm-whats-new``."""

    authority = c.Type(str, default="")
    """The domain name in the ids of feed entries (RFC 4151); else that of ``site_url``. Set it before the site moves."""


@dataclass(frozen=True, slots=True)
class Links:
    """What templates need to lead to what is new."""

    address: str

    def city_feed(self, city: Record) -> str:
        """Return the address of a city's feed."""
        return f"{self.address}city/{city.slug}/atom.xml"


class WhatsNewPlugin(BasePlugin[WhatsNewConfig]):
    """Adds the pages of what is new; a page of the same address in ``content/`` wins."""

    _told: tuple[NewPage, ...]
    _pages: dict[str, NewPage]
    """Those that are made here, by their source."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put one generated file per page in."""
        self._told = tuple(new_pages(catalogue_from(config), changes_from(config)))
        self._pages = {}
        for page in self._told:
            if files.get_file_from_path(page.source) is None:
                self._pages[page.source] = page
                inclusion = InclusionLevel.INCLUDED if page.address == ADDRESS else InclusionLevel.NOT_IN_NAV
                files.append(File.generated(config, page.source, content="", inclusion=inclusion))
        return files

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Tell the templates where what is new is told."""
        env.globals["whats_new"] = Links(ADDRESS)
        return env

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give each page its title and template."""
        new = self._pages.get(page.file.src_uri)
        if new is not None:
            page.meta.update(title=new.title, description=new.lead, template="indexes/whats_new.html")
        return markdown

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Hand each page what it tells."""
        new = self._pages.get(page.file.src_uri)
        if new is not None:
            context.update(new=new, crumbs=new.crumbs, gap=history_from(config).gap)
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the feeds: of everything, of each topic, of each city."""
        catalogue = catalogue_from(config)
        site = config.site_url or ""
        sender = Sender(
            config.site_name,
            site,
            self.config.authority or urlsplit(site).hostname or "localhost",
            config.plugins["utm-catalogue"].config["language"],
            catalogue.today,
        )
        feeds = [(page.title, page.address, page.feed, page.changes) for page in self._told if page.feed]
        for slug, found in of_city(changes_from(config), catalogue).items():
            city = catalogue.cities[slug]
            feeds.append((city.title, record_address(city), Links(ADDRESS).city_feed(city), tuple(found)))
        for title, page, address, told in feeds:
            target = Path(config.site_dir, address)
            target.parent.mkdir(parents=True, exist_ok=True)
            heading = _("{title}: what is new at {site}").format(title=title, site=config.site_name)
            target.write_text(feed_text(heading, page, address, told, sender), "utf-8", newline="\n")
