"""Properties: what one filters by in search beyond the catalogue's facets, which have pages of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.facets import cities_of
from utm_exchange.i18n import gettext as _
from utm_exchange.i18n import mark
from utm_exchange.records.types import City, Funding, Need, Practice, Record, Training
from utm_exchange.records.vocabulary import vocabulary

Labels = Mapping[str, str]
"""The words for each value, in the order in which people should meet them."""


@dataclass(frozen=True)
class Property:
    """A property of records: its values for a record, and the words for them."""

    id: str
    label: str
    values: Callable[[Record, Catalogue], Iterator[str]]
    labels: Callable[[Sequence[str]], Labels]
    """Given the values that occur, sorted."""
    whole: bool = False
    """Whether values are offered that no record has: tomorrow, one may."""


def _evidence(record: Record, _catalogue: Catalogue) -> Iterator[str]:
    if isinstance(record, Practice):
        if record.cost:
            yield "cost"
        if any(figure.grade == "independent" for figure in record.results):
            yield "independent"


def _membership(record: Record, _catalogue: Catalogue) -> Iterator[str]:
    if isinstance(record, City):
        membership = record.membership
        yield (
            f"wave-{membership.wave}"
            if membership and membership.wave
            else ("member" if membership else "contributing")
        )


def _membership_labels(held: Sequence[str]) -> Labels:
    waves = {
        value: _("Wave {number}").format(number=value.removeprefix("wave-"))
        for value in held
        if value.startswith("wave-")
    }
    return {**waves, "member": _("Member, wave not reported"), "contributing": _("Contributing city")}


def _aim(record: Record, _catalogue: Catalogue) -> Iterator[str]:
    if isinstance(record, City):
        yield from dict.fromkeys(target.kind for target in record.neutrality)


def _target_year(record: Record, _catalogue: Catalogue) -> Iterator[str]:
    if isinstance(record, City) and record.neutrality:
        yield str(record.neutrality[0].target_year)


def _profile(record: Record, catalogue: Catalogue) -> Iterator[str]:
    if isinstance(record, City):
        if catalogue.named(record, "practice"):
            yield "practice"
        if record.inventories:
            yield "inventory"
        if record.plans:
            yield "plan"
        if record.needs:
            yield "need"


def _state(record: Record, catalogue: Catalogue) -> Iterator[str]:
    if isinstance(record, Funding | Training):
        yield record.state(catalogue.today)


def _theme(record: Record, _catalogue: Catalogue) -> Iterator[str]:
    if isinstance(record, Need):
        yield record.theme


def _answer(record: Record, catalogue: Catalogue) -> Iterator[str]:
    if isinstance(record, Need):
        answered = record.answers or catalogue.named(record, "practice")
        yield "answered" if answered else "unanswered"


def _city(record: Record, catalogue: Catalogue) -> Iterator[str]:
    yield from (city.slug for city in cities_of(record, catalogue.cities))


def _fixed(**labels: str) -> Callable[[Sequence[str]], Labels]:
    return lambda _held: {value: _(label) for value, label in labels.items()}


def _terms(vocabulary_id: str) -> Callable[[Sequence[str]], Labels]:
    return lambda _held: {term.id: _(term.label) for term in vocabulary(vocabulary_id)}


def _years(held: Sequence[str]) -> Labels:
    return {year: year for year in held}


EVIDENCE = Property(
    "evidence",
    mark("Evidence"),
    _evidence,
    _fixed(cost=mark("Says what it cost"), independent=mark("Has an independent evaluation")),
)
MEMBERSHIP = Property("membership", mark("Part in the mission"), _membership, _membership_labels)
AIM = Property("aim", mark("Kind of target"), _aim, _terms("target-kinds"))
TARGET_YEAR = Property("target-year", mark("Earliest aim"), _target_year, _years)
PROFILE = Property(
    "profile",
    mark("What the profile tells"),
    _profile,
    _fixed(
        practice=mark("Has a practice here"),
        inventory=mark("Reports emissions"),
        plan=mark("Names its plans"),
        need=mark("Says what it needs"),
    ),
)
_STATES = {
    "open": mark("Open"),
    "upcoming": mark("Opens later"),
    "rolling": mark("Open at any time"),
    "unknown": mark("No date known"),
    "closed": mark("Closed"),
}
STATES = tuple(_STATES)
"""The states of an offer, the most useful first."""
STATE = Property("state", mark("State"), _state, _fixed(**_STATES), whole=True)
THEME = Property("theme", mark("Theme"), _theme, _terms("need-themes"))
ANSWER = Property(
    "answer",
    mark("Answers"),
    _answer,
    _fixed(answered=mark("Answered in part"), unanswered=mark("No answer here yet")),
)
PROPERTIES = (EVIDENCE, MEMBERSHIP, AIM, TARGET_YEAR, PROFILE, STATE, THEME, ANSWER)
PROPERTIES_BY_ID = {held.id: held for held in PROPERTIES}
CITY = Property("city", mark("City"), _city, lambda held: {slug: slug for slug in held})
"""Its rows have the names and the places of the cities, which the facet file adds."""
EVERY = frozenset({EVIDENCE.id, PROFILE.id})
"""Where two values are chosen both must hold; elsewhere either does."""


def property_values(record: Record, catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Return the values of a record by the id of each property."""
    return {held.id: tuple(held.values(record, catalogue)) for held in (*PROPERTIES, CITY)}
