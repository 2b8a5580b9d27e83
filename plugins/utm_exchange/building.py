"""Building: check first, say everything that is wrong, and only then build."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Collection
from pathlib import Path

from utm_exchange.i18n import gettext as _
from utm_exchange.records.problems import Problem
from utm_exchange.reporting import report
from utm_exchange.settings import read_settings


def build_checked(
    root: Path, site: Path, now: dt.datetime, *, strict: bool, downloads: Collection[Path] | None = None
) -> int:
    """Build a site and print what happened; return the exit code.

    ``downloads`` asks for the files to take along, and names earlier ones that get deltas.

    The last line on success is ``built P pages from R records in S s -> DIR``.
    """
    settings = read_settings(root)
    if isinstance(settings, Problem):
        print(report([settings], "text"))
        return 1
    from utm_exchange.plugin import BuildError, build_site

    try:
        asked = {"make": True, "since": list(map(str, downloads))} if downloads is not None else None
        options = {"utm-downloads": asked} if asked else {}
        built = build_site(root, site, now, strict=strict, options=options)
    except BuildError as failure:
        if failure.problems:
            print(report(failure.problems, "text"))
        print(_("nothing was built; the last site stays as it was"), file=sys.stderr)
        return 1
    print(
        _("built {pages} pages from {records} records in {seconds:.1f} s -> {site}").format(
            pages=built.pages, records=built.records, seconds=built.seconds, site=site
        )
    )
    return 0
