"""Feeds of what is new: Atom (RFC 4287), one entry for each change."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import islice

from feedgenerator import Atom1Feed

from utm_exchange.catalogue.addresses import record_address
from utm_exchange.catalogue.changes import Change
from utm_exchange.i18n import gettext as _

ENTRIES = 50
"""Entries of a feed; a reader that asks once a week misses nothing before that."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who publishes the feeds, and where.

    ``site`` is the absolute address of the site's root with a slash at its end; where nobody has
    said what it will be it is '', and links in a feed are relative to the feed, as RFC 4287 (section
    2) allows. ``authority`` is the domain name in the ids (RFC 4151), which must never change.
    """

    name: str
    site: str
    authority: str
    language: str
    today: dt.date

    def link(self, address: str, feed: str) -> str:
        """Return how a feed names an address below the root."""
        if self.site:
            return self.site + address
        slash = "/" if address.endswith("/") or not address else ""
        return posixpath.relpath(address or ".", posixpath.dirname(feed)) + slash

    def tag(self, *parts: str) -> str:
        """Return an id that stays when titles and addresses change: a tag URI of RFC 4151."""
        return f"tag:{self.authority},2026:{'/'.join(parts)}"


class _Feed(Atom1Feed):  # type: ignore[misc]  # the library is not typed
    """An Atom feed that says of an empty feed what it would say of any: nothing after today."""

    def __init__(self, today: dt.date, *arguments: str, **named: str) -> None:
        super().__init__(*arguments, **named)
        self._today = today

    def latest_post_date(self) -> dt.datetime:
        """Return the time of the newest entry; the library takes the clock where there is none."""
        return max((item["updateddate"] for item in self.items), default=_midnight(self._today))


def feed_text(title: str, page: str, address: str, changes: Iterable[Change], sender: Sender) -> str:
    """Return a feed of changes, which come newest first; ``page`` tells the same to people."""
    feed = _Feed(
        sender.today,
        title,
        sender.link(page, address),
        "",
        language=sender.language,
        author_name=sender.name,
        feed_url=sender.link(address, address),
        feed_guid=sender.tag("feeds", address),
    )
    for change in islice(changes, ENTRIES):
        record = change.record
        feed.add_item(
            f"{_(change.word)}: {record.title}",
            sender.link(record_address(record), address),
            escape(record.withdrawn.reason if record.withdrawn else record.summary),
            pubdate=_midnight(change.day),
            updateddate=_midnight(change.day),
            unique_id=sender.tag(record.type_name, record.slug, change.kind, change.day.isoformat()),
            categories=(_(record.label),),
        )
    return str(feed.writeString("utf-8"))


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, dt.UTC)
