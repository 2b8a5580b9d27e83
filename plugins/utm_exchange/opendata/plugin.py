"""``utm-opendata``: the catalogue as data, and the page that explains it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files

from utm_exchange.catalogue.plugin import catalogue_from, history_from
from utm_exchange.i18n import gettext as _
from utm_exchange.opendata.dcat import schema_org
from utm_exchange.opendata.edition import PAGE, Edition, data_sets
from utm_exchange.opendata.envelope import Publisher
from utm_exchange.opendata.page import data_of_type, data_page
from utm_exchange.opendata.plain import Surroundings
from utm_exchange.opendata.versions import ROOT
from utm_exchange.records.types import RECORD_TYPES

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from utm_exchange.records.types import Record

SOURCE = f"{PAGE}index.md"


class OpenDataConfig(Config):
    """Options of ``utm-opendata``."""

    licence = c.Type(str, default="https://creativecommons.org/licenses/by/4.0/")
    """Address of the licence of the data."""
    licence_name = c.Type(str, default="Creative Commons Attribution 4.0 International")
    """Its name."""


class OpenDataPlugin(BasePlugin[OpenDataConfig]):
    """Writes the data beside the pages; a page of the same address in ``content/`` wins over the one about them."""

    _edition: Edition

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Gather the data, and put the page about them in."""
        publisher = Publisher(
            config.site_name,
            config.site_description or "",
            config.site_url or "",
            self.config.licence,
            self.config.licence_name,
            config.plugins["utm-catalogue"].config["language"],
        )
        around = Surroundings(catalogue_from(config), history_from(config), publisher.site)
        self._edition = Edition(publisher, around)
        if files.get_file_from_path(SOURCE) is None:
            files.append(File.generated(config, SOURCE, content=""))
        return files

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Teach the templates where the data of a record and of a list are."""
        env.globals.update(data_page=PAGE, data_of=data_of, data_of_list=data_of_list)
        return env

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give the page about the data its title and template."""
        if page.file.src_uri == SOURCE and page.file.generated_by:
            page.meta.update(
                title=_("Open data"),
                description=_(
                    "All records of this site as files for spreadsheets, maps and programs, with their licence, free to use."
                ),
                template="indexes/data.html",
            )
        return markdown

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Hand the page about the data what it shows, and what machines should read of it."""
        if page.file.src_uri == SOURCE:
            catalogue, publisher = catalogue_from(config), self._edition.publisher
            context.update(
                data=data_page(catalogue, publisher.site),
                structured=schema_org(publisher, data_sets(), PAGE, catalogue.today),
            )
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write all files."""
        root = Path(config.site_dir, ROOT)
        for folder in {"reporting", *(record_type.address for record_type in RECORD_TYPES)}:
            (root / folder).mkdir(parents=True, exist_ok=True)
        for file in self._edition.files():
            (root / file.name).write_bytes(file.text.encode())
        del self._edition  # a preview builds anew, and the data are as large as the site


def data_of(record: Record) -> str:
    """Return the address of the data of a record."""
    return f"{ROOT}{record.address}/{record.slug}.json"


def data_of_list(address: str) -> tuple[tuple[str, str], ...]:
    """Return format and address of the data of a list of records, none for any other page."""
    found = next((t for t in RECORD_TYPES if address == f"{t.address}/"), None)
    return data_of_type(found) if found else ()
