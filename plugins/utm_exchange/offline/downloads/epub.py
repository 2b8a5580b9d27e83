"""EPUB 3: books for readers that keep books. Written with ``zipfile``: the format is a folder of XHTML and three lists."""

from __future__ import annotations

import textwrap
import uuid
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from utm_exchange.catalogue.addresses import record_address
from utm_exchange.offline.downloads.archives import MIMETYPE
from utm_exchange.offline.downloads.books import Book
from utm_exchange.offline.downloads.exchange import Exchange

_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="{language}" xml:lang="{language}" dir="{direction}">
<head><title>{title}</title><link rel="stylesheet" type="text/css" href="book.css"/></head>
<body>
{body}
</body>
</html>
"""
_LINE = 20
"""Letters in a line of the cover's title."""


def epub(exchange: Exchange, book: Book) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each file of a book, in the order in which they belong into the container."""

    def page(title: str, body: str) -> bytes:
        return _PAGE.format(
            language=exchange.language, direction=exchange.direction, title=escape(title), body=body
        ).encode()

    yield MIMETYPE, b"application/epub+zip"
    yield "META-INF/container.xml", _CONTAINER.encode()
    facts: dict[str, Any] = {"exchange": exchange, "book": book, "names": {address: _file(address) for address in book.chapters},
             "address": record_address, "identifier": f"urn:uuid:{_identity(exchange, book)}"}  # fmt: skip
    yield "book/package.opf", exchange.draw("downloads/epub_package.html", **facts).encode()
    yield "book/book.css", Path(__file__).with_name("book.css").read_bytes()
    lines = textwrap.wrap(book.title, _LINE, break_long_words=True)
    yield "book/cover.svg", exchange.draw("downloads/epub_cover.html", lines=lines, **facts).encode()
    yield (
        "book/cover.xhtml",
        page(book.title, f'<p class="cover"><img src="cover.svg" alt="{escape(book.title)}"/></p>'),
    )
    yield "book/nav.xhtml", page(book.title, exchange.draw("downloads/epub_nav.html", **facts))
    yield "book/about.xhtml", page(book.title, exchange.draw("downloads/book_about.html", **facts))
    resolve = book.resolver(
        exchange, lambda address, part: f"{_file(address)}#{part}" if part else _file(address)
    )
    for address in book.chapters:
        article = exchange.article(address)
        yield f"book/{_file(address)}", page(article.title, article.linked(resolve))


def _identity(exchange: Exchange, book: Book) -> uuid.UUID:
    """Return what the book is known by, the same in each edition."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{exchange.address or exchange.slug}#{book.id}")


def _file(address: str) -> str:
    return f"{address.strip('/').replace('/', '--')}.xhtml"
