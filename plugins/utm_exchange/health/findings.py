"""Findings: what an editor could do next, record by record, and where the catalogue has gaps."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.changes import last_change
from utm_exchange.catalogue.facets import FACETS_BY_ID, countries_of
from utm_exchange.catalogue.history import History
from utm_exchange.health.ageing import Age, age_of
from utm_exchange.i18n import gettext as _
from utm_exchange.records.types import RECORD_TYPES, City, Guidance, Practice, Record
from utm_exchange.records.vocabulary import vocabulary

THIN_TEXT = 900
"""Characters of text below which a practice tells too little to be repeated; the shortest good ones have 1,200."""
THIN_CITY = 3
"""Kinds of facts (population, targets, emissions, plans, figures, reporting) below which a city's page is thin."""
GAP_FACETS = ("region", "sector", "stage", "size")
GAP_SHARE = 0.25
"""A part of the average below which a value counts as a gap."""
SITE_LANGUAGE = "en"
_ONE_LANGUAGE = {"nb": "no", "nn": "no"}
"""Codes under which one language is known too."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record that needs a hand, and why."""

    record: Record
    note: str


@dataclass(frozen=True)
class Section:
    """One kind of finding; ``help`` says what to do about it."""

    id: str
    heading: str
    help: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many practices have a value of a facet, and whether these are far fewer than of the others."""

    facet: str
    value: str
    label: str
    count: int
    gap: bool


@dataclass(frozen=True, slots=True)
class Language:
    """A language that is official where records are about: how many records, and how many of them are in it."""

    code: str
    records: int
    written: int


@dataclass(frozen=True)
class Health:
    """The health of a catalogue on one day."""

    sections: tuple[Section, ...]
    coverage: tuple[Coverage, ...]
    languages: tuple[Language, ...]


def health_of(catalogue: Catalogue, history: History, dead: Mapping[str, str] | None = None) -> Health:
    """Look through a catalogue; ``dead`` are the addresses that no longer answer, with the reasons."""
    ages = list(_ages(catalogue, history))
    return Health(
        (
            Section(
                "stale",
                _("Stale"),
                _("Look at each again, correct it, and set 'review_by' to the next day."),
                tuple(
                    Entry(r, _("due since {day}").format(day=age.due))
                    for r, age in ages
                    if age.state == "stale"
                ),
            ),
            Section(
                "due",
                _("Due"),
                _("Somebody should look at these again soon."),
                tuple(
                    Entry(r, _("due by {day}").format(day=age.due)) for r, age in ages if age.state == "due"
                ),
            ),
            Section(
                "evidence",
                _("Without evidence"),
                _("Look for a public page that gives a figure, or ask the city."),
                tuple(_without_evidence(catalogue)),
            ),
            Section("thin", _("Thin"), _("Ask those who know for more."), tuple(_thin(catalogue))),
            Section(
                "orphans",
                _("Named by no other record"),
                _("Name it where it helps: in a need that it answers, in guidance, in news."),
                tuple(_orphans(catalogue)),
            ),
            Section(
                "dead-links",
                _("With sources that no longer answer"),
                _("Look for the new address or an archived copy."),
                tuple(_dead(catalogue, dead or {})),
            ),
        ),
        tuple(_coverage(catalogue)),
        tuple(_languages(catalogue)),
    )


def _shown(catalogue: Catalogue) -> Iterator[Record]:
    for record_type in RECORD_TYPES:
        yield from catalogue.listed(record_type.type_name)


def _ages(catalogue: Catalogue, history: History) -> list[tuple[Record, Age]]:
    """Return the records that age, those that are due longest first."""
    found = [
        (record, age)
        for record in _shown(catalogue)
        if (age := age_of(record, last_change(record, history), catalogue.today))
    ]
    return sorted(found, key=lambda item: (item[1].due, item[0].identity))


def _without_evidence(catalogue: Catalogue) -> Iterator[Entry]:
    for record in _shown(catalogue):
        if not record.sources:
            yield Entry(record, _("no source"))
        elif isinstance(record, Practice) and not record.results:
            yield Entry(record, _("no result"))
        elif isinstance(record, City) and not (record.inventories or record.targets or record.indicators):
            yield Entry(record, _("no target and no figure"))


def _thin(catalogue: Catalogue) -> Iterator[Entry]:
    for record in _shown(catalogue):
        if isinstance(record, Practice | Guidance) and len(record.body) < THIN_TEXT:
            yield Entry(record, _("{number} characters of text").format(number=len(record.body)))
        elif isinstance(record, City):
            kinds = (
                record.population,
                record.targets,
                record.inventories,
                record.plans,
                record.indicators,
                record.reporting,
            )
            told = sum(bool(kind) for kind in kinds)
            if told < THIN_CITY:
                yield Entry(record, _("{number} of {all} kinds of facts").format(number=told, all=len(kinds)))


def _orphans(catalogue: Catalogue) -> Iterator[Entry]:
    for record in _shown(catalogue):
        if not isinstance(record, Guidance) and not catalogue.named(record):
            yield Entry(record, "")


def _dead(catalogue: Catalogue, dead: Mapping[str, str]) -> Iterator[Entry]:
    for record in _shown(catalogue) if dead else ():
        for source in record.sources:
            if source.url.partition("#")[0] in dead:
                yield Entry(record, f"{source.title}: {dead[source.url.partition('#')[0]]}")


def _coverage(catalogue: Catalogue) -> Iterator[Coverage]:
    for facet_id in GAP_FACETS:
        facet = FACETS_BY_ID[facet_id]
        held = {value.id: len(value.records.get("practice", ())) for value in catalogue.facets[facet_id]}
        terms = list(vocabulary(facet.vocabulary))
        least = GAP_SHARE * sum(held.values()) / len(terms)
        for term in terms:
            count = held.get(term.id, 0)
            yield Coverage(facet_id, term.id, _(term.label), count, gap=count <= least)


def _languages(catalogue: Catalogue) -> Iterator[Language]:
    """Yield the official languages of the places of practices and cities, the most spoken of first."""
    from babel.languages import get_official_languages

    about: Counter[str] = Counter()
    written: Counter[str] = Counter()
    for record in (*catalogue.listed("practice"), *catalogue.listed("city")):
        own = {language.split("-")[0] for language in record.languages} or {SITE_LANGUAGE}
        spoken = {
            _ONE_LANGUAGE.get(language.split("_")[0], language.split("_")[0])
            for country in countries_of(record, catalogue.cities)
            for language in get_official_languages(country, de_facto=True)
        }
        about.update(spoken - {SITE_LANGUAGE})
        written.update((spoken & own) - {SITE_LANGUAGE})
    for code, number in sorted(about.items(), key=lambda item: (-item[1], item[0])):
        yield Language(code, number, written[code])


def dead_addresses(path: Path) -> dict[str, str]:
    """Return the addresses that ``utm links --output`` has found dead, with the reasons; none where there is no such file.

    Raises:
        ValueError: the file is not what ``utm links`` writes.
    """
    if not path.is_file():
        return {}
    try:
        rows = json.loads(path.read_text("utf-8"))["addresses"]
        return {address: str(row["reason"]) for address, row in rows.items() if row["state"] == "dead"}
    except (KeyError, TypeError, AttributeError, ValueError):
        raise ValueError(
            _("{file} is not what 'utm links --output' writes; write it anew").format(file=path.name)
        ) from None
