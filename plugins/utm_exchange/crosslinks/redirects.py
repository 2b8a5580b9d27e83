"""Redirects: earlier addresses of records lead to the present ones, without a server's help."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html import escape

from utm_exchange.catalogue.addresses import record_address
from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.i18n import gettext as _

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={target}">
<link rel="canonical" href="{target}">
</head>
<body>
<p>{words} <a href="{target}">{title}</a></p>
</body>
</html>
"""


def redirects(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield the path of each redirect page with its HTML."""
    for record in catalogue.records.values():
        for alias in record.aliases:
            here = f"{record.address}/{alias}/"
            target = posixpath.relpath(record_address(record), here) + "/index.html"
            page = _PAGE.format(
                title=escape(record.title), target=escape(target), words=escape(_("This page has moved:"))
            )
            yield f"{here}index.html", page
