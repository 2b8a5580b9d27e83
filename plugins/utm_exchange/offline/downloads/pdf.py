"""PDF: the guidance on paper, with bookmarks, tags and page numbers, by WeasyPrint, which is an optional extra."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from utm_exchange.offline.downloads.books import Book
from utm_exchange.offline.downloads.exchange import Exchange
from utm_exchange.offline.downloads.simple import Article

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

_NAME = re.compile(r' (id="|href="#)')


def can_print() -> bool:
    """Tell whether the extra is installed: ``pip install utm-exchange[pdf]``, with the library Pango beside."""
    if find_spec("weasyprint") is None:
        return False
    try:
        import weasyprint  # noqa: F401
    except OSError:  # Pango is missing
        return False
    return True


def pdf(exchange: Exchange, book: Book) -> bytes:
    """Return a book as PDF/UA. Nothing is fetched: the typeface comes in the style sheet, and there are no pictures."""
    from weasyprint import HTML

    fetcher, sheet, fonts = _styles()
    names = {address: address.strip("/").replace("/", "--") for address in book.chapters}
    resolve = book.resolver(exchange, lambda address, part: f"#{names[address]}{f'--{part}' if part else ''}")
    chapters = [
        (name, exchange.article(address).title, _named(exchange.article(address), name).linked(resolve))
        for address, name in names.items()
    ]
    page = exchange.draw("downloads/print.html", exchange=exchange, book=book, chapters=chapters)
    made: bytes = HTML(string=page, url_fetcher=fetcher).write_pdf(
        stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1", pdf_identifier=book.id.encode()
    )
    return made


def _named(article: Article, name: str) -> Article:
    """Return a chapter whose own names begin with its ``name``, so that no two chapters of a book share one."""
    return replace(article, body=_NAME.sub(rf" \1{name}--", article.body))


@cache
def _styles() -> tuple[URLFetcher, CSS, FontConfiguration]:
    """Return the style sheet, the same on every machine, with the typeface that it brings and what loads no other file."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    font = files("fontpkg_source_serif_4") / "files" / "SourceSerif4[opsz,wght].ttf"
    packed = base64.b64encode(font.read_bytes()).decode()
    face = f'@font-face {{ font-family: "Source Serif 4"; font-weight: 200 900; src: url("data:font/ttf;base64,{packed}") }}\n'
    text = face + Path(__file__).with_name("print.css").read_text("utf-8")
    fetcher, fonts = URLFetcher(allowed_protocols=("data",)), FontConfiguration()
    return fetcher, CSS(string=text, font_config=fonts, url_fetcher=fetcher), fonts
