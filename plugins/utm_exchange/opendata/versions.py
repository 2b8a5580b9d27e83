"""Versions of the open data: what changed for those who read it."""

from __future__ import annotations

from dataclasses import dataclass

from utm_exchange.i18n import mark


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the form of the data, numbered as semver.org says, with what is new in it."""

    number: str
    day: str
    what: str
    """Untranslated."""


VERSIONS: tuple[Version, ...] = (
    Version(
        "1.0.0",
        "2026-11-23",
        mark("First version: JSON, CSV and GeoJSON of all record types, with their descriptions."),
    ),
)
"""The newest first. A field that is taken out or changes its meaning needs a new address, ``/api/v2/``."""

CURRENT = VERSIONS[0]
ROOT = f"api/v{CURRENT.number.partition('.')[0]}/"
"""Where the data stand, relative to the site's root."""
