"""``utm-feeds``: feeds and calendars, and the page that explains them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from utm_exchange.catalogue.addresses import record_source
from utm_exchange.catalogue.plugin import catalogue_from, lives_from
from utm_exchange.feeds.calendars import CalendarWriter, event_address
from utm_exchange.feeds.channels import FOLDER, FeedWriter
from utm_exchange.feeds.entries import EntryMaker, times_are_known
from utm_exchange.feeds.identity import Minter, own_authority
from utm_exchange.feeds.items import TYPES, ItemMaker
from utm_exchange.feeds.page import Discovery, feeds_page
from utm_exchange.formatting import formatter
from utm_exchange.i18n import gettext as _

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from utm_exchange.records.types import Record

PAGE = f"{FOLDER}index.md"


class FeedsConfig(Config):
    """Options of ``utm-feeds``."""

    authority = c.Optional(c.Type(str))
    """Domain and year for identities after RFC 4151, such as ``example.org,2026``. Never change it again."""


class FeedsPlugin(BasePlugin[FeedsConfig]):
    """Writes what programs subscribe to."""

    _stories: dict[str, str]
    _records: dict[str, Record]
    _pages: frozenset[str]

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the page about feeds and calendars in."""
        catalogue = catalogue_from(config)
        self._records = {
            record_source(record.type_name, record.slug): record
            for type_name in TYPES
            for record in catalogue.listed(type_name)
        }
        if files.get_file_from_path(PAGE) is None:
            files.append(File.generated(config, PAGE, content=""))
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give the page about feeds its title and template."""
        if page.file.src_uri == PAGE and page.file.generated_by:
            page.meta.update(
                title=_("Subscribe"),
                description=_(
                    "Feeds and calendars: let your own programs tell you what is new, when cities meet and what is due."
                ),
                template="indexes/feeds.html",
            )
        return markdown

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Keep the texts of records, now that all pages are read, and tell the templates what belongs to a page."""
        # Not while pages are read: two processes read them, and what one keeps the other never sees.
        self._stories = {
            record.identity: file.page.content or ""
            for uri, record in self._records.items()
            if (file := files.get_file_from_path(uri)) and file.page
        }
        self._pages = frozenset("" if file.url == "./" else file.url for file in files.documentation_pages())
        env.globals.update(
            discovery=Discovery(catalogue_from(config).today).links,
            event_calendar=lambda event: event_address(event.slug) if times_are_known(event) else "",
        )
        return env

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Hand the page about feeds what there is."""
        if page.file.src_uri == PAGE:
            context.update(feeds=feeds_page(catalogue_from(config).today, _address(config)))
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write all files."""
        catalogue, lives = catalogue_from(config), lives_from(config)
        minter = Minter(self.config.authority or own_authority(config.site_name))
        fmt = formatter(config.plugins["utm-catalogue"].config["language"])
        site = _address(config)
        maker = ItemMaker(catalogue, lives, minter, fmt, site)
        feeds = FeedWriter(
            config.site_name,
            str(fmt.locale).replace("_", "-"),
            bool(site),
            maker.address,
            minter,
            catalogue.today,
            self._pages,
        )
        entries = list(EntryMaker(catalogue, lives, minter, site).all())
        calendars = CalendarWriter(config.site_name, site, minter, entries)
        items = list(maker.all(self._stories))
        self._stories = {}
        for address, content in (*feeds.files(items), *calendars.files()):
            target = Path(config.site_dir, address)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def _address(config: MkDocsConfig) -> str:
    """Return the site's address with a slash at its end, '' where nobody has said it."""
    return f"{config.site_url.rstrip('/')}/" if config.site_url else ""
