"""Index pages: every page that lists records, as data that templates show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from utm_exchange.i18n import gettext as _
from utm_exchange.records.types import Record

PER_PAGE = 60
"""Records on one page of a list; a list of up to :data:`RESTFUL` stays whole."""
RESTFUL = 80


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way from the home page to a page."""

    label: str
    address: str


@dataclass(frozen=True)
class Section:
    """Records under a heading; ``id`` is its anchor."""

    id: str
    heading: str
    records: tuple[Record, ...]
    note: str = ""
    address: str = ""


@dataclass(frozen=True)
class IndexPage:
    """A page that lists records."""

    address: str
    title: str
    lead: str
    template: str
    crumbs: tuple[Crumb, ...] = ()
    sections: tuple[Section, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    number: int = 1
    pages: tuple[str, ...] = ()
    """Addresses of all pages of a list that has several."""

    @property
    def source(self) -> str:
        """The path that MkDocs knows the page by."""
        return f"{self.address}index.md"

    @property
    def count(self) -> int:
        """Number of records on the page."""
        return sum(len(section.records) for section in self.sections)


def home() -> Crumb:
    """Return the first step of every way."""
    return Crumb(_("Home"), "")


_WAYS = {
    "practices": ("practice", ("sector", "stage", "region")),
    "cities": ("city", ("region", "size")),
    "funding": ("funding", ("stage", "sector", "region")),
    "needs": ("need", ("stage", "sector")),
}
"""By the address of a long list: its type, and the facets whose values lead into it."""


def section_page(
    address: str, title: str, lead: str, sections: tuple[Section, ...], template: str = "list"
) -> IndexPage:
    """Return the page of a section of the site, one step from the home page."""
    type_, ways = _WAYS.get(address, ("", ()))
    data = {"type": type_, "ways": ways if sections else ()}
    return IndexPage(f"{address}/", title, lead, f"indexes/{template}.html", (home(),), sections, data)


def paginate(page: IndexPage) -> Iterator[IndexPage]:
    """Divide a long list into pages of :data:`PER_PAGE` records; sections go on from page to page."""
    if page.count <= RESTFUL:
        yield page
        return
    slices = list(_slices(page.sections))
    addresses = tuple(
        page.address if number == 1 else f"{page.address}page/{number}/"
        for number in range(1, len(slices) + 1)
    )
    for number, sections in enumerate(slices, 1):
        title = (
            page.title if number == 1 else _("{title}, page {number}").format(title=page.title, number=number)
        )
        yield replace(
            page,
            address=addresses[number - 1],
            title=title,
            sections=tuple(sections),
            number=number,
            pages=addresses,
        )


def _slices(sections: Sequence[Section]) -> Iterator[list[Section]]:
    room = PER_PAGE
    current: list[Section] = []
    for section in sections:
        records = section.records
        while records:
            current.append(replace(section, records=records[:room]))
            records, room = records[room:], room - min(room, len(records))
            if room == 0:
                yield current
                current, room = [], PER_PAGE
    if current:
        yield current


def grouped(records: Iterable[Record], groups: Iterable[tuple[str, str, Any]]) -> tuple[Section, ...]:
    """Sort records into sections; each group is an id, a heading and a predicate."""
    held = list(records)
    sections = (
        Section(id_, heading, tuple(record for record in held if belongs(record)))
        for id_, heading, belongs in groups
    )
    return tuple(section for section in sections if section.records)
