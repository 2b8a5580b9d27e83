"""``utm-search``: writes the index and the engine of the search beside the pages, and what explorers need."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import mkdocs.contrib.search
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, InclusionLevel

from utm_exchange.catalogue.plugin import catalogue_from, theme_folder
from utm_exchange.i18n import gettext as _
from utm_exchange.search.bundle import BOX, ENGINE, EXPLORER, LunrError, box_script, bundle, explorer_script
from utm_exchange.search.documents import Document, content_pages, documents_of
from utm_exchange.search.edition import Drawn, Edition, edition_of
from utm_exchange.search.explorers import KINDS, Explorer, explorers_of
from utm_exchange.search.synonyms import synonyms
from utm_exchange.search.wording import box_wording, wording

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from utm_exchange.catalogue.catalogue import Catalogue

FOLDER = "search"
"""Where everything stands, relative to the site's root."""
PAGE = f"{FOLDER}/index.md"
MODULES = "assets/modules/search"
EXPLORER_MODULES = "assets/modules/explorer"
LUNR = Path(mkdocs.contrib.search.__file__).parent / "templates" / "search" / "lunr.js"


class SearchConfig(Config):
    """``utm-search`` has no options."""


class SearchPlugin(BasePlugin[SearchConfig]):
    """Builds the index from the catalogue and from the pages that people wrote; adds the search page."""

    _sources: frozenset[str]
    _explorers: dict[str, Explorer]
    _drawn: Drawn
    _language: str
    _catalogue: Catalogue
    _root: Path
    _held: tuple[list[Document], Edition] | None

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Remember which pages there are; keep the modules back, which are published in three scripts."""
        self._sources = frozenset(file.src_uri for file in files.documentation_pages())
        for file in list(files):
            if file.src_uri.startswith((f"{MODULES}/", f"{EXPLORER_MODULES}/")):
                files.remove(file)
        if PAGE not in self._sources:
            files.append(File.generated(config, PAGE, content="", inclusion=InclusionLevel.NOT_IN_NAV))
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give the search page its title and template."""
        if page.file.src_uri == PAGE and page.file.generated_by:
            page.meta.update(
                title=_("Search"),
                description=_("Everything in this exchange by words, and by what it is about."),
                template="indexes/search.html",
            )
        return markdown

    @event_priority(-100)
    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Let the templates draw cards and the map, now, so that all pages share these; gather what explorers offer."""
        catalogue = self._catalogue = catalogue_from(config)
        self._root = Path(config.config_file_path).parent
        self._held = None
        self._explorers = explorers_of(catalogue)
        self._drawn = _drawn(env, config, catalogue)
        fmt: Any = env.globals["fmt"]  # utm-catalogue, which comes first, has put it there
        self._language = str(fmt.locale.language)
        env.globals.update(search_page=f"{FOLDER}/")
        return env

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Hand a list the explorer that goes with it."""
        context.update(explorer=self._explorers.get(page.url))
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the files of this edition."""
        folder = Path(config.site_dir, FOLDER)
        _documents, edition = self._made()
        for path, text in self._files(edition):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())

    def over(self, addresses: Collection[str]) -> Iterator[tuple[str, str]]:
        """Yield path and text of each file of a search over some of the site's pages, for a copy of a part of it."""
        held = frozenset(addresses)
        every, whole = self._made()
        documents = [document for document in every if document.address in held]
        part = edition_of(documents, self._catalogue, synonyms(), self._drawn, whole)
        return self._files(part)

    def _made(self) -> tuple[list[Document], Edition]:
        """Return the documents and the edition of all; what another process wrote is made anew by who needs it here."""
        if self._held is None:
            pages = [page for page in content_pages(self._root) if page.source in self._sources]
            documents = documents_of(self._catalogue, pages)
            self._held = documents, edition_of(documents, self._catalogue, synonyms(), self._drawn)
        return self._held

    def _files(self, edition: Edition) -> Iterator[tuple[str, str]]:
        yield from edition.files()
        try:
            yield ENGINE, bundle(LUNR, theme_folder() / MODULES, edition)
        except LunrError as error:
            raise PluginError(f"{error}; install the version of mkdocs that pyproject.toml pins") from None
        yield BOX, box_script(theme_folder() / MODULES, box_wording(self._language))
        yield EXPLORER, explorer_script(theme_folder() / EXPLORER_MODULES, wording(self._language))


def _drawn(env: jinja2.Environment, config: MkDocsConfig, catalogue: Catalogue) -> Drawn:
    """Let the templates draw; explorers stand one step below the site's root. Without ``utm-indexes`` there are none."""
    if "map_of_cities" not in env.globals:
        return Drawn()
    context = {"config": config, "base_url": "..", "page": None}
    macros: Any = env.get_template("partials/macros.html").make_module(context)
    cards = {
        record.identity: str(macros.card(record)).strip()
        for kind in KINDS
        if "cards" in kind.views
        for record in catalogue.listed(kind.type)
    }
    return Drawn(cards, env.get_template("partials/map.html").render(context))
