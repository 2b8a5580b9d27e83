"""Channels: which feeds there are, what each holds, and the files it makes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from utm_exchange.catalogue.addresses import facet_address
from utm_exchange.feeds.documents import Documents, Head
from utm_exchange.feeds.identity import Minter
from utm_exchange.feeds.items import Item
from utm_exchange.i18n import gettext as _
from utm_exchange.records.types import Funding, Training
from utm_exchange.records.vocabulary import vocabulary

FOLDER = "feeds/"
NEWEST = 50
"""Items in the document that programs read again and again, and in each archive."""
FORMATS = ("atom", "rss", "json")
_EMPTY = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
"""The last change of a feed in which there has never been anything."""


@dataclass(frozen=True)
class Channel:
    """A feed that one can subscribe to; ``page`` is the address of the page that shows the same."""

    name: str
    title: str
    about: str
    group: str
    """``main``, ``pillar`` or ``region``."""
    page: str
    chosen: Callable[[Item], bool]
    current: Callable[[Item], bool] = lambda _item: True
    """Which of the chosen items are shown now; the others are kept in the archives only."""
    archived: bool = False

    def address(self, form: str, number: int = 0) -> str:
        """Return the address of the feed in a format, or of one of its archives, counted from 1."""
        return f"{FOLDER}{self.name}{f'-{number}' if number else ''}.{form}"


def channels(today: dt.date) -> Iterator[Channel]:
    """Yield every feed, those with nothing in them yet included."""
    whole = _("News, events, practices and calls.")
    yield Channel("all", _("Everything new"), whole, "main", "", lambda _item: True)
    for type_name, title, about, page in (
        ("news", _("News"), _("What happened in the mission and around it."), "news"),
        ("event", _("Events"), _("Where cities meet, and what came of it."), "events"),
        ("practice", _("New practices"), _("What cities did, and what came of it."), "practices"),
    ):
        yield Channel(page, title, about, "main", f"{page}/", _is_type(type_name), archived=True)
    yield Channel(
        "calls",
        _("Open calls"),
        _("Money and training that one can apply for now."),
        "main",
        "funding/",
        lambda item: isinstance(item.record, Funding | Training),
        lambda item: isinstance(item.record, Funding | Training) and item.record.state(today) != "closed",
        archived=True,
    )
    for facet, words, has in (("pillar", "pillars", _has_pillar), ("region", "regions", _is_in)):
        for term in vocabulary(words):
            yield Channel(
                f"{facet}-{term.id}",
                _(term.label),
                _(term.definition) or whole,
                facet,
                facet_address(facet, term.id),
                has(term.id),
            )


def _is_type(type_name: str) -> Callable[[Item], bool]:
    return lambda item: item.record.type_name == type_name


def _has_pillar(pillar: str) -> Callable[[Item], bool]:
    return lambda item: pillar in getattr(item.record, "pillars", ())


def _is_in(region: str) -> Callable[[Item], bool]:
    return lambda item: region in item.regions


@dataclass(frozen=True)
class FeedWriter:
    """Writes feeds. ``address`` makes the address of a page or file as feeds name it."""

    site_name: str
    language: str
    has_address: bool
    """Whether the site's own address is known."""
    address: Callable[[str], str]
    minter: Minter
    today: dt.date
    pages: frozenset[str]
    """Addresses of the pages that there are; a feed whose page is missing leads to the page about feeds."""

    def files(self, items: Sequence[Item]) -> Iterator[tuple[str, bytes]]:
        """Yield address and content of every document of every feed."""
        documents = Documents()
        ordered = sorted(items, key=lambda item: item.order)
        for channel in channels(self.today):
            chosen = [item for item in ordered if channel.chosen(item)]
            newest = [item for item in chosen if channel.current(item)][-NEWEST:][::-1]
            head = self._head(channel, newest)
            count = -(-len(chosen) // NEWEST) if channel.archived else 0
            latest = replace(head, links=self._links(channel, count + 1, count))
            yield channel.address("atom"), documents.atom(self._at(latest, channel, "atom"), newest)
            yield channel.address("rss"), documents.rss(self._at(head, channel, "rss"), newest)
            yield channel.address("json"), documents.json(self._at(head, channel, "json"), newest)
            for number in range(1, count + 1):
                # Counted from the oldest, so that a full archive stays as it is.
                part = chosen[(number - 1) * NEWEST : number * NEWEST]
                past = self._at(self._head(channel, part), channel, "atom", number)
                past = replace(past, links=self._links(channel, number, count), archive=True)
                yield channel.address("atom", number), documents.atom(past, part[::-1])

    def _head(self, channel: Channel, items: Sequence[Item]) -> Head:
        page = channel.page if channel.page in self.pages else FOLDER
        return Head(
            id=self.minter.tag("feeds", channel.name),
            title=f"{channel.title} · {self.site_name}",
            about=channel.about,
            site_name=self.site_name,
            language=self.language,
            page=self.address(page),
            self_address="",
            updated=max((item.updated for item in items), default=_EMPTY),
        )

    def _at(self, head: Head, channel: Channel, form: str, number: int = 0) -> Head:
        own = self.address(channel.address(form, number)) if self.has_address else ""
        return replace(head, self_address=own)

    def _links(self, channel: Channel, number: int, count: int) -> tuple[tuple[str, str], ...]:
        """Return the way through the archives, from the newest (``count``) to the oldest (RFC 5005, section 4)."""
        found = []
        if number > 1:
            found.append(("prev-archive", self.address(channel.address("atom", number - 1))))
        if number < count:
            found.append(("next-archive", self.address(channel.address("atom", number + 1))))
        if number <= count:
            found.append(("current", self.address(channel.address("atom"))))
        return tuple(found)
