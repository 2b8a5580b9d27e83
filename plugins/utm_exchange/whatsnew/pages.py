"""Pages of what is new: the latest weeks, each topic's, and whole years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.changes import Change
from utm_exchange.catalogue.facets import FACETS_BY_ID
from utm_exchange.i18n import gettext as _
from utm_exchange.whatsnew.weeks import Week, weeks_of

ADDRESS = "whats-new/"
TOPICS = ("sector", "pillar")
"""The facets whose values have a page and a feed."""
LATEST = 8
"""Weeks on the first page and on a topic's."""


@dataclass(frozen=True, slots=True)
class Way:
    """A link to another page of what is new."""

    label: str
    address: str


@dataclass(frozen=True)
class NewPage:
    """A page that tells by week what changed. ``feed`` is the address of its feed, '' for none."""

    address: str
    title: str
    lead: str
    crumbs: tuple[Way, ...]
    weeks: tuple[Week, ...]
    changes: tuple[Change, ...]
    """What the page's feed tells, the newest first."""
    feed: str
    ways: tuple[tuple[str, tuple[Way, ...]], ...] = ()
    """Links to other such pages, under headings."""

    @property
    def source(self) -> str:
        """The path that MkDocs knows the page by."""
        return f"{self.address}index.md"


def new_pages(catalogue: Catalogue, changes: tuple[Change, ...]) -> Iterator[NewPage]:
    """Yield all pages from all changes, which come newest first."""
    weeks = tuple(weeks_of(changes))
    topics = tuple(_topics(catalogue, changes))
    years = tuple(_years(weeks[LATEST:], weeks))
    ways = [
        (_(FACETS_BY_ID[facet].plural), tuple(Way(topic.title, topic.address) for topic in found))
        for facet in TOPICS
        if (found := [topic for topic in topics if topic.address.startswith(f"{ADDRESS}{facet}/")])
    ]
    if years:
        ways.append((_("Whole years"), tuple(Way(year.title, year.address) for year in years)))
    yield NewPage(
        ADDRESS,
        _("What is new"),
        _("Records that were added, updated or withdrawn, week by week."),
        (Way(_("Home"), ""),),
        weeks[:LATEST],
        changes,
        f"{ADDRESS}atom.xml",
        tuple(ways),
    )
    yield from topics
    yield from years


def _crumbs() -> tuple[Way, ...]:
    return Way(_("Home"), ""), Way(_("What is new"), ADDRESS)


def _topics(catalogue: Catalogue, changes: Iterable[Change]) -> Iterator[NewPage]:
    held: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        for facet in TOPICS:
            for topic in FACETS_BY_ID[facet].values(change.record, catalogue.cities):
                held.setdefault((facet, topic), []).append(change)
    for facet in TOPICS:
        for value in catalogue.facets[facet]:
            found = tuple(held.get((facet, value.id), ()))
            address = f"{ADDRESS}{facet}/{value.id}/"
            yield NewPage(
                address,
                value.label,
                _("What is new on this topic, week by week."),
                _crumbs(),
                tuple(weeks_of(found))[:LATEST],
                found,
                f"{address}atom.xml",
            )


def _years(older: tuple[Week, ...], weeks: tuple[Week, ...]) -> Iterator[NewPage]:
    """Yield a page for each year that has weeks which the first page leaves out."""
    for year in sorted({week.monday.year for week in older}, reverse=True):
        of_year = tuple(week for week in weeks if week.monday.year == year)
        yield NewPage(
            f"{ADDRESS}{year}/",
            _("What was new in {year}").format(year=year),
            _("Records that were added, updated or withdrawn, week by week."),
            _crumbs(),
            of_year,
            (),
            "",
        )
