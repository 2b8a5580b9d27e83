"""Facet pages: one static page per value of every facet, with counts."""

from __future__ import annotations

from collections.abc import Iterator

from utm_exchange.catalogue.addresses import facet_address
from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.facets import FACETS, Facet, FacetValue
from utm_exchange.i18n import gettext as _
from utm_exchange.i18n import ngettext
from utm_exchange.indexes.index_pages import Crumb, IndexPage, Section, home, paginate
from utm_exchange.records.types import RECORD_TYPES
from utm_exchange.records.vocabulary import vocabulary

ADDRESS = "browse/"


def facet_pages(catalogue: Catalogue) -> Iterator[IndexPage]:
    """Yield the page of all facets, one per facet, and one per value."""
    browse = Crumb(_("Browse"), ADDRESS)
    lead = _("Every record by what it is about, where it is and how far it has come.")
    yield IndexPage(
        ADDRESS,
        _("Browse"),
        lead,
        "indexes/browse.html",
        (home(),),
        data={
            "facets": [(facet, catalogue.facets[facet.id]) for facet in FACETS if catalogue.facets[facet.id]]
        },
    )
    for facet in FACETS:
        values = catalogue.facets[facet.id]
        if values:
            yield IndexPage(
                facet_address(facet.id),
                _(facet.plural),
                _definition(facet),
                "indexes/browse.html",
                (home(), browse),
                data={"facets": [(facet, values)]},
            )
        for value in values:
            yield from paginate(_value_page(value, browse))


def _definition(facet: Facet) -> str:
    return _(vocabulary(facet.vocabulary).definition) if facet.vocabulary else ""


def _value_page(value: FacetValue, browse: Crumb) -> IndexPage:
    facet = value.facet
    sections = tuple(
        Section(record_type.type_name, _(record_type.plural), value.records[record_type.type_name])
        for record_type in RECORD_TYPES
        if record_type.type_name in value.records
    )
    count = ngettext("{n} record", "{n} records", value.count).format(n=value.count)
    lead = f"{value.definition} {count}." if value.definition else f"{count}."
    crumbs = (home(), browse, Crumb(_(facet.plural), facet_address(facet.id)))
    return IndexPage(
        facet_address(facet.id, value.id),
        value.label,
        lead,
        "indexes/facet.html",
        crumbs,
        sections,
        {"value": value},
    )
