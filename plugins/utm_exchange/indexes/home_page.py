"""The home page: numbers that link to what they count, and what is new."""

from __future__ import annotations

from typing import Any

from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.i18n import gettext as _
from utm_exchange.i18n import ngettext
from utm_exchange.indexes.event_pages import upcoming_events
from utm_exchange.indexes.news_pages import latest_news
from utm_exchange.records.types import Funding, Guidance, Practice, Training
from utm_exchange.records.vocabulary import vocabulary

SHOWN = 3
PRACTICES = 6
"""Practices on the home page besides the one at large."""
STRENGTHS = ("reported", "published", "independent")
"""Grades of results, the strongest last; an estimate or a target is no result."""


def home_data(catalogue: Catalogue) -> dict[str, Any]:
    """Return what the home page shows of the catalogue."""
    practices = [record for record in catalogue.listed("practice") if isinstance(record, Practice)]
    order = list(vocabulary("stages").terms)
    guidance = sorted(
        (r for r in catalogue.listed("guidance") if isinstance(r, Guidance)),
        key=lambda r: order.index(r.stage),
    )
    featured = max(practices, key=_evidence, default=None)
    featured = featured if featured and featured.results else None
    newest = sorted(
        practices, key=lambda record: (record.updated or catalogue.today, record.start or 0), reverse=True
    )
    return {
        "counts": _counts(catalogue),
        "featured": featured,
        "practices": [record for record in newest if record is not featured][:PRACTICES],
        "news": latest_news(catalogue)[:SHOWN],
        "events": upcoming_events(catalogue)[:SHOWN],
        "offers": _offers(catalogue),
        "sectors": catalogue.facets["sector"],
        "guidance": guidance,
        "cohort": catalogue.cohort,
    }


def _evidence(practice: Practice) -> tuple[int, bool, int, str]:
    """Return how well the result that a practice shows first is proven, and dated, then how many results it has."""
    results = [figure for figure in practice.results if figure.grade in STRENGTHS]
    if not results or practice.results[0] is not results[0]:
        return -1, False, 0, practice.slug
    return STRENGTHS.index(results[0].grade), results[0].year is not None, len(results), practice.slug


def _counts(catalogue: Catalogue) -> list[tuple[int, str, str]]:
    cohort = catalogue.cohort
    countries = {city.country for city in (*cohort.members, *cohort.contributing)}
    practices = len(catalogue.listed("practice"))
    return [
        (practices, ngettext("practice", "practices", practices), "practices/"),
        (len(cohort.members), _("cities of the cohort with a profile"), "cohort/"),
        (
            len(cohort.contributing),
            ngettext("contributing city", "contributing cities", len(cohort.contributing)),
            "cities/#contributing",
        ),
        (len(countries), ngettext("country", "countries", len(countries)), "browse/country/"),
    ]


def _offers(catalogue: Catalogue) -> list[Funding | Training]:
    """Return calls and trainings that one can still use, the surest first."""
    ranks = {"open": 0, "upcoming": 1, "rolling": 2}
    offers = [
        record
        for name in ("funding", "training")
        for record in catalogue.listed(name)
        if isinstance(record, Funding | Training) and record.state(catalogue.today) in ranks
    ]
    return sorted(offers, key=lambda offer: (ranks[offer.state(catalogue.today)], offer.title))[:SHOWN]
