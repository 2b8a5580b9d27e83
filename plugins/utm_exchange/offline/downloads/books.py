"""Books: what is read from beginning to end: the guidance, one of its stages, or what a pack is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from utm_exchange.catalogue.addresses import record_address
from utm_exchange.i18n import gettext as _
from utm_exchange.offline.downloads.exchange import Exchange
from utm_exchange.offline.packs import Pack
from utm_exchange.records.types import Guidance, Record
from utm_exchange.records.vocabulary import vocabulary


@dataclass(frozen=True)
class Book:
    """A book: records by part, each of which has a name."""

    id: str
    """Unique and stable, fit for a file's name."""
    title: str
    parts: tuple[tuple[str, tuple[Record, ...]], ...]

    @cached_property
    def chapters(self) -> tuple[str, ...]:
        """The addresses of all chapters in order."""
        return tuple(record_address(record) for _name, records in self.parts for record in records)

    def resolver(self, exchange: Exchange, place: Callable[[str, str], str]) -> Callable[[str], str]:
        """Return what says where links lead: to a chapter at its ``place`` with a fragment or '', to the web where that is known, or nowhere."""
        inside = frozenset(self.chapters)

        def resolve(target: str) -> str:
            address, _mark, fragment = target.partition("#")
            if address not in inside:
                return exchange.online(target)
            held = fragment and f'id="{fragment}"' in exchange.article(address).body
            return place(address, fragment if held else "")

        return resolve


def guides(exchange: Exchange) -> tuple[Record, ...]:
    """Return the guidance in the order of the journey."""
    order = {term.id: number for number, term in enumerate(vocabulary("stages"))}
    found = [record for record in exchange.catalogue.listed("guidance") if isinstance(record, Guidance)]
    return tuple(sorted(found, key=lambda guide: order[guide.stage]))


def handbook(exchange: Exchange) -> Book:
    """Return all guidance as one book."""
    return Book("guidance", _("Guidance: the journey, step by step"), ((_("The journey"), guides(exchange)),))


def stage_books(exchange: Exchange) -> Iterator[Book]:
    """Yield a book for each stage of the journey."""
    for guide in guides(exchange):
        yield Book(f"guidance-{guide.slug}", guide.title, (("", (guide,)),))


def book_of(exchange: Exchange, pack: Pack) -> Book:
    """Return what a pack is about as a book."""
    return Book(pack.id, exchange.name if pack.whole else pack.label, exchange.grouped(pack.records))
