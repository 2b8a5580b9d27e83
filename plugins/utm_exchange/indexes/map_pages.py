"""Maps: the world map of cities and practices, and the locator of a record."""

from __future__ import annotations

from collections.abc import Iterator

from utm_exchange.catalogue.addresses import record_address
from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.facets import cities_of, country_name
from utm_exchange.i18n import gettext as _
from utm_exchange.i18n import ngettext
from utm_exchange.indexes.drawings import Drawings, Place
from utm_exchange.indexes.index_pages import Crumb, IndexPage, Section, home
from utm_exchange.indexes.svg import MapPoint, world_map
from utm_exchange.records.types import City, Record


def map_page(catalogue: Catalogue) -> IndexPage:
    """Return the page with the map of all cities and the same as a table."""
    cohort = catalogue.cohort
    cities = tuple(
        sorted(
            (*cohort.members, *cohort.contributing), key=lambda city: (country_name(city.country), city.title)
        )
    )
    lead = _(
        "Cities of the cohort and contributing cities, with the number of their practices. The table below says the same."
    )
    return IndexPage(
        "browse/map/",
        _("Cities and practices on the map"),
        lead,
        "indexes/map.html",
        (home(), Crumb(_("Browse"), "browse/")),
        (Section("cities", _("All cities"), cities),),
    )


def places_of(catalogue: Catalogue) -> Iterator[Place]:
    """Yield where the cities are."""
    for city in catalogue.cities.values():
        yield city.country, city.location.lat, city.location.lon


def map_of_cities(catalogue: Catalogue, drawings: Drawings, base: str) -> str:
    """Draw the cities with a link each; ``base`` leads from the page to the site's root."""
    cohort = catalogue.cohort
    points = [_point(catalogue, city, base, "member") for city in cohort.members]
    points += [_point(catalogue, city, base, "contributing") for city in cohort.contributing]
    return world_map(
        points,
        title=_("Map of the cities"),
        description=_(
            "{members} cities of the cohort and {contributing} contributing cities on a world map. The list of cities says the same in words."
        ).format(members=len(cohort.members), contributing=len(cohort.contributing)),
        land=drawings.land(),
    )


def _point(catalogue: Catalogue, city: City, base: str, group: str) -> MapPoint:
    practices = len(catalogue.named(city, "practice"))
    kind = _("city of the cohort") if group == "member" else _("contributing city")
    count = ngettext("{n} practice", "{n} practices", practices).format(n=practices)
    return MapPoint(
        city.title,
        city.location.lat,
        city.location.lon,
        f"{base}/{record_address(city)}",
        group,
        f"{country_name(city.country)}, {kind}, {count}",
    )


def record_locator(catalogue: Catalogue, drawings: Drawings, record: Record) -> str:
    """Draw where a record is: its first city in the outline of its country; '' where it has none."""
    cities = cities_of(record, catalogue.cities)
    return (
        drawings.locator((cities[0].country, cities[0].location.lat, cities[0].location.lon))
        if cities
        else ""
    )
