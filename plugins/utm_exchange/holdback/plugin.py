"""``utm-holdback``: looks through the finished site for what is held back, and stops a build that leaks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin, event_priority

from utm_exchange.catalogue.plugin import ProblemsError, catalogue_from, held_back_from
from utm_exchange.holdback.checking import leaking
from utm_exchange.holdback.companions import companions_held_back

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


class HoldbackConfig(Config):
    """``utm-holdback`` has no options."""


class HoldbackPlugin(BasePlugin[HoldbackConfig]):
    """Keeps back the pictures of what is held back, and proves in every build that nothing else came through."""

    @event_priority(-100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take out the files beside the records that only records held back speak of."""
        catalogue = catalogue_from(config)
        kept_back = companions_held_back(
            [file.src_uri for file in files.media_files()],
            held_back_from(config),
            catalogue.records.values(),
        )
        for uri in kept_back:
            file = files.get_file_from_path(uri)
            if file is not None:
                files.remove(file)
        return files

    @event_priority(-10_000)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Look through everything. The lowest priority: all other writers have written."""
        held = held_back_from(config)
        if not held:
            return
        problems = tuple(leaking(Path(config.site_dir), held, catalogue_from(config), config.site_url or ""))
        if problems:
            raise ProblemsError(problems, len(held))
