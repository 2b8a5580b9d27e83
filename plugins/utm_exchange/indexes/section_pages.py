"""Section pages: one per record type, each in the order in which its reader looks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.i18n import gettext as _
from utm_exchange.indexes.index_pages import IndexPage, Section, grouped, home, paginate
from utm_exchange.records.types import Event, Funding, Guidance, Need, News, Partner, Record, Training
from utm_exchange.records.vocabulary import vocabulary


def section_pages(catalogue: Catalogue) -> Iterator[IndexPage]:
    """Yield the list of each record type, divided into pages where it is long."""
    for make in (
        _practices,
        _cities,
        _events,
        _news,
        _funding,
        _training,
        _needs,
        _alliance,
        _voices,
        _guidance,
    ):
        yield from paginate(make(catalogue))


_WAYS = {
    "practices": ("practice", ("sector", "stage", "region")),
    "cities": ("city", ("region", "size")),
    "funding": ("funding", ("stage", "sector", "region")),
    "needs": ("need", ("stage", "sector")),
}
"""By the address of a long list: its type, and the facets whose values lead into it."""


def _page(
    address: str, title: str, lead: str, sections: tuple[Section, ...], template: str = "list"
) -> IndexPage:
    type_, ways = _WAYS.get(address, ("", ()))
    data = {"type": type_, "ways": ways if sections else ()}
    return IndexPage(f"{address}/", title, lead, f"indexes/{template}.html", (home(),), sections, data)


def _practices(catalogue: Catalogue) -> IndexPage:
    listed = catalogue.listed("practice")
    lead = _(
        "What cities did, what came of it and what it took. Choose a sector, a stage or a place, or read down the list."
    )
    return _page(
        "practices",
        _("Practices"),
        lead,
        (Section("all", _("All practices"), listed),) if listed else (),
    )


def _cities(catalogue: Catalogue) -> IndexPage:
    cohort = catalogue.cohort
    sections = (
        Section(
            "members",
            _("Cities of the cohort"),
            cohort.members,
            _("A public page names each of them as a member."),
        ),
        Section(
            "contributing",
            _("Contributing cities"),
            cohort.contributing,
            _("They share a practice here; they are not members of the cohort."),
        ),
    )
    lead = _("Profiles of the cities of the cohort and of the cities that contribute a practice.")
    return _page("cities", _("Cities"), lead, tuple(section for section in sections if section.records))


def upcoming_events(catalogue: Catalogue) -> tuple[Event, ...]:
    """Return the events that are not over, next first."""
    events = [
        event
        for event in catalogue.listed("event")
        if isinstance(event, Event) and event.last_day >= catalogue.today
    ]
    return tuple(sorted(events, key=lambda event: (event.start, event.slug)))


def _events(catalogue: Catalogue) -> IndexPage:
    coming = upcoming_events(catalogue)
    past = sorted(
        (event for event in catalogue.listed("event") if isinstance(event, Event) and event not in coming),
        key=lambda event: (event.start, event.slug),
        reverse=True,
    )
    years = sorted({event.start.first.year for event in past}, reverse=True)
    sections: tuple[Section, ...] = (Section("coming", _("Coming"), coming),) if coming else ()
    sections += tuple(
        Section(
            f"y{year}",
            _("Held in {year}").format(year=year),
            tuple(e for e in past if e.start.first.year == year),
        )
        for year in years
    )
    return _page(
        "events",
        _("Events"),
        _("Where cities meet, what is coming, and what came of what is over."),
        sections,
        "events",
    )


def latest_news(catalogue: Catalogue) -> tuple[News, ...]:
    """Return the news, newest first."""
    return tuple(
        sorted(
            (item for item in catalogue.listed("news") if isinstance(item, News)),
            key=lambda item: (item.date, item.slug),
            reverse=True,
        )
    )


def _news(catalogue: Catalogue) -> IndexPage:
    news = latest_news(catalogue)
    years = sorted({item.date.first.year for item in news}, reverse=True)
    sections = tuple(
        Section(f"y{year}", str(year), tuple(item for item in news if item.date.first.year == year))
        for year in years
    )
    return _page("news", _("News"), _("What happened in the mission and around it, newest first."), sections)


def _by_state(
    catalogue: Catalogue, type_name: str, words: tuple[tuple[str, str, str], ...]
) -> tuple[Section, ...]:
    def is_in(state: str) -> Callable[[Record], bool]:
        return lambda record: (
            isinstance(record, Funding | Training) and record.state(catalogue.today) == state
        )

    sections = grouped(
        _by_date(catalogue.listed(type_name), catalogue.today),
        [(state, heading, is_in(state)) for state, heading, _note in words],
    )
    notes = {state: note for state, _heading, note in words}
    return tuple(
        Section(section.id, section.heading, section.records, notes[section.id]) for section in sections
    )


def _by_date(records: tuple[Record, ...], today: dt.date) -> list[Record]:
    """Order offers by the next date that matters, those without one last."""

    def key(record: Record) -> tuple[dt.date, str]:
        if isinstance(record, Funding):
            coming = [deadline.date.last for deadline in record.deadlines if deadline.date.last >= today]
            return (min(coming) if coming else dt.date.max, record.title)
        ends = getattr(record, "deadline", None)
        return (ends or dt.date.max, record.title)

    return sorted(records, key=key)


def _funding(catalogue: Catalogue) -> IndexPage:
    words = (
        ("open", _("Open now"), ""),
        ("upcoming", _("Opens later"), ""),
        (
            "rolling",
            _("Open at any time"),
            _("The provider takes requests all year, as far as its page says."),
        ),
        ("unknown", _("No date known"), _("No page gives a date. Check with the provider.")),
        ("closed", _("Closed"), _("Kept because calls often come back.")),
    )
    lead = _(
        "Calls, funds and facilities that cities can use. The state of each follows from its dates; check with the provider before you plan."
    )
    return _page("funding", _("Funding"), lead, _by_state(catalogue, "funding", words))


def _training(catalogue: Catalogue) -> IndexPage:
    words = (
        ("open", _("Open or running"), ""),
        ("rolling", _("Open at any time"), ""),
        ("unknown", _("No date known"), _("No page gives a date. Check with the provider.")),
        ("closed", _("Over or closed"), _("Kept because many come back.")),
    )
    return _page(
        "training",
        _("Training"),
        _("Courses, peer learning, twinning and help to test."),
        _by_state(catalogue, "training", words),
    )


def _needs(catalogue: Catalogue) -> IndexPage:
    def is_about(theme: str) -> Callable[[Record], bool]:
        return lambda record: isinstance(record, Need) and record.theme == theme

    themes = [(term.id, _(term.label), is_about(term.id)) for term in vocabulary("need-themes")]
    lead = _("What cities need from research and innovation, who said so, and what answers it in part.")
    return _page("needs", _("Needs"), lead, grouped(catalogue.listed("need"), themes))


def _alliance(catalogue: Catalogue) -> IndexPage:
    def plays(role: str) -> Callable[[Record], bool]:
        return lambda record: isinstance(record, Partner) and record.roles[0] == role

    roles = [(term.id, _(term.label), plays(term.id)) for term in vocabulary("partner-roles")]
    lead = _(
        "The Global Innovation Alliance and the bodies around the mission, each as of the date on its page. No current list of members is public."
    )
    return _page("alliance", _("The Alliance"), lead, grouped(catalogue.listed("partner"), roles))


def _voices(catalogue: Catalogue) -> IndexPage:
    listed = catalogue.listed("voice")
    lead = _("What people said of the mission, each with the page that has their words.")
    return _page("voices", _("Voices"), lead, (Section("all", _("Voices"), listed),) if listed else ())


def _guidance(catalogue: Catalogue) -> IndexPage:
    order = list(vocabulary("stages").terms)
    pages = sorted(
        (record for record in catalogue.listed("guidance") if isinstance(record, Guidance)),
        key=lambda record: order.index(record.stage),
    )
    lead = _(
        "The climate action journey in six steps: what each is for, what to do, how to know it is done, and what the catalogue holds for it."
    )
    return _page(
        "guidance",
        _("Guidance"),
        lead,
        (Section("stages", _("The journey"), tuple(pages)),) if pages else (),
        "journey",
    )
