"""Documents: what can be found, one per record or page, with the text of each field of the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from utm_exchange.catalogue.addresses import record_address
from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.facets import (
    FACETS,
    cities_of,
    countries_of,
    country_name,
    regions_of,
    value_label,
)
from utm_exchange.i18n import gettext as _
from utm_exchange.records.problems import Problem
from utm_exchange.records.reading import read_source
from utm_exchange.records.types import RECORD_TYPES, Practice, Record
from utm_exchange.records.vocabulary import vocabulary
from utm_exchange.records.when import When
from utm_exchange.search.analysis import fold
from utm_exchange.search.properties import property_values
from utm_exchange.search.prose import plain, words_of

PAGE = "page"
"""The type of a document that is no record."""
_IN_PLACE = frozenset({"region", "country"})


@dataclass(frozen=True)
class Document:
    """Something that search finds.

    ``texts`` holds the folded text of each field but ``concept``, which the index derives from them.
    ``values`` holds the ids of its facet values by facet id.
    """

    identity: str
    type: str
    address: str
    """Of its page, relative to the site's root: ``practices/oslo-climate-budget/``."""
    title: str
    summary: str
    place: str
    """Its cities and countries, as they are shown beside a title."""
    texts: Mapping[str, str]
    values: Mapping[str, tuple[str, ...]]
    day: int = 0
    """The day that it is about, such as 20260314; 0 where it is of no day."""


@dataclass(frozen=True, slots=True)
class ContentPage:
    """A Markdown page that is no record; ``source`` is its path below the content folder."""

    source: str
    title: str
    summary: str
    markdown: str

    @property
    def address(self) -> str:
        """Where it is, relative to the site's root."""
        path = self.source.removesuffix(".md")
        return "" if path == "index" else f"{path.removesuffix('/index')}/"


def documents_of(catalogue: Catalogue, pages: Iterable[ContentPage]) -> list[Document]:
    """Return all documents in the order of their ordinals.

    Records of a type, of a sector and of a place stand together: what one query finds then lies in few
    files, and the distances between ordinals are small.
    """
    types = [record_type.type_name for record_type in RECORD_TYPES]
    records = [_of_record(record, catalogue) for record in catalogue.records.values() if not record.withdrawn]
    first = {
        facet.id: {term.id: number for number, term in enumerate(vocabulary(facet.vocabulary))}
        for facet in FACETS
        if facet.vocabulary
    }

    def key(document: Document) -> tuple[object, ...]:
        sector = next(iter(document.values["sector"]), "")
        region = next(iter(document.values["region"]), "")
        return (
            types.index(document.type),
            first["sector"].get(sector, 99),
            first["region"].get(region, 99),
            document.place,
            document.identity,
        )

    return [
        *sorted(records, key=key),
        *(_of_page(page) for page in sorted(pages, key=lambda page: page.source)),
    ]


def _of_record(record: Record, catalogue: Catalogue) -> Document:
    cities = cities_of(record, catalogue.cities)
    values = {facet.id: facet.values(record, catalogue.cities) for facet in FACETS}
    countries = [country_name(code) for code in countries_of(record, catalogue.cities)]
    regions = [_(vocabulary("regions")[region].label) for region in regions_of(record, catalogue.cities)]
    labels = [
        _(record.label),
        *(
            value_label(facet, value)
            for facet in FACETS
            if facet.id not in _IN_PLACE
            for value in values[facet.id]
        ),
    ]
    place = [city.title for city in cities]
    texts = {
        "title": fold(record.title),
        "place": fold(" ".join((*place, *countries, *regions))),
        # The address is in the editor's own key words: `bogota-ciclovia`.
        "summary": fold(f"{record.summary} {record.slug.replace('-', ' ')}"),
        "tag": fold(" ".join(labels)),
        "body": fold(words_of(record, catalogue)),
    }
    shown = [name for name in (*place, *countries) if name != record.title]
    return Document(
        record.identity,
        record.type_name,
        record_address(record),
        record.title,
        record.summary,
        ", ".join(shown),
        texts,
        {**values, **property_values(record, catalogue)},
        _day(record),
    )


def _day(record: Record) -> int:
    """Return the day that a record is about as a number such as 20260314; 0 where it is of no day."""
    if isinstance(record, Practice):
        return (record.start or 0) * 10_000
    for name in ("date", "start", "starts", "opens", "said_on", "updated"):
        when = getattr(record, name, None)
        if when is not None:
            day = when.first if isinstance(when, When) else when
            return day.year * 10_000 + day.month * 100 + day.day
    return 0


def _of_page(page: ContentPage) -> Document:
    texts = {
        "title": fold(page.title),
        "place": "",
        "summary": fold(page.summary),
        "tag": "",
        "body": fold(plain(page.markdown)),
    }
    return Document(
        f"{PAGE}:{page.source.removesuffix('.md')}",
        PAGE,
        page.address,
        page.title,
        page.summary,
        "",
        texts,
        {},
    )


def content_pages(root: Path) -> Iterator[ContentPage]:
    """Yield the pages below ``root/content`` that people wrote and that are no records; the home page leads elsewhere only."""
    content = root / "content"
    folders = tuple(
        f"{t.folder.removeprefix('content/')}/" for t in RECORD_TYPES if t.folder.startswith("content/")
    )
    for path in sorted(content.rglob("*.md")):
        source = path.relative_to(content).as_posix()
        hidden = any(part.startswith((".", "_")) for part in source.split("/"))
        if hidden or source == "index.md" or (source.startswith(folders) and path.name != "index.md"):
            continue
        found = read_source(root, path)
        if isinstance(found, Problem):
            continue
        facts = yaml.load(found.yaml, yaml.BaseLoader)  # noqa: S506 - builds plain strings only
        facts = facts if isinstance(facts, dict) else {}
        title = str(facts.get("title") or path.stem.replace("-", " ").capitalize())
        yield ContentPage(source, title, str(facts.get("description") or ""), found.body)
