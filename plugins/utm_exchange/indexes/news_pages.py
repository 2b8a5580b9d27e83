"""News pages: the list by year, and a digest of each month that can be pasted into a mail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from utm_exchange.catalogue.addresses import record_address
from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.deadlines import deadlines_of
from utm_exchange.formatting import Formatter
from utm_exchange.i18n import gettext as _
from utm_exchange.indexes.event_pages import events_of
from utm_exchange.indexes.index_pages import Crumb, IndexPage, Section, home, section_page
from utm_exchange.records.types import News, Record

AHEAD = 60
"""Days after the end of a month of which its digest names the dates."""


def latest_news(catalogue: Catalogue) -> tuple[News, ...]:
    """Return the news, newest first."""
    return tuple(
        sorted(
            (item for item in catalogue.listed("news") if isinstance(item, News)),
            key=lambda item: (item.date, item.slug),
            reverse=True,
        )
    )


def news_page(catalogue: Catalogue) -> IndexPage:
    """Return the list of news: what is pinned, then all the rest by year."""
    news = latest_news(catalogue)
    pinned = tuple(item for item in news if item.pinned)
    rest = [item for item in news if not item.pinned]
    years = sorted({item.date.first.year for item in rest}, reverse=True)
    sections = (
        Section("pinned", _("Worth knowing first"), pinned),
        *(
            Section(f"y{year}", str(year), tuple(item for item in rest if item.date.first.year == year))
            for year in years
        ),
    )
    lead = _("What happened in the mission and around it, newest first.")
    return section_page("news", _("News"), lead, tuple(s for s in sections if s.records), "news")


# ---------------------------------------------------------------------------------------------
# Digests
# ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """What a digest says of one record; ``when`` are words for its date."""

    record: Record
    when: str

    @property
    def address(self) -> str:
        """The address of the record's page, relative to the site's root."""
        return record_address(self.record)


@dataclass(frozen=True)
class Digest:
    """What a month brought, and the dates after it."""

    month: dt.date
    """The first day of the month."""
    title: str
    parts: tuple[tuple[str, tuple[Line, ...]], ...]
    """Heading and lines of each part that has any."""

    @property
    def name(self) -> str:
        """The month as it stands in addresses: ``2026-03``."""
        return f"{self.month:%Y-%m}"

    def text(self, site: str, site_name: str) -> str:
        """Return the digest as plain text; ``site`` is what addresses begin with."""
        lines = [f"{site_name}: {self.title}", ""]
        for heading, held in self.parts:
            lines += [heading.upper(), ""]
            for line in held:
                lines += [f"* {line.record.title}", f"  {line.when}", f"  {line.record.summary}"]
                lines += [f"  {site}{line.address}", ""]
        return "\n".join(lines)


def digest_address(name: str = "") -> str:
    """Return the address of the digest of a month such as ``2026-03``, or of the list of all."""
    return f"news/digest/{name}/" if name else "news/digest/"


def digests(catalogue: Catalogue, fmt: Formatter) -> Iterator[Digest]:
    """Yield the digest of each month that has news dated at least to the month, the newest first."""
    dated = [item for item in latest_news(catalogue) if item.date.precision != "year"]
    months = sorted({item.date.first.replace(day=1) for item in dated}, reverse=True)
    for month in months:
        end = _next_month(month)
        news = [item for item in dated if item.date.first.replace(day=1) == month]
        parts = (
            (_("News"), tuple(Line(item, fmt.when(item.date)) for item in news)),
            (_("Coming events"), tuple(_events(catalogue, fmt, end))),
            (_("Deadlines"), tuple(_deadlines(catalogue, fmt, end))),
        )
        words = fmt.month_and_year(month)
        yield Digest(
            month, _("News of {month}").format(month=words), tuple(part for part in parts if part[1])
        )


def _next_month(month: dt.date) -> dt.date:
    return (month + dt.timedelta(days=31)).replace(day=1)


def _events(catalogue: Catalogue, fmt: Formatter, first: dt.date) -> Iterator[Line]:
    last = first + dt.timedelta(days=AHEAD)
    for event in events_of(catalogue):
        if event.status == "confirmed" and event.last_day >= first and event.start.first < last:
            place = f", {event.place}" if event.place else ""
            yield Line(event, f"{fmt.span(event.start, event.end)}{place}")


def _deadlines(catalogue: Catalogue, fmt: Formatter, first: dt.date) -> Iterator[Line]:
    last = first + dt.timedelta(days=AHEAD)
    found = [
        (due.when.last, record)
        for type_name in ("funding", "training", "event")
        for record in catalogue.listed(type_name)
        for due in deadlines_of(record)
        if first <= due.when.last < last and getattr(record, "status", "confirmed") == "confirmed"
    ]
    for day, record in sorted(found, key=lambda pair: (pair[0], pair[1].identity)):
        yield Line(record, _("until {day}").format(day=fmt.day(day)))


def digest_pages(catalogue: Catalogue, fmt: Formatter) -> Iterator[IndexPage]:
    """Yield the page of each month's digest, and the list of them."""
    crumbs = (home(), Crumb(_("News"), "news/"))
    held = tuple(digests(catalogue, fmt))
    above = Crumb(_("Digests"), digest_address())
    for digest in held:
        yield IndexPage(
            digest_address(digest.name),
            digest.title,
            _("Ready to be pasted into a mail."),
            "indexes/digest.html",
            (*crumbs, above),
            data={"digest": digest},
        )
    if held:
        yield IndexPage(
            digest_address(),
            _("Digests"),
            _("The news of each month with the dates that follow, ready to be pasted into a mail."),
            "indexes/digests.html",
            crumbs,
            data={"digests": held},
        )
