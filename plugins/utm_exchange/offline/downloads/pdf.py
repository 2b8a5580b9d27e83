"""PDF: the guidance on paper, with bookmarks, tags and page numbers, by WeasyPrint, which is an optional extra."""

from __future__ import annotations

import base64
import gc
import re
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from utm_exchange.offline.downloads.books import Book
from utm_exchange.offline.downloads.exchange import Exchange
from utm_exchange.offline.downloads.simple import Article

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
    names = {address: address.strip("/").replace("/", "--") for address in book.chapters}
    resolve = book.resolver(exchange, lambda address, part: f"#{names[address]}{f'--{part}' if part else ''}")
    chapters = [
        (name, exchange.article(address).title, _named(exchange.article(address), name).linked(resolve))
        for address, name in names.items()
    ]
    page = exchange.draw("downloads/print.html", exchange=exchange, book=book, chapters=chapters)
    made = _printed(page, book.id)
    # WeasyPrint removes its copy of the typeface with what held it, which holds itself and would stay till the end.
    gc.collect()
    return made


def _printed(page: str, identifier: str) -> bytes:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    fetcher, fonts = URLFetcher(allowed_protocols=("data",)), FontConfiguration()
    sheet = CSS(string=_styles(), font_config=fonts, url_fetcher=fetcher)
    made: bytes = HTML(string=page, url_fetcher=fetcher).write_pdf(
        stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1", pdf_identifier=identifier.encode()
    )
    return made


def _named(article: Article, name: str) -> Article:
    """Return a chapter whose own names begin with its ``name``, so that no two chapters of a book share one."""
    return replace(article, body=_NAME.sub(rf" \1{name}--", article.body))


@cache
def _styles() -> str:
    """Return the style sheet with the typeface, the same on every machine."""
    font = files("fontpkg_source_serif_4") / "files" / "SourceSerif4[opsz,wght].ttf"
    packed = base64.b64encode(font.read_bytes()).decode()
    face = f'@font-face {{ font-family: "Source Serif 4"; font-weight: 200 900; src: url("data:font/ttf;base64,{packed}") }}\n'
    return face + Path(__file__).with_name("print.css").read_text("utf-8")
