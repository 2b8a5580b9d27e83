"""Documents: feeds as Atom (RFC 4287, with the archives of RFC 5005), RSS 2.0 and JSON Feed 1.1."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from feedgenerator import Atom1Feed, Rss201rev2Feed
from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator

from utm_exchange.feeds.items import Item

_HISTORY = "http://purl.org/syndication/history/1.0"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"


@dataclass(frozen=True)
class Head:
    """What a feed says of itself. Addresses are as in items; ``self_address`` is '' where the site has none."""

    id: str
    title: str
    about: str
    site_name: str
    language: str
    page: str
    """Address of the page that shows the same to people."""
    self_address: str
    updated: dt.datetime
    links: tuple[tuple[str, str], ...] = ()
    """Relation and address of other documents of the same feed."""
    archive: bool = False
    """Whether the document is one that no longer changes, except where an item is corrected."""


class _Atom(Atom1Feed):  # type: ignore[misc]  # the library has no types
    """Atom whose entries are written already, with the links of archives."""

    head: Head
    entries: Sequence[str]

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:fh": _HISTORY}

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        for relation, address in self.head.links:
            handler.addQuickElement("link", "", {"rel": relation, "href": address})
        if self.head.archive:
            handler.addQuickElement("fh:archive", "")

    def write_items(self, handler: Any) -> None:
        for entry in self.entries:
            handler.ignorableWhitespace(entry)  # the one way to write text that is XML already

    def latest_post_date(self) -> dt.datetime:
        return self.head.updated


class _Rss(Rss201rev2Feed):  # type: ignore[misc]
    """RSS whose items are written already, with the full text of each."""

    head: Head
    entries: Sequence[str]

    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": _CONTENT,
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])

    def write_items(self, handler: Any) -> None:
        for entry in self.entries:
            handler.ignorableWhitespace(entry)

    def latest_post_date(self) -> dt.datetime:
        return self.head.updated


class Documents:
    """Writes documents; each item is written once per format, however many feeds it stands in."""

    def __init__(self) -> None:
        """Begin with nothing written."""
        self._written: dict[tuple[str, str], str] = {}

    def atom(self, head: Head, items: Sequence[Item]) -> bytes:
        """Return a feed as Atom."""
        return self._xml(_Atom, "entry", head, items)

    def rss(self, head: Head, items: Sequence[Item]) -> bytes:
        """Return a feed as RSS 2.0."""
        return self._xml(_Rss, "item", head, items)

    def _xml(self, kind: type[_Atom | _Rss], element: str, head: Head, items: Sequence[Item]) -> bytes:
        feed = kind(
            title=head.title,
            link=head.page,
            description=head.about,
            language=head.language,
            author_name=head.site_name,
            feed_url=head.self_address or None,
            feed_guid=head.id,
        )
        feed.head = head
        feed.entries = [self._element(feed, element, item) for item in items]
        text = io.StringIO()
        feed.write(text, "utf-8")
        return text.getvalue().encode()

    def _element(self, feed: _Atom | _Rss, element: str, item: Item) -> str:
        key = (element, item.id)
        if key not in self._written:
            feed.add_item(
                title=item.record.title,
                link=item.link,
                description=escape(item.record.summary, quote=False),
                author_name=", ".join(item.authors) or None,
                pubdate=item.published,
                updateddate=item.updated,
                unique_id=item.id,
                unique_id_is_permalink=False,
                categories=item.categories,
                content=item.html,
            )
            text = io.StringIO()
            handler = SimplerXMLGenerator(text, "utf-8", short_empty_elements=True)
            handler.startElement(element, {})
            feed.add_item_elements(handler, feed.items.pop())
            handler.endElement(element)
            self._written[key] = text.getvalue()
        return self._written[key]

    def json(self, head: Head, items: Sequence[Item]) -> bytes:
        """Return a feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
        document = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": head.title,
            "home_page_url": head.page,
            "feed_url": head.self_address,
            "description": head.about,
            "language": head.language,
            "authors": [{"name": head.site_name}],
            "items": [_json_item(item) for item in items],
        }
        if not head.self_address:
            del document["feed_url"]
        return f"{json.dumps(document, ensure_ascii=False, indent=1)}\n".encode()


def _json_item(item: Item) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": item.id,
        "url": item.link,
        "title": item.record.title,
        "summary": item.record.summary,
        "content_html": item.html,
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(),
        "tags": list(item.categories),
    }
    if item.authors:
        entry["authors"] = [{"name": name} for name in item.authors]
    return entry
