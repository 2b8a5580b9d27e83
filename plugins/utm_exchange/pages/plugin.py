"""``utm-pages``: one page per record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

from utm_exchange.catalogue.addresses import record_source
from utm_exchange.catalogue.plugin import catalogue_from, history_from
from utm_exchange.pages.sanitising import sanitise
from utm_exchange.pages.views import view_of
from utm_exchange.records.types import RECORD_TYPES

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from utm_exchange.records.types import Record


class PagesConfig(Config):
    """``utm-pages`` has no options."""


class PagesPlugin(BasePlugin[PagesConfig]):
    """Replaces the files of records by pages made from the catalogue."""

    _records: dict[str, Record]

    @event_priority(50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take the record files out, and put one generated page per record in."""
        catalogue = catalogue_from(config)
        folders = tuple(
            f"{t.folder.removeprefix('content/')}/" for t in RECORD_TYPES if t.folder.startswith("content/")
        )
        for file in list(files.documentation_pages()):
            if file.src_uri.startswith(folders) and not file.src_uri.endswith("index.md"):
                files.remove(file)
        self._records = {}
        for record in catalogue.records.values():
            uri = record_source(record.type_name, record.slug)
            self._records[uri] = record
            # Thousands of records in the navigation would stand in every page.
            files.append(File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV))
        return files

    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give a record's page its body, title and template. Priority 100: links are resolved after."""
        record = self._records.get(page.file.src_uri)
        if record is None:
            return markdown
        template = "withdrawn" if record.withdrawn else record.type_name
        page.meta.update(title=record.title, description=record.summary, template=f"records/{template}.html")
        return "" if record.withdrawn else record.body

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Sanitise what contributors wrote."""
        return sanitise(html) if page.file.src_uri in self._records else html

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Hand the record and its view to the template."""
        record = self._records.get(page.file.src_uri)
        if record is not None:
            life = history_from(config).of(record)
            changed = record.updated or (life.last if life else None)
            view = view_of(catalogue_from(config), record, changed)
            context.update(record=record, view=view, crumbs=view.crumbs)
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Let go of what a written page held, so that memory does not grow with the catalogue."""
        if page.file.src_uri in self._records:
            page.content = None
            page.markdown = None
        return output
