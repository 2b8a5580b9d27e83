"""The text-only edition: small pages without scripts and pictures, one for each record, and lists of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from utm_exchange.catalogue.addresses import record_address
from utm_exchange.offline.downloads.exchange import Exchange
from utm_exchange.offline.packs import Pack, pages_of
from utm_exchange.records.types import RECORD_TYPES

STYLES = "text.css"
_SECTIONS = frozenset(f"{kind.address}/" for kind in RECORD_TYPES)


def text_edition(exchange: Exchange, pack: Pack) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each file of the text-only edition of a pack; ``index.html`` comes first."""
    groups = exchange.grouped((*pack.records, *pack.beside))
    records = [record_address(record) for _name, found in groups for record in found]
    built = set(pages_of(pack, exchange.catalogue, exchange.titles))
    words = sorted(address for address in exchange.written & built if address and address not in _SECTIONS)
    inside = {*records, *words, *(f"{found[0].address}/" for _name, found in groups), ""}

    def drawn(template: str, address: str, **context: Any) -> tuple[str, bytes]:
        path = path_of(address)
        root = "../" * path.count("/")

        def resolve(target: str) -> str:
            there, mark, fragment = target.partition("#")
            return f"{root}{path_of(there)}{mark}{fragment}" if there in inside else exchange.online(target)

        page = exchange.draw(
            f"downloads/{template}.html",
            exchange=exchange,
            pack=pack,
            to=resolve,
            styles=f"{root}{STYLES}",
            **context,
        )
        return path, page.encode()

    yield drawn(
        "text_index", "", groups=groups, words=[(address, exchange.titles[address]) for address in words]
    )
    for name, found in groups:
        yield drawn("text_list", f"{found[0].address}/", name=name, records=found)
    names = {f"{found[0].address}/": name for name, found in groups}
    for address in (*records, *words):
        section = f"{address.partition('/')[0]}/"
        yield drawn(
            "text_page",
            address,
            article=exchange.article(address),
            section=section,
            section_name=names.get(section, ""),
        )
    yield STYLES, Path(__file__).with_name(STYLES).read_bytes()


def path_of(address: str) -> str:
    """Return the path of a page of the text-only edition."""
    return f"{address.rstrip('/')}.html" if address else "index.html"
