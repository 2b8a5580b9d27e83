"""Building: check first, say everything that is wrong, and only then build."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from utm_exchange.i18n import gettext as _
from utm_exchange.records.problems import Problem
from utm_exchange.reporting import report
from utm_exchange.settings import read_settings


def build_checked(root: Path, site: Path, now: dt.datetime, *, strict: bool, downloads: bool = False) -> int:
    """Build a site, with the ``downloads`` where they are wanted, and print what happened; return the exit code.

    The last line on success is ``built P pages from R records in S s -> DIR``.
    """
    settings = read_settings(root)
    if isinstance(settings, Problem):
        print(report([settings], "text"))
        return 1
    from utm_exchange.plugin import BuildError, build_site

    try:
        options = {"utm-downloads": {"make": True}} if downloads else {}
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
