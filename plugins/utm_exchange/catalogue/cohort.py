"""The cohort: the member cities by wave, and the contributing cities beside them, never mixed up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from utm_exchange.catalogue.facets import country_name
from utm_exchange.i18n import gettext as _
from utm_exchange.records.types import City
from utm_exchange.records.vocabulary import vocabulary

FIRST_GOAL, NEXT_GOAL = 50, 250
"""Cities that the mission aims at: a first cohort, then more by 2030 (its home page)."""
NOT_REPORTED = "not-reported"


@dataclass(frozen=True)
class Group:
    """A part of the cohort: ``kind`` is wave, region, country, size or target-year."""

    kind: str
    id: str
    label: str
    members: tuple[City, ...]
    contributing: tuple[City, ...] = ()


@dataclass(frozen=True)
class Cohort:
    """Member cities and contributing cities, each in the order of their names."""

    members: tuple[City, ...]
    contributing: tuple[City, ...]
    groups: dict[str, tuple[Group, ...]]


def build_cohort(cities: Iterable[City]) -> Cohort:
    """Divide the cities into members and contributing cities, and the members into groups."""
    present = [city for city in cities if not city.withdrawn]
    members = tuple(city for city in present if city.membership)
    contributing = tuple(city for city in present if not city.membership)
    groups = {
        "wave": _waves(members),
        "region": _grouped("region", members, contributing, lambda city: city.region, lambda v: _(vocabulary("regions")[v].label), [t.id for t in vocabulary("regions")]),
        "country": _grouped("country", members, contributing, lambda city: city.country, country_name, None),
        "size": _grouped("size", members, contributing, lambda city: city.size_band, lambda v: _(vocabulary("size-bands")[v].label), [t.id for t in vocabulary("size-bands")]),
        "target-year": _grouped("target-year", members, contributing, _target_year, str, None),
    }
    return Cohort(members, contributing, groups)


def _target_year(city: City) -> str:
    return str(city.neutrality[0].target_year) if city.neutrality else ""


def _waves(members: tuple[City, ...]) -> tuple[Group, ...]:
    waves = sorted({city.membership.wave for city in members if city.membership and city.membership.wave})
    found = [
        Group("wave", str(wave), _("Wave {number}").format(number=wave), tuple(c for c in members if c.membership and c.membership.wave == wave))
        for wave in waves
    ]
    unknown = tuple(c for c in members if c.membership and not c.membership.wave)
    if unknown:
        found.append(Group("wave", NOT_REPORTED, _("Wave not reported"), unknown))
    return tuple(found)


def _grouped(
    kind: str,
    members: tuple[City, ...],
    contributing: tuple[City, ...],
    value_of: Callable[[City], str],
    label_of: Callable[[str], str],
    order: list[str] | None,
) -> tuple[Group, ...]:
    """Group cities by a value; those without one come last, as not reported."""
    values = {value_of(city) for city in (*members, *contributing)}
    known = [value for value in order if value in values] if order else sorted((v for v in values if v), key=label_of)
    groups = [
        Group(kind, value.lower(), label_of(value), tuple(c for c in members if value_of(c) == value), tuple(c for c in contributing if value_of(c) == value))
        for value in known
    ]
    if "" in values:
        groups.append(Group(kind, NOT_REPORTED, _("Not reported"), tuple(c for c in members if not value_of(c)), tuple(c for c in contributing if not value_of(c))))
    return tuple(groups)
