"""The style sheets of the theme, joined and made small.

Lightning CSS reads them as a browser does, so what it cannot read stops the build. Minifiers that only
look for patterns take the space out of ``.chart :is(.bar)``, which makes another rule of it.
"""

from __future__ import annotations

from collections.abc import Mapping

import lightningcss

FIRST = ("foundation.css", "site.css")
"""Sheets that come before all others, in this order: the first one says how the layers lie."""


def ordered(names: Mapping[str, str]) -> list[str]:
    """Return the names of sheets in the order in which they are joined."""
    return [name for name in FIRST if name in names] + sorted(names.keys() - set(FIRST))


def bundle(faces: str, sheets: Mapping[str, str]) -> str:
    """Return one sheet from the ``@font-face`` rules and the text of each sheet by its name."""
    return small("\n".join([faces, *(sheets[name] for name in ordered(sheets))]), "site.css")


def small(sheet: str, name: str) -> str:
    """Return a sheet without what only its authors need; ``name`` is for the message if it is wrong."""
    return lightningcss.process_stylesheet(sheet, filename=name, minify=True) + "\n"
