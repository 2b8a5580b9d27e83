"""Items: what feeds say of a record, with an identity and dates that hold for ever."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from utm_exchange.catalogue.addresses import record_address
from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.facets import regions_of
from utm_exchange.catalogue.holding_back import release_of
from utm_exchange.catalogue.lives import Lives
from utm_exchange.feeds.identity import Minter, path_of
from utm_exchange.formatting import Formatter
from utm_exchange.i18n import gettext as _
from utm_exchange.records.types import Event, Funding, News, Practice, Record, Training
from utm_exchange.records.vocabulary import vocabulary

TYPES = ("news", "event", "practice", "funding", "training")
"""The types of records that feeds tell of."""
_ADDRESS = re.compile(r'(?<=\s)(href|src)="([^"]*)"')


@dataclass(frozen=True)
class Item:
    """One record in feeds. ``link`` is absolute, or relative to the folder of the feeds where the site has no address."""

    record: Record
    id: str
    link: str
    html: str
    published: dt.datetime
    updated: dt.datetime
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    regions: tuple[str, ...]

    @property
    def order(self) -> tuple[dt.datetime, str]:
        """By what items are ordered, the oldest first."""
        return self.published, self.id


@dataclass(frozen=True)
class ItemMaker:
    """Makes the items of a catalogue; ``site`` is the site's address with a slash at its end, or ''."""

    catalogue: Catalogue
    lives: Lives
    minter: Minter
    fmt: Formatter
    site: str

    def all(self, stories: Mapping[str, str]) -> Iterator[Item]:
        """Yield an item for each listed record; ``stories`` holds the HTML of the records' texts by identity."""
        for type_name in TYPES:
            for record in self.catalogue.listed(type_name):
                yield self._item(record, stories.get(record.identity, ""))

    def _item(self, record: Record, story: str) -> Item:
        published, updated = self._dates(record)
        return Item(
            record,
            self.minter.tag(*path_of(record)),
            self.address(record_address(record)),
            self._html(record, story),
            published,
            updated,
            tuple(getattr(record, "authors", ())) or record.contributors,
            (_(record.label), *(_(vocabulary("pillars")[p].label) for p in getattr(record, "pillars", ()))),
            regions_of(record, self.catalogue.cities),
        )

    def _dates(self, record: Record) -> tuple[dt.datetime, dt.datetime]:
        """Return when a record was published and when it last changed.

        News is dated by its own date. Of other records git knows when they came; where it does not,
        they came when their sources had been read.
        """
        life = self.lives.of(record)
        read = max((source.accessed for source in record.sources), default=self.catalogue.today)
        known = _midnight(record.updated or read)
        release = release_of(record)
        if isinstance(record, News) and release:
            published = release
        else:
            published = life.began if life else max(_midnight(read), release or _midnight(read))
        return published, max(published, life.changed if life else known)

    def address(self, path: str) -> str:
        """Return the address of a page or file of the site, as feeds name it."""
        return f"{self.site}{path}" if self.site else f"../{path}"

    def _html(self, record: Record, story: str) -> str:
        rows = "".join(
            f"<li><strong>{escape(label)}</strong> {escape(value)}</li>"
            for label, value in _facts(record, self.fmt)
            if value
        )
        here = record_address(record)

        def whole(match: re.Match[str]) -> str:
            return f'{match[1]}="{self._resolved(here, match[2])}"'

        text = _ADDRESS.sub(whole, story)
        return f"<p>{escape(record.summary)}</p>{f'<ul>{rows}</ul>' if rows else ''}{text}"

    def _resolved(self, here: str, href: str) -> str:
        """Return an address that stands on a record's page as feeds must write it."""
        if re.match(r"[a-z][a-z0-9+.-]*:|//", href):
            return href
        path, mark, anchor = href.partition("#")
        target = posixpath.normpath(posixpath.join(here, path)) if path else here.rstrip("/")
        slash = "/" if path.endswith("/") or not path else ""
        return self.address(f"{target}{slash}" if target != "." else "") + mark + anchor


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, dt.UTC)


def _facts(record: Record, fmt: Formatter) -> Iterator[tuple[str, str]]:
    """Yield label and words of what a reader wants to know at once."""
    if isinstance(record, Event):
        if record.status != "confirmed":
            yield _("Status:"), _(vocabulary("event-statuses")[record.status].label)
        zone = f" ({record.time_zone})" if record.time_zone and record.start.time else ""
        yield _("When:"), fmt.span(record.start, record.end) + zone
        yield _("Where:"), record.place or ""
        if record.registration and record.registration.deadline:
            yield _("Sign up until:"), fmt.day(record.registration.deadline)
    elif isinstance(record, Practice):
        for figure in record.results:
            year = f", {figure.year}" if figure.year else ""
            grade = _(vocabulary("grades")[figure.grade].label)
            yield f"{figure.label}:", f"{fmt.with_unit(figure.value, figure.unit)}{year} ({grade})"
    elif isinstance(record, Funding):
        yield _("What one gets:"), record.offers
        yield _("Who may apply:"), record.who
        yield _("Deadlines:"), "; ".join(fmt.when(deadline.date) for deadline in record.deadlines)
    elif isinstance(record, Training):
        yield _("What one gets:"), record.offers
        yield _("For whom:"), record.audience or ""
        yield _("Apply until:"), fmt.day(record.deadline) if record.deadline else ""
