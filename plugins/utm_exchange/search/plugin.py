"""``utm-search``: writes the index and the engine of the search beside the pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import mkdocs.contrib.search
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin

from utm_exchange.catalogue.plugin import catalogue_from, theme_folder
from utm_exchange.search.bundle import ENGINE, LunrError, bundle
from utm_exchange.search.documents import content_pages, documents_of
from utm_exchange.search.edition import edition_of
from utm_exchange.search.synonyms import synonyms

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

FOLDER = "search"
"""Where everything stands, relative to the site's root."""
MODULES = "assets/modules/search"
LUNR = Path(mkdocs.contrib.search.__file__).parent / "templates" / "search" / "lunr.js"


class SearchConfig(Config):
    """``utm-search`` has no options."""


class SearchPlugin(BasePlugin[SearchConfig]):
    """Builds the index from the catalogue and from the pages that people wrote."""

    _sources: frozenset[str]

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Remember which pages there are; keep the modules back, which are published in one script."""
        self._sources = frozenset(file.src_uri for file in files.documentation_pages())
        for file in list(files):
            if file.src_uri.startswith(f"{MODULES}/"):
                files.remove(file)
        return files

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the files of this edition."""
        catalogue = catalogue_from(config)
        pages = [
            page
            for page in content_pages(Path(config.config_file_path).parent)
            if page.source in self._sources
        ]
        edition = edition_of(documents_of(catalogue, pages), catalogue, synonyms())
        try:
            engine = bundle(LUNR, theme_folder() / MODULES, edition)
        except LunrError as error:
            raise PluginError(f"{error}; install the version of mkdocs that pyproject.toml pins") from None
        folder = Path(config.site_dir, FOLDER)
        for path, text in (*edition.files(), (ENGINE, engine)):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())
