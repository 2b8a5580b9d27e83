"""What the tests of explorers share: the catalogue as Python sees it, and a page as a reader uses it."""

from __future__ import annotations

import base64
import datetime as dt
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page
from site_fixture import REPOSITORY, TODAY

from utm_exchange.catalogue.addresses import record_address
from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.checking import catalogue_of, check_catalogue
from utm_exchange.catalogue.facets import FACETS_BY_ID
from utm_exchange.records.types import Record
from utm_exchange.search.asking import hits, query_of
from utm_exchange.search.documents import Document, content_pages, documents_of
from utm_exchange.search.explorers import KINDS, Kind
from utm_exchange.search.fields import FIELDS
from utm_exchange.search.index import Index, build_index
from utm_exchange.search.properties import EVERY, PROPERTIES_BY_ID
from utm_exchange.search.synonyms import synonyms

Chosen = Mapping[str, frozenset[str]]

EXPLORERS = {kind.type: kind for kind in KINDS if kind.type}
DAY = dt.date.fromisoformat(TODAY)


@functools.cache
def catalogue() -> Catalogue:
    return catalogue_of(check_catalogue(REPOSITORY, DAY), DAY)


@functools.cache
def documents() -> list[Document]:
    return documents_of(catalogue(), content_pages(REPOSITORY))


@functools.cache
def index() -> Index:
    return build_index(
        (document.texts for document in documents()), [field.name for field in FIELDS], synonyms()
    )


def holding(words: str) -> list[str]:
    """Addresses of what holds some words, best first, as the ``lunr`` package finds them."""
    return [documents()[ordinal].address for ordinal, _score in hits(index(), query_of(words, synonyms()))]


def values_of(facet: str, record: Record) -> frozenset[str]:
    if facet in FACETS_BY_ID:
        return frozenset(FACETS_BY_ID[facet].values(record, catalogue().cities))
    return frozenset(PROPERTIES_BY_ID[facet].values(record, catalogue()))


def offered(type_: str) -> dict[str, list[str]]:
    """The values that at least one record of a type has, by facet."""
    records = catalogue().listed(type_)
    return {
        facet: sorted({value for record in records for value in values_of(facet, record)})
        for facet in EXPLORERS[type_].facets
    }


def fits(record: Record, chosen: Chosen, but: str = "") -> bool:
    """Whether a record has any chosen value of each facet, or all where that is the rule."""
    for facet, wanted in chosen.items():
        held = values_of(facet, record) & wanted
        if wanted and facet != but and not (held == wanted if facet in EVERY else held):
            return False
    return True


def fitting(type_: str, chosen: Chosen, within: Iterable[str] | None = None) -> list[Record]:
    """Records in the order of their titles."""
    near = None if within is None else set(within)
    return [
        record
        for record in catalogue().listed(type_)
        if fits(record, chosen) and (near is None or record_address(record) in near)
    ]


def number_with(type_: str, chosen: Chosen, facet: str, value: str) -> int:
    """What a further choice would give."""
    but = "" if facet in EVERY else facet
    return sum(
        value in values_of(facet, record) and fits(record, chosen, but)
        for record in catalogue().listed(type_)
    )


def query(chosen: Chosen, **more: str) -> str:
    pairs = [(facet, value) for facet, values in chosen.items() for value in sorted(values)]
    return "?" + urlencode([*pairs, *more.items()])


@dataclass
class Explorer:
    """An explorer in a tab."""

    tab: Page
    root: str
    kind: Kind

    def open(self, asked: str = "") -> Explorer:
        self.tab.goto(self.root + self.kind.address + asked)
        return self.settle()

    def settle(self) -> Explorer:
        """Wait until it shows what was asked for."""
        self.tab.wait_for_function(
            "() => { const e = document.querySelector('.explorer.is-live'); return e && !e.querySelector('[aria-busy]') }"
        )
        return self

    def part(self, name: str) -> Locator:
        """A part of it; the search box of the header has parts of its own."""
        return self.tab.locator(f"[data-explorer] [data-part={name}]")

    @property
    def words(self) -> Locator:
        return self.tab.locator("#explorer-words")

    def group(self, facet: str) -> Locator:
        return self.tab.locator(f"details[data-facet={facet}]")

    def unfold(self, facet: str) -> Locator:
        """Open the choices of a facet."""
        group = self.group(facet)
        if group.get_attribute("open") is None:
            # What opening it sets off begins a moment after the click.
            group.evaluate(
                "group => { group.opened = new Promise(done => group.addEventListener('toggle', done)) }"
            )
            group.locator("summary").click()
            group.evaluate("group => group.opened.then(() => null)")
        self.settle()
        return group

    def box(self, facet: str, value: str) -> Locator:
        return self.unfold(facet).locator(f'input[value="{value}"]')

    def choose(self, facet: str, value: str) -> Explorer:
        self.box(facet, value).click()
        return self.settle()

    def view(self, name: str) -> Explorer:
        self.tab.keyboard.press("Escape")
        self.tab.get_by_label(name, exact=True).check()
        return self.settle()

    def counts(self, facet: str) -> dict[str, int]:
        group = self.unfold(facet)
        rows = group.locator("label").evaluate_all(
            "labels => labels.map(l => [l.querySelector('input').value, l.querySelector('.count').textContent])"
        )
        return {value: int(count.replace(",", "")) for value, count in rows}

    @property
    def number(self) -> int:
        return int((self.part("status").inner_text() or "0").split()[0].replace(",", ""))

    @property
    def titles(self) -> list[str]:
        found = self.part("list").locator(".card__title a, tbody th a")
        return [text.strip() for text in found.all_inner_texts()]

    @property
    def chosen(self) -> dict[str, set[str]]:
        pairs = self.tab.locator("input[type=checkbox]:checked").evaluate_all(
            "boxes => boxes.filter(b => b.closest('.explorer')).map(b => [b.name, b.value])"
        )
        return {facet: {value for name, value in pairs if name == facet} for facet, _value in pairs}

    @property
    def asked(self) -> str:
        return str(self.tab.evaluate("location.search"))

    @property
    def notes(self) -> str:
        return self.part("notes").inner_text()


def module(name: str) -> str:
    """A browser module that imports nothing, as an address from which a page without a policy can import it."""
    folder = Path(REPOSITORY, "theme_overrides/assets/modules/explorer")
    return "data:text/javascript;base64," + base64.b64encode((folder / name).read_bytes()).decode()
