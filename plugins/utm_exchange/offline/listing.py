"""Listing: the packs as the page shows them, in groups of their kinds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from utm_exchange.catalogue.facets import FACETS_BY_ID
from utm_exchange.i18n import gettext as _
from utm_exchange.offline.manifests import Holding
from utm_exchange.offline.packs import EVERYTHING
from utm_exchange.records.types import City


@dataclass(frozen=True)
class Group:
    """Packs of one kind under their heading."""

    kind: str
    heading: str
    packs: tuple[Holding, ...]


def groups_of(packs: Iterable[Holding]) -> tuple[Group, ...]:
    """Return the packs in groups, in the order in which they come."""
    return tuple(
        Group(kind, _heading(kind), tuple(held)) for kind, held in groupby(packs, key=lambda pack: pack.kind)
    )


def _heading(kind: str) -> str:
    if kind == EVERYTHING:
        return _("Everything")
    return _(City.plural) if kind == "city" else _(FACETS_BY_ID[kind].plural)
