"""Cohort pages: the cohort as a whole, and one page per wave, region, country, size and target year."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from utm_exchange.catalogue.addresses import record_address
from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.cohort import FIRST_GOAL, NEXT_GOAL, Group
from utm_exchange.catalogue.facets import country_name
from utm_exchange.i18n import gettext as _
from utm_exchange.i18n import mark, ngettext
from utm_exchange.indexes.index_pages import Crumb, IndexPage, Section, home
from utm_exchange.records.types import City
from utm_exchange.records.vocabulary import vocabulary

ADDRESS = "cohort/"
KINDS = {
    "wave": (mark("By wave"), mark("The mission took in its cities in waves.")),
    "region": (mark("By region"), mark("Regions follow from the country of a city.")),
    "country": (mark("By country"), mark("Countries with at least one city here.")),
    "size": (
        mark("By size"),
        mark("Bands of population; a city without a figure is listed as not reported."),
    ),
    "target-year": (
        mark("By target year"),
        mark(
            "The earliest year in which a city aims to be net zero, climate neutral, carbon neutral or the like. The words differ; each city's page keeps its source's word."
        ),
    ),
}
ORDERS: dict[str, tuple[str, Callable[[City], Any]]] = {
    "name": (mark("by name"), lambda city: city.title.casefold()),
    "country": (mark("by country"), lambda city: (country_name(city.country), city.title.casefold())),
    "population": (
        mark("by population, largest first"),
        lambda city: (-(city.population.value if city.population else -1), city.title.casefold()),
    ),
    "target-year": (
        mark("by target year, earliest first"),
        lambda city: (city.neutrality[0].target_year if city.neutrality else 9999, city.title.casefold()),
    ),
    "wave": (
        mark("by wave"),
        lambda city: ((city.membership.wave or 99) if city.membership else 999, city.title.casefold()),
    ),
}


def cohort_pages(catalogue: Catalogue) -> Iterator[IndexPage]:
    """Yield the cohort page in each order of its table, and the page of each group."""
    cohort = catalogue.cohort
    crumb = Crumb(_("Cohort"), ADDRESS)
    cities = (*cohort.members, *cohort.contributing)
    lead = _(
        "The cities that walk to net zero together in the Urban Transitions Mission, as far as public pages name them, and the cities that contribute a practice without being members."
    )
    data = {
        "cohort": cohort,
        "goals": (FIRST_GOAL, FIRST_GOAL + NEXT_GOAL),
        "kinds": {kind: _(heading) for kind, (heading, _note) in KINDS.items()},
    }
    orders = [
        (key, _(label), ADDRESS if key == "name" else f"{ADDRESS}by/{key}/")
        for key, (label, _key) in ORDERS.items()
    ]
    for key, label, address in orders:
        rows = tuple(sorted(cities, key=ORDERS[key][1]))
        title = _("The cohort") if key == "name" else _("The cohort, {order}").format(order=label)
        crumbs = (home(),) if key == "name" else (home(), crumb)
        yield IndexPage(
            address,
            title,
            lead,
            "indexes/cohort.html",
            crumbs,
            (Section("cities", _("All cities"), rows),),
            {**data, "orders": orders, "order": key},
        )
    for kind, groups in cohort.groups.items():
        heading, note = KINDS[kind]
        yield IndexPage(
            f"{ADDRESS}{kind}/",
            _("The cohort {kind}").format(kind=_(heading)[0].lower() + _(heading)[1:]),
            _(note),
            "indexes/cohort_groups.html",
            (home(), crumb),
            data={"groups": groups, "kind": kind},
        )
        for group in groups:
            yield _group_page(group, crumb, Crumb(_(heading), f"{ADDRESS}{kind}/"))


def _group_page(group: Group, cohort: Crumb, kind: Crumb) -> IndexPage:
    sections = (
        Section("members", _("Cities of the cohort"), group.members),
        Section(
            "contributing",
            _("Contributing cities"),
            group.contributing,
            _("They share a practice here; they are not members of the cohort."),
        ),
    )
    lead = cities_counted(len(group.members), len(group.contributing))
    label = (
        _("Target year {year}").format(year=group.label)
        if group.kind == "target-year" and group.id.isdigit()
        else group.label
    )
    return IndexPage(
        f"{ADDRESS}{group.kind}/{group.id}/",
        label,
        lead,
        "indexes/cohort_group.html",
        (home(), cohort, kind),
        tuple(s for s in sections if s.records),
        {"group": group},
    )


def cities_counted(members: int, contributing: int) -> str:
    """Return how many cities of both kinds there are, as a sentence."""
    first = ngettext("{n} city of the cohort", "{n} cities of the cohort", members).format(n=members)
    second = ngettext("{n} contributing city", "{n} contributing cities", contributing).format(n=contributing)
    return _("{members}, {contributing}.").format(members=first, contributing=second)


def city_row(city: City) -> dict[str, str]:
    """Return what the cohort's table says of a city."""
    wave = ""
    if city.membership:
        wave = (
            _("Wave {number}").format(number=city.membership.wave)
            if city.membership.wave
            else _("Member, wave not reported")
        )
    target = city.neutrality[0] if city.neutrality else None
    return {
        "name": city.title,
        "address": record_address(city),
        "country": country_name(city.country),
        "membership": wave or _("Contributing city"),
        "target": _("{kind} by {year}").format(
            kind=_(vocabulary("target-kinds")[target.kind].label), year=target.target_year
        )
        if target
        else "",
    }
