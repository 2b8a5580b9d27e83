"""Pillar pages: what the catalogue holds for one pillar, below its hand-written text."""

from __future__ import annotations

from utm_exchange.catalogue.addresses import facet_address
from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.i18n import gettext as _
from utm_exchange.indexes.index_pages import Crumb, IndexPage, Section, home
from utm_exchange.records.types import RECORD_TYPES
from utm_exchange.records.vocabulary import vocabulary

SHOWN = 6
"""Records of each type on a pillar's page; the rest is a click away."""


def pillar_page(catalogue: Catalogue, pillar: str) -> IndexPage:
    """Return what the page of a pillar lists; an unknown pillar lists nothing."""
    value = next((value for value in catalogue.facets["pillar"] if value.id == pillar), None)
    terms = vocabulary("pillars")
    sections = tuple(
        Section(
            t.type_name,
            _(t.plural),
            value.records[t.type_name][:SHOWN],
            _("{shown} of {number}").format(
                shown=min(SHOWN, len(value.records[t.type_name])), number=len(value.records[t.type_name])
            ),
        )
        for t in RECORD_TYPES
        if value and t.type_name in value.records
    )
    label = _(terms[pillar].label) if pillar in terms else pillar
    return IndexPage(
        f"pillars/{pillar}/",
        label,
        "",
        "indexes/pillar.html",
        (home(), Crumb(_("Pillars"), "pillars/")),
        sections,
        {"all": facet_address("pillar", pillar)},
    )
