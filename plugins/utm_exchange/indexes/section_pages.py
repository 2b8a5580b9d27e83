"""Section pages: one per record type, each in the order in which its reader looks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.i18n import gettext as _
from utm_exchange.indexes.event_pages import events_page
from utm_exchange.indexes.index_pages import IndexPage, Section, grouped, paginate, section_page
from utm_exchange.indexes.news_pages import news_page
from utm_exchange.records.types import Funding, Guidance, Need, Partner, Record, Training
from utm_exchange.records.vocabulary import vocabulary


def section_pages(catalogue: Catalogue) -> Iterator[IndexPage]:
    """Yield the list of each record type, divided into pages where it is long."""
    for make in (
        _practices,
        _cities,
        events_page,
        news_page,
        _funding,
        _training,
        _needs,
        _alliance,
        _voices,
        _guidance,
    ):
        yield from paginate(make(catalogue))


def _practices(catalogue: Catalogue) -> IndexPage:
    listed = catalogue.listed("practice")
    lead = _(
        "What cities did, what came of it and what it took. Choose a sector, a stage or a place, or read down the list."
    )
    return section_page(
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
    return section_page(
        "cities", _("Cities"), lead, tuple(section for section in sections if section.records)
    )


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
    return section_page("funding", _("Funding"), lead, _by_state(catalogue, "funding", words))


def _training(catalogue: Catalogue) -> IndexPage:
    words = (
        ("open", _("Open or running"), ""),
        ("rolling", _("Open at any time"), ""),
        ("unknown", _("No date known"), _("No page gives a date. Check with the provider.")),
        ("closed", _("Over or closed"), _("Kept because many come back.")),
    )
    return section_page(
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
    return section_page("needs", _("Needs"), lead, grouped(catalogue.listed("need"), themes))


def _alliance(catalogue: Catalogue) -> IndexPage:
    def plays(role: str) -> Callable[[Record], bool]:
        return lambda record: isinstance(record, Partner) and record.roles[0] == role

    roles = [(term.id, _(term.label), plays(term.id)) for term in vocabulary("partner-roles")]
    lead = _(
        "The Global Innovation Alliance and the bodies around the mission, each as of the date on its page. No current list of members is public."
    )
    return section_page("alliance", _("The Alliance"), lead, grouped(catalogue.listed("partner"), roles))


def _voices(catalogue: Catalogue) -> IndexPage:
    listed = catalogue.listed("voice")
    lead = _("What people said of the mission, each with the page that has their words.")
    return section_page("voices", _("Voices"), lead, (Section("all", _("Voices"), listed),) if listed else ())


def _guidance(catalogue: Catalogue) -> IndexPage:
    order = list(vocabulary("stages").terms)
    pages = sorted(
        (record for record in catalogue.listed("guidance") if isinstance(record, Guidance)),
        key=lambda record: order.index(record.stage),
    )
    lead = _(
        "The climate action journey in six steps: what each is for, what to do, how to know it is done, and what the catalogue holds for it."
    )
    return section_page(
        "guidance",
        _("Guidance"),
        lead,
        (Section("stages", _("The journey"), tuple(pages)),) if pages else (),
        "journey",
    )
