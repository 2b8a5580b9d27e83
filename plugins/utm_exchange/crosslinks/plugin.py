"""``utm-crosslinks``: resolves links by identity and writes redirects."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin

from utm_exchange.catalogue.plugin import catalogue_from
from utm_exchange.crosslinks.links import link_identities
from utm_exchange.crosslinks.redirects import redirects

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


class CrosslinksConfig(Config):
    """``utm-crosslinks`` has no options."""


class CrosslinksPlugin(BasePlugin[CrosslinksConfig]):
    """Makes links between records work, now and after a record was renamed."""

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Resolve the links by identity of any page."""
        return link_identities(markdown, page.file.src_uri, catalogue_from(config))

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write a page for every earlier address."""
        for path, html in redirects(catalogue_from(config)):
            target = Path(config.site_dir, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(html, "utf-8")
