"""``utm-pages``: one page per record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

from utm_exchange.catalogue.addresses import record_address, record_source
from utm_exchange.catalogue.changes import changes_of, last_change, of_city
from utm_exchange.catalogue.pictures import picture_file, picture_problem
from utm_exchange.catalogue.plugin import ProblemsError, catalogue_from, changes_from, history_from
from utm_exchange.i18n import gettext as _
from utm_exchange.pages.picture_metadata import without_metadata
from utm_exchange.pages.pictures import BrokenPictureError, LeadPicture, lead_picture
from utm_exchange.pages.sanitising import sanitise
from utm_exchange.pages.views import view_of
from utm_exchange.records.markup import PICTURES
from utm_exchange.records.types import RECORD_TYPES, News

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from utm_exchange.catalogue.changes import Change
    from utm_exchange.records.types import Record


class PagesConfig(Config):
    """``utm-pages`` has no options."""


class PagesPlugin(BasePlugin[PagesConfig]):
    """Replaces the files of records by pages made from the catalogue."""

    _records: dict[str, Record]
    _around: dict[str, list[Change]]
    """Changes to the records of each city, the newest first."""
    _pictures: dict[str, LeadPicture]
    _sent_in: list[Path]
    """Pictures as they stand in content, where they go on the site."""

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
        self._around = of_city(changes_from(config), catalogue)
        self._records = {}
        for record in catalogue.records.values():
            uri = record_source(record.type_name, record.slug)
            self._records[uri] = record
            # Thousands of records in the navigation would stand in every page.
            files.append(File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV))
        self._put_pictures(files, config)
        self._sent_in = [
            Path(file.abs_dest_path)
            for file in files.media_files()
            if file.generated_by is None and Path(file.src_uri).suffix.lower() in PICTURES
        ]
        return files

    def _put_pictures(self, files: Files, config: MkDocsConfig) -> None:
        """Put the lead pictures in, in several sizes, and take out what they were made from."""
        catalogue = catalogue_from(config)
        root = Path(config.config_file_path).parent
        self._pictures = {}
        for record in catalogue.of_type("news"):
            assert isinstance(record, News)  # noqa: S101 - of its type
            file = picture_file(root, record)
            if file is None or record.withdrawn:
                continue
            try:
                picture, contents = lead_picture(
                    file, f"{record_address(record)}lead", root / ".cache" / "pictures"
                )
            except BrokenPictureError as error:
                problem = picture_problem(
                    record, _("it is broken: {reason}").format(reason=error), _("save it again as JPEG")
                )
                raise ProblemsError((problem,), len(catalogue.records)) from None
            self._pictures[record.identity] = picture
            for address, content in contents.items():
                files.append(File.generated(config, address, content=content))
            original = files.get_file_from_path(file.relative_to(config.docs_dir).as_posix())
            if original is not None and file.name not in record.body:
                files.remove(original)

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Tell the templates which picture a record has."""
        env.globals.update(lead_picture=lambda record: self._pictures.get(record.identity))
        return env

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
        """Sanitise what people wrote, in records and in pages alike."""
        if page.file.src_uri in self._records:
            # Nobody asks for it again, and the record has its own; without any a page would have no title.
            page.markdown = ""
        written = page.file.src_uri in self._records or page.file.generated_by is None
        return sanitise(html) if html and written else html

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Hand the record and its view to the template."""
        record = self._records.get(page.file.src_uri)
        if record is not None:
            history = history_from(config)
            around = self._around.get(record.slug, []) if record.type_name == "city" else []
            view = view_of(
                catalogue_from(config),
                record,
                last_change(record, history),
                changes_of(record, history),
                [change for change in around if change.record is not record],
            )
            context.update(record=record, view=view, crumbs=view.crumbs)
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Let go of what a written page held, so that memory does not grow with the catalogue."""
        if page.file.src_uri in self._records:
            page.content = None
        return output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Take out of the pictures that people sent in where and with what they were taken."""
        for picture in filter(Path.exists, self._sent_in):
            clean = without_metadata(picture)
            if clean is not None:
                picture.write_bytes(clean)
