"""Event pages: the list of coming and past events, and one page per series with its editions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.i18n import gettext as _
from utm_exchange.indexes.index_pages import Crumb, IndexPage, Section, home, paginate, section_page
from utm_exchange.records.types import Event
from utm_exchange.records.vocabulary import vocabulary


def events_of(catalogue: Catalogue) -> tuple[Event, ...]:
    """Return all listed events, the earliest first."""
    events = [event for event in catalogue.listed("event") if isinstance(event, Event)]
    return tuple(sorted(events, key=lambda event: (event.start, event.slug)))


def upcoming_events(catalogue: Catalogue) -> tuple[Event, ...]:
    """Return the events that are not over, next first; what is cancelled or postponed stays and says so."""
    return tuple(event for event in events_of(catalogue) if event.last_day >= catalogue.today)


def events_page(catalogue: Catalogue) -> IndexPage:
    """Return the list of events: what is coming, what waits for a new date, and what is over by year."""
    lead = _("Where cities meet, what is coming, and what came of what is over.")
    return section_page("events", _("Events"), lead, _sections(catalogue, events_of(catalogue)), "events")


def _sections(catalogue: Catalogue, events: Iterable[Event]) -> tuple[Section, ...]:
    held = tuple(events)
    coming = tuple(event for event in held if event.last_day >= catalogue.today)
    past = [event for event in reversed(held) if event.last_day < catalogue.today]
    waiting = tuple(event for event in past if event.status == "postponed")
    years = sorted({event.start.first.year for event in past}, reverse=True)
    sections = [
        Section("coming", _("Coming"), coming),
        Section("postponed", _("Postponed, new date not known"), waiting),
        *(
            Section(
                f"y{year}",
                _("In {year}").format(year=year),
                tuple(e for e in past if e.start.first.year == year and e not in waiting),
            )
            for year in years
        ),
    ]
    return tuple(section for section in sections if section.records)


def series_address(series: str) -> str:
    """Return the address of the page of a series."""
    return f"events/series/{series}/"


def series_pages(catalogue: Catalogue) -> Iterator[IndexPage]:
    """Yield one page per series that has an edition."""
    for term in vocabulary("event-series"):
        editions = [event for event in events_of(catalogue) if event.series == term.id]
        if editions:
            yield from paginate(
                IndexPage(
                    series_address(term.id),
                    _(term.label),
                    _(term.definition),
                    "indexes/series.html",
                    (home(), Crumb(_("Events"), "events/")),
                    _sections(catalogue, editions),
                )
            )
