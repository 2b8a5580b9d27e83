"""``utm-holdback``: looks through the finished site for what is held back, and stops a build that leaks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin, event_priority

from utm_exchange.catalogue.plugin import ProblemsError, catalogue_from, held_back_from
from utm_exchange.holdback.companions import companions_held_back
from utm_exchange.holdback.counts import too_many
from utm_exchange.holdback.looking import leaks
from utm_exchange.holdback.traces import traces_of
from utm_exchange.i18n import gettext as _
from utm_exchange.records.problems import Problem

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from utm_exchange.catalogue.catalogue import Catalogue
    from utm_exchange.records.types import Record


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
        catalogue = catalogue_from(config)
        problems = tuple(_problems(Path(config.site_dir), held, catalogue))
        if problems:
            raise ProblemsError(problems, len(held))


def _problems(site: Path, held: tuple[Record, ...], catalogue: Catalogue) -> Iterator[Problem]:
    """Yield one problem for each leak, at the record that leaks."""
    for leak in leaks(site, list(traces_of(held, catalogue.records.values()))):
        record = leak.trace.record
        yield Problem(
            record.source_file.path,
            *record.source_file.position("embargo" if record.embargo else "date"),
            "UTM804",
            _("this record is held back, and {words} stands in {path} of the site").format(
                words=leak.trace.words, path=leak.path
            ),
            _("take it out of the text that says it, or let the record out by its date or embargo"),
        )
    for path, address, number, public in too_many(site, held, catalogue):
        yield Problem(
            held[0].source_file.path,
            1,
            1,
            "UTM804",
            _("{path} counts {number} in {address}, and {public} are public").format(
                path=path, number=number, address=address, public=public
            ),
            _("whatever wrote this count must take it from the catalogue"),
        )
