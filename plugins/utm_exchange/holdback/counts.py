"""Counts: a number that says one too many betrays a record as its name would."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from utm_exchange.catalogue.addresses import facet_address
from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.facets import FACETS
from utm_exchange.records.types import Record
from utm_exchange.side_by_side import share

_COUNT = re.compile(r"class=\"count\">\s*([\d.,\s\u00a0\u202f]*\d)")
_LINK = re.compile(r"<a\b[^>]*\bhref=\"([^\"#]*)")
_NUMBER = re.compile(r"<a href=\"([^\"#]*)[^\"]*\">[^<]*</a></dt>\s*<dd[^>]*>\s*([\d.,\s\u00a0\u202f]*\d)")
_ITEMS = re.compile(r"\"numberOfItems\":\s*(\d+)")
_NEAR = 600
"""Characters between the beginning of a link and the count in it."""


def too_many(
    site: Path, files: Sequence[str], held: Iterable[Record], seen: Catalogue
) -> Iterator[tuple[str, str, int, int]]:
    """Yield path, address counted, number said and number of public records, for lists with a record held back.

    Read are the counts beside links, the numbers of the home page, ``numberOfItems`` of lists, and
    ``count`` of JSON files that are named after a record type.
    """
    records = list(held)
    expected = dict(_expected(records, seen))

    def look(pages: Sequence[str]) -> list[tuple[str, str, int, int]]:
        return [
            (page, address, number, expected[address])
            for page in pages
            for address, number in _said((site / page).read_text("utf-8", errors="replace"), page)
            if number > expected.get(address, number)
        ]

    found = share([file for file in files if file.endswith(".html")] if expected else [], look)
    yield from sorted(one for part in found for one in part)
    types = {name: r.type_name for r in records for name in (r.type_name, r.address)}
    for file in files:
        name = file.rsplit("/", 1)[-1].removesuffix(".json")
        if file.endswith(".json") and name in types:
            public = len(seen.of_type(types[name]))
            number = _json_count(site / file)
            if number > public:
                yield file, name, number, public


def _expected(held: Iterable[Record], seen: Catalogue) -> Iterator[tuple[str, int]]:
    """Yield the address of each list that will have one of the records, with how many it may say now."""
    for record in held:
        yield f"{record.address}/", len(seen.listed(record.type_name))
        for facet in FACETS:
            counts = {value.id: value.count for value in seen.facets[facet.id]}
            for value in facet.values(record, seen.cities):
                yield facet_address(facet.id, value), counts.get(value, 0)


def _said(html: str, page: str) -> Iterator[tuple[str, int]]:
    """Yield each count on a page with the address of what is counted."""
    here = page.removesuffix("index.html")
    for match in _COUNT.finditer(html):
        links = _LINK.findall(html, max(0, match.start() - _NEAR), match.start())
        if links:
            yield _resolved(here, links[-1]), _digits(match[1])
    for match in _NUMBER.finditer(html):
        yield _resolved(here, match[1]), _digits(match[2])
    for match in _ITEMS.finditer(html):
        yield here, int(match[1])


def _resolved(here: str, href: str) -> str:
    path = posixpath.normpath(posixpath.join(here, href.removesuffix("index.html")))
    return "" if path == "." else f"{path}/"


def _digits(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _json_count(file: Path) -> int:
    try:
        data = json.loads(file.read_text("utf-8"))
    except ValueError:
        return 0
    number = data.get("count") if isinstance(data, dict) else None
    return number if isinstance(number, int) else 0
