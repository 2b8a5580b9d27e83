"""Copies: the files of a site, or of a pack of it, that work from a folder by double click."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from utm_exchange.i18n import gettext as _
from utm_exchange.offline.downloads.archives import Content
from utm_exchange.offline.downloads.exchange import Exchange
from utm_exchange.offline.downloads.links import ELSEWHERE, THIS_COPY, Links
from utm_exchange.offline.packs import Pack, pages_of

SCRIPT = "this-copy.js"
STYLES = "assets/styles/pages/copy.css"
_SHARED = ("assets/", "contribute/")
"""Folders whose files go with every copy: the pages that go along need them."""
_SOURCES = "contribute/source/"
_FEEDS = (".atom", ".rss", ".xml")
_LARGEST = 64 * 1024
"""Bytes of a file that a pack takes along because a page offers it: one record's data or calendar, not everything's."""
_FOOTER = '<p class="edition"'


def copied(exchange: Exchange, pack: Pack) -> Iterator[tuple[str, Content]]:
    """Yield path and content of each file of a copy of a pack; ``index.html`` comes first."""
    pages = pages_of(pack, exchange.catalogue, exchange.titles)
    search = {} if pack.whole else {f"search/{path}": text.encode() for path, text in exchange.search(pages)}
    files = _files(exchange, pack, pages)
    links = Links(frozenset(pages), frozenset((*files, *search, THIS_COPY, ELSEWHERE)))

    def finished(page: str, here: str = "") -> bytes:
        return _marked(links.led(page, here), here).encode()

    for address in pages:
        page = _start(exchange, pack) if not address and not pack.whole else exchange.page(address)
        yield f"{address}index.html", finished(page, address)
    for path in files:
        yield path, Path(exchange.site, path)
    yield from search.items()
    yield SCRIPT, Path(__file__).with_name(SCRIPT)
    yield THIS_COPY, finished(exchange.draw("downloads/this_copy.html", exchange=exchange, pack=pack))
    # Last, when all links are known. Its own lead nowhere else, but for those of the header.
    finished(exchange.draw("downloads/elsewhere.html", exchange=exchange, pack=pack, outside=()))
    yield (
        ELSEWHERE,
        finished(
            exchange.draw(
                "downloads/elsewhere.html", exchange=exchange, pack=pack, outside=_outside(exchange, links)
            )
        ),
    )


def _start(exchange: Exchange, pack: Pack) -> str:
    """Return the first page of a copy of a part."""
    groups, beside = exchange.grouped(pack.records), exchange.grouped(pack.beside)
    return exchange.draw("downloads/start.html", exchange=exchange, pack=pack, groups=groups, beside=beside)


def _files(exchange: Exchange, pack: Pack, pages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paths of what is no page and goes along, sorted."""
    if pack.whole:
        return exchange.files
    wanted = set().union(*(exchange.files_of(address) for address in pages))
    # What a form loads to change a record goes along with the record; with thousands, the others would weigh most.
    sources = {f"{_SOURCES}{name.replace(':', '/')}.js" for name in (*pack.records, *pack.beside)}

    def goes_along(path: str) -> bool:
        if path.startswith(_SOURCES):
            return path in sources
        if path.startswith(_SHARED):
            return True
        return path in wanted and not path.startswith("search/") and _is_small(exchange, path)

    return tuple(filter(goes_along, exchange.files))


def _is_small(exchange: Exchange, path: str) -> bool:
    return not path.endswith(_FEEDS) and Path(exchange.site, path).stat().st_size <= _LARGEST


def _outside(exchange: Exchange, links: Links) -> list[tuple[str, str, str]]:
    """Return address, title and place on the web of what the copy's links lead to and is not in it, by title."""
    rows = (
        (address, exchange.titles.get(address, address), exchange.online(address))
        for address in links.outside
    )
    return sorted(rows, key=lambda row: (row[0] not in exchange.titles, row[1].casefold(), row[0]))


def _marked(page: str, here: str) -> str:
    """Return a page of a copy that says so at its foot."""
    root = "../" * here.count("/")
    words = escape(_("This is a copy to take along. How old is it?"))
    note = f'<p class="this-copy"><a href="{root}{THIS_COPY}">{words}</a></p>\n    '
    sheet = f'  <link rel="stylesheet" href="{root}{STYLES}">\n</head>'
    return page.replace(_FOOTER, note + _FOOTER, 1).replace("</head>", sheet, 1)
