"""The cohort: the member cities by wave, and the contributing cities beside them, never mixed up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from utm_exchange.catalogue.facets import country_name
from utm_exchange.i18n import gettext as _
from utm_exchange.records.types import City
from utm_exchange.records.vocabulary import Vocabulary, vocabulary

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
        "region": _by_term("region", present, lambda city: city.region, vocabulary("regions")),
        "country": _by_value("country", present, lambda city: city.country, country_name),
        "size": _by_term("size", present, lambda city: city.size_band, vocabulary("size-bands")),
        "target-year": _by_value("target-year", present, _target_year, str),
    }
    return Cohort(members, contributing, groups)


def _target_year(city: City) -> str:
    return str(city.neutrality[0].target_year) if city.neutrality else ""


def _waves(members: tuple[City, ...]) -> tuple[Group, ...]:
    waves = sorted({city.membership.wave for city in members if city.membership and city.membership.wave})
    found = [
        Group(
            "wave",
            str(wave),
            _("Wave {number}").format(number=wave),
            tuple(c for c in members if c.membership and c.membership.wave == wave),
        )
        for wave in waves
    ]
    unknown = tuple(c for c in members if c.membership and not c.membership.wave)
    if unknown:
        found.append(Group("wave", NOT_REPORTED, _("Wave not reported"), unknown))
    return tuple(found)


def _by_term(
    kind: str, cities: Sequence[City], value_of: Callable[[City], str], terms: Vocabulary
) -> tuple[Group, ...]:
    """Group cities by a term, in the order of the vocabulary; those without one come last."""
    groups = [_group(kind, cities, value_of, term.id, _(term.label)) for term in terms]
    return tuple(
        group
        for group in (*groups, _not_reported(kind, cities, value_of))
        if group.members or group.contributing
    )


def _by_value(
    kind: str, cities: Sequence[City], value_of: Callable[[City], str], label_of: Callable[[str], str]
) -> tuple[Group, ...]:
    """Group cities by a value, in the order of the labels; those without one come last."""
    values = sorted({value_of(city) for city in cities} - {""}, key=label_of)
    groups = [_group(kind, cities, value_of, value, label_of(value)) for value in values]
    return tuple(
        group
        for group in (*groups, _not_reported(kind, cities, value_of))
        if group.members or group.contributing
    )


def _not_reported(kind: str, cities: Sequence[City], value_of: Callable[[City], str]) -> Group:
    return replace(_group(kind, cities, value_of, "", _("Not reported")), id=NOT_REPORTED)


def _group(
    kind: str, cities: Sequence[City], value_of: Callable[[City], str], value: str, label: str
) -> Group:
    held = [city for city in cities if value_of(city) == value]
    return Group(
        kind,
        value.lower(),
        label,
        tuple(c for c in held if c.membership),
        tuple(c for c in held if not c.membership),
    )
