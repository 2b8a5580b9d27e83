"""Packs: which records and pages go along when somebody takes a part of the exchange with them.

Everything; or what one pillar, sector, region, journey stage or city is about; or any selection of
these. Nothing here knows how a pack is written: the packs of the browser and the downloads both ask
here, so that a pack of one name holds the same everywhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from utm_exchange.catalogue.addresses import facet_address, record_address
from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.facets import FACETS_BY_ID, cities_of
from utm_exchange.i18n import gettext as _
from utm_exchange.records.types import Guidance, Record
from utm_exchange.records.vocabulary import vocabulary

EVERYTHING = "everything"
KINDS = ("pillar", "sector", "region", "stage", "city")
"""What a pack may be about, in the order in which packs are listed; ``everything`` comes before."""
_ALONG = ("about/", "contribute/")
"""Pages below these go with every pack: what the words mean, and the forms, which work without a line."""
_AT_HOME = ("about/data/", "about/design/", "about/health/", "contribute/fields/")
"""Large pages about the making of the site: they go with everything only."""


class UnknownChoiceError(ValueError):
    """A selection names something that the catalogue does not have; ``nearest`` may be what was meant."""

    def __init__(self, kind: str, value: str, nearest: str) -> None:
        hint = _("did you mean {nearest}?").format(nearest=nearest) if nearest else ""
        message = _("there is no {kind} “{value}” with records").format(kind=kind, value=value)
        super().__init__(f"{message}; {hint}" if hint else message)
        self.kind, self.value, self.nearest = kind, value, nearest


@dataclass(frozen=True)
class Pack:
    """A part of the exchange that is taken along.

    ``kind`` is ``everything``, one of :data:`KINDS`, or ``selection`` for what somebody put together.
    """

    id: str
    """Unique and stable, fit for a file's name: ``everything``, ``sector-mobility``, ``sector-mobility_city-lviv``."""
    kind: str
    label: str
    records: tuple[str, ...]
    """Identities of the records that it is about, in the catalogue's order."""
    beside: tuple[str, ...]
    """Identities of what comes along so that these can be understood: their cities, and the guidance."""
    lists: tuple[str, ...]
    """Addresses of the pages that list what the pack is about, where the site has them."""

    @property
    def whole(self) -> bool:
        """Tell whether it holds every page of the site."""
        return self.kind == EVERYTHING


def packs_of(catalogue: Catalogue) -> tuple[Pack, ...]:
    """Return every pack of a catalogue: all kinds and, within a kind, the order of the facets and of the cities."""
    known = choices(catalogue)
    single = (_selected(catalogue, known, {kind: [value]}) for kind in KINDS for value in known[kind])
    return (_everything(catalogue), *single)


def choices(catalogue: Catalogue) -> Mapping[str, Mapping[str, str]]:
    """Return what a selection may name: the values of each kind with their labels; cities by slug."""
    found = {kind: {value.id: value.label for value in catalogue.facets[kind]} for kind in KINDS[:-1]}
    # A stage with nothing but its guidance is in no list, and yet is something to take along.
    guided = {record.stage for record in _listed(catalogue) if isinstance(record, Guidance)}
    stages = vocabulary("stages")
    found["stage"] = {
        term.id: _(term.label) for term in stages if term.id in guided or term.id in found["stage"]
    }
    listed = {record.slug for record in catalogue.listed("city")}
    cities = {slug: city.title for slug, city in catalogue.cities.items() if slug in listed}
    return {**found, "city": cities}


def select(catalogue: Catalogue, **asked: Sequence[str]) -> Pack:
    """Return the pack of a selection, such as ``city=["lviv"], sector=["mobility", "water"]``.

    Names are those of :data:`KINDS`. A record goes along that has any of the values within a kind, and
    this for all kinds that are asked. A single value gives the pack of the site of that name, nothing
    gives everything.

    Raises:
        UnknownChoiceError: no record has one of the values.
        TypeError: there is no such kind.
    """
    if not asked.keys() <= set(KINDS):
        raise TypeError(
            f"a selection is by {', '.join(KINDS)}, not by {', '.join(asked.keys() - set(KINDS))}"
        )
    known = choices(catalogue)
    chosen = {kind: _in_order(kind, set(asked[kind]), known[kind]) for kind in KINDS if asked.get(kind)}
    return _selected(catalogue, known, chosen) if chosen else _everything(catalogue)


def _selected(
    catalogue: Catalogue, known: Mapping[str, Mapping[str, str]], chosen: Mapping[str, Sequence[str]]
) -> Pack:
    pairs = [(kind, value) for kind, values in chosen.items() for value in values]
    held = set.intersection(
        *(set().union(*(_about(catalogue, kind, value) for value in chosen[kind])) for kind in chosen)
    )
    records = tuple(
        record for identity, record in catalogue.records.items() if identity in held and not record.withdrawn
    )
    return Pack(
        id="_".join(f"{kind}-{value}" for kind, value in pairs),
        kind=pairs[0][0] if len(pairs) == 1 else "selection",
        label=" · ".join(known[kind][value] for kind, value in pairs),
        records=tuple(record.identity for record in records),
        beside=tuple(_beside(catalogue, records)),
        lists=tuple(address for kind, value in pairs for address in _lists(kind, value)),
    )


def pages_of(pack: Pack, catalogue: Catalogue, built: Collection[str]) -> tuple[str, ...]:
    """Return the addresses of a pack's pages among those of a built site, sorted.

    An address is relative to the site's root, such as ``practices/oslo/``, and '' for the home page.
    The pages of withdrawn records, which only say so, stay out.
    """
    if pack.whole:
        gone = {record_address(record) for record in catalogue.records.values() if record.withdrawn}
        return tuple(sorted(address for address in set(built) if address not in gone))
    records = (catalogue.records[identity] for identity in (*pack.records, *pack.beside))
    wanted = {*map(record_address, records), *pack.lists}
    return tuple(sorted(address for address in set(built) if address in wanted or goes_along(address)))


@cache  # asked for each page and each pack
def goes_along(address: str) -> bool:
    """Tell whether a page goes with every pack: home, the first page of each section, words and forms."""
    return address.count("/") <= 1 or (address.startswith(_ALONG) and not address.startswith(_AT_HOME))


def _everything(catalogue: Catalogue) -> Pack:
    records = tuple(record.identity for record in _listed(catalogue))
    return Pack(EVERYTHING, EVERYTHING, _("Everything"), records, (), ())


def _listed(catalogue: Catalogue) -> Iterator[Record]:
    return (record for record in catalogue.records.values() if not record.withdrawn)


def _in_order(kind: str, values: Collection[str], known: Mapping[str, str]) -> list[str]:
    """Return values in the order of what is known, so that the order of asking makes no other pack."""
    for value in sorted(values):
        if value not in known:
            raise UnknownChoiceError(kind, value, next(iter(get_close_matches(value, known)), ""))
    return [value for value in known if value in values]


def _about(catalogue: Catalogue, kind: str, value: str) -> set[str]:
    """Return the identities of the records that are about something."""
    if kind == "city":
        city = catalogue.cities[value]
        return {city.identity, *(relation.record.identity for relation in catalogue.named(city))}
    facet = FACETS_BY_ID[kind]
    return {
        record.identity
        for record in _listed(catalogue)
        if value in facet.values(record, catalogue.cities)
        # A stage's own guidance is about it, though it is no item in the lists of the stage.
        or (kind == "stage" and isinstance(record, Guidance) and record.stage == value)
    }


def _beside(catalogue: Catalogue, records: Iterable[Record]) -> Iterator[str]:
    """Yield the cities of records and all guidance, in the catalogue's order, without the records themselves."""
    chosen = list(records)
    about = {record.identity for record in chosen}
    cities = {city.identity for record in chosen for city in cities_of(record, catalogue.cities)}
    beside = cities.union(record.identity for record in catalogue.listed(Guidance.type_name)) - about
    for identity, record in catalogue.records.items():
        if identity in beside and not record.withdrawn:
            yield identity


def _lists(kind: str, value: str) -> Iterator[str]:
    if kind == "city":
        return
    yield facet_address(kind, value)
    if kind == "pillar":
        yield f"pillars/{value}/"
    if kind == "region":
        yield f"cohort/region/{value}/"
