"""Page metadata: the tags in the head of a page that social services and search engines read.

Formats: Open Graph (https://ogp.me), Twitter cards, whose other values fall back on Open Graph, and
the link types of HTML. Title, description and canonical link stand in the page's own template.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from babel import Locale
from babel.core import get_global

from utm_exchange.metadata.addressing import Addressing

ARTICLES = {"practice", "news", "need", "guidance"}
"""Record types whose pages are articles in Open Graph's sense; it knows no better word for the others."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A ``meta`` element: ``attribute`` is ``name``, or ``property`` for Open Graph's."""

    attribute: str
    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Link:
    """A ``link`` element to another page."""

    rel: str
    href: str


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What ``partials/metadata.html`` writes into the head of a page."""

    tags: tuple[Tag, ...]
    links: tuple[Link, ...]
    json_ld: str
    """Text of the data block, safe inside a ``script`` element; '' for none."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The image that stands for a page; ``address`` is relative to the site's root."""

    address: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class PageFacts:
    """What is known of a page."""

    title: str
    description: str
    site_name: str
    locale: Locale
    addressing: Addressing
    record_type: str = ""
    """Name of the record's type, '' for a page that is no record's."""
    authors: Sequence[str] = ()
    published: dt.date | None = None
    changed: dt.date | None = None
    picture: Picture | None = None
    neighbours: Mapping[str, str] = field(default_factory=dict)
    """Addresses relative to the root, by link type: ``prev`` and ``next``."""


def describe(facts: PageFacts, json_ld: str) -> PageMetadata:
    """Return the metadata of a page."""
    links = tuple(Link(rel, facts.addressing.to(address)) for rel, address in facts.neighbours.items())
    return PageMetadata(tuple(tag for tag in _tags(facts) if tag.content), links, json_ld)


def _tags(facts: PageFacts) -> Iterator[Tag]:
    yield Tag("name", "author", ", ".join(facts.authors))
    is_article = facts.record_type in ARTICLES
    yield Tag("property", "og:type", "article" if is_article else "website")
    yield Tag("property", "og:site_name", facts.site_name)
    yield Tag("property", "og:title", facts.title)
    yield Tag("property", "og:description", facts.description)
    yield Tag("property", "og:url", facts.addressing.absolute(facts.addressing.here))
    yield Tag("property", "og:locale", open_graph_locale(facts.locale))
    if is_article:
        yield Tag(
            "property", "article:published_time", facts.published.isoformat() if facts.published else ""
        )
        yield Tag("property", "article:modified_time", facts.changed.isoformat() if facts.changed else "")
    yield from _picture_tags(facts)


def _picture_tags(facts: PageFacts) -> Iterator[Tag]:
    """Yield the image, where services can fetch it: without the site's address there is none to name."""
    picture = facts.picture
    address = facts.addressing.absolute(picture.address) if picture else ""
    if picture and address:
        yield Tag("property", "og:image", address)
        yield Tag("property", "og:image:type", "image/png")
        yield Tag("property", "og:image:width", str(picture.width))
        yield Tag("property", "og:image:height", str(picture.height))
        yield Tag("property", "og:image:alt", picture.alt)
    yield Tag("name", "twitter:card", "summary_large_image" if address else "summary")


def open_graph_locale(locale: Locale) -> str:
    """Return ``language_TERRITORY``, which Open Graph demands; CLDR says the likely territory of a bare language."""
    if locale.territory:
        return f"{locale.language}_{locale.territory}"
    likely = get_global("likely_subtags").get(locale.language, "")
    territory = likely.rpartition("_")[2]
    return f"{locale.language}_{territory}" if territory else ""
