"""Checking: a finished site against what is held back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.holdback.counts import too_many
from utm_exchange.holdback.looking import files_of, leaks
from utm_exchange.holdback.traces import traces_of
from utm_exchange.i18n import gettext as _
from utm_exchange.records.problems import Problem
from utm_exchange.records.types import Record


def leaking(site: Path, held: Sequence[Record], catalogue: Catalogue, address: str = "") -> Iterator[Problem]:
    """Yield one problem for each trace of a record that is held back in each file, at the record that leaks.

    ``address`` is the site's own address, '' where nobody has said it.
    """
    files = files_of(site)
    for leak in leaks(site, files, list(traces_of(held, catalogue.records.values())), address):
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
    for path, where, number, public in too_many(site, files, held, catalogue):
        yield Problem(
            held[0].source_file.path,
            1,
            1,
            "UTM804",
            _("{path} counts {number} in {address}, and {public} are public").format(
                path=path, number=number, address=where, public=public
            ),
            _("whatever wrote this count must take it from the catalogue"),
        )
