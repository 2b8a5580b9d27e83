"""What pages say of feeds and calendars: the page that explains them, and the links in the head of others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from utm_exchange.feeds.calendars import CalendarFile, calendars
from utm_exchange.feeds.channels import Channel, channels
from utm_exchange.i18n import gettext as _


@dataclass(frozen=True)
class Group:
    """Feeds or calendars under a heading."""

    heading: str
    feeds: tuple[Channel, ...] = ()
    calendars: tuple[CalendarFile, ...] = ()


@dataclass(frozen=True)
class FeedsPage:
    """What the page about feeds and calendars shows; ``site`` is the site's address or ''."""

    site: str
    feeds: tuple[Group, ...]
    calendars: tuple[Group, ...]

    def webcal(self, address: str) -> str:
        """Return the address under which calendar programs subscribe, '' where the site's address is not known."""
        return f"webcal:{self.site.partition(':')[2]}{address}" if self.site else ""


def feeds_page(today: dt.date, site: str) -> FeedsPage:
    """Gather all feeds and calendars by group."""
    all_feeds, all_calendars = tuple(channels(today)), tuple(calendars())
    return FeedsPage(
        site,
        tuple(
            Group(heading, feeds=tuple(feed for feed in all_feeds if feed.group == group))
            for group, heading in (
                ("main", _("By what it is")),
                ("pillar", _("By pillar")),
                ("region", _("By region")),
            )
        ),
        tuple(
            Group(
                heading, calendars=tuple(calendar for calendar in all_calendars if calendar.group in groups)
            )
            for groups, heading in (
                ({"events", "deadlines"}, _("Events and deadlines")),
                ({"kind"}, _("Events by kind")),
                ({"pillar"}, _("Events by pillar")),
                ({"region"}, _("Events by region")),
            )
        ),
    )


@dataclass(frozen=True)
class DiscoveryLink:
    """A ``link rel="alternate"`` in the head of a page; ``address`` is relative to the site's root."""

    type: str
    title: str
    address: str


@dataclass(frozen=True)
class Discovery:
    """Says which feed and calendar belong to a page, so that programs find them from its address."""

    today: dt.date

    @cached_property
    def _by_page(self) -> dict[str, tuple[DiscoveryLink, ...]]:
        found: dict[str, tuple[DiscoveryLink, ...]] = {}
        for channel in channels(self.today):
            link = DiscoveryLink("application/atom+xml", channel.title, channel.address("atom"))
            found[channel.page] = (link,)
        found["training/"] = found["funding/"]
        events, deadlines, *_rest = calendars()
        for page, calendar in (("events/", events), ("funding/", deadlines), ("training/", deadlines)):
            found[page] += (DiscoveryLink("text/calendar", calendar.title, calendar.address),)
        return found

    def links(self, url: str) -> Iterator[DiscoveryLink]:
        """Yield the links for the page with an address relative to the root: its own feed first, then the whole."""
        section = f"{url.partition('/')[0]}/" if url else ""
        page = url if url in self._by_page else section
        if page:
            yield from self._by_page.get(page, ())
        yield from self._by_page[""]
