"""What search is compared with: the documents of a catalogue as plain pages, for Material's search and for Pagefind.

Usage: search_sites.py CATALOGUE FOLDER TODAY. Each page holds the words that our own index has of a document, no more
and no less: title, place, summary, labels and the whole text, with its headings. Both searches stay as
their packages set them.
FOLDER gets `material/` and `pagefind/`, and in `documents.json` identity, address and texts of each document.
"""

from __future__ import annotations

import datetime as dt
import html
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

from material.plugins.search.plugin import SearchIndex

from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.checking import catalogue_of, check_catalogue
from utm_exchange.records.vocabulary import vocabulary
from utm_exchange.search.documents import ContentPage, Document, content_pages, documents_of
from utm_exchange.search.fields import FIELDS
from utm_exchange.search.index import stock_texts
from utm_exchange.search.prose import plain, words_of
from utm_exchange.search.synonyms import synonyms

_HEADING = re.compile(r"^#{1,6}[ \t]+(.+)$", re.MULTILINE)
_MATERIAL = """site_name: Plain site
docs_dir: content
theme:
  name: material
  font: false
plugins:
  - search
"""


@dataclass(frozen=True)
class PlainPage:
    """A document as a page of HTML; ``body`` begins with the heading that is its title."""

    document: Document
    body: str


def main(root: Path, folder: Path, today: dt.date) -> None:
    """Write everything that the benchmarks of the search need."""
    catalogue = catalogue_of(check_catalogue(root, today, synthetic=True), today)
    sources = {f"page:{page.source.removesuffix('.md')}": page for page in content_pages(root)}
    documents = documents_of(catalogue, sources.values())
    folder.mkdir(parents=True, exist_ok=True)
    _write_documents(folder, documents)
    pages = [PlainPage(document, _body(document, catalogue, sources)) for document in documents]
    write_pagefind(folder / "pagefind", pages)
    write_material(folder / "material", pages)


def _write_documents(folder: Path, documents: Sequence[Document]) -> None:
    names = [field.name for field in FIELDS]
    texts = stock_texts([document.texts for document in documents], names, synonyms())
    rows = [
        {"identity": document.identity, "address": document.address, "texts": held}
        for document, held in zip(documents, texts, strict=True)
    ]
    (folder / "documents.json").write_text(json.dumps(rows), "utf-8")


def _body(document: Document, catalogue: Catalogue, sources: dict[str, ContentPage]) -> str:
    regions = [vocabulary("regions")[region].label for region in document.values.get("region", ())]
    place = ", ".join(filter(None, (document.place, *regions)))
    beginning = (place, document.summary, document.address.replace("-", " "), document.texts["tag"])
    parts = [f'<h1 id="title">{html.escape(document.title)}</h1>', *_paragraphs(beginning)]
    if document.identity in sources:
        return "".join((*parts, *_sections(sources[document.identity].markdown)))
    record = catalogue.records[document.identity]
    facts = words_of(record.model_copy(update={"body": ""}), catalogue)
    return "".join((*parts, *_paragraphs(facts.split("\n")), *_sections(record.body)))


def _sections(markdown: str) -> Iterator[str]:
    """Yield the text of Markdown, and its headings as headings: Material's search wants them."""
    before, *pieces = _HEADING.split(markdown)
    yield from _paragraphs(plain(before).split("\n\n"))
    for number, (heading, text) in enumerate(zip(pieces[::2], pieces[1::2], strict=True)):
        yield f'<h2 id="s{number}">{html.escape(plain(heading))}</h2>'
        yield from _paragraphs(plain(text).split("\n\n"))


def _paragraphs(texts: Sequence[str]) -> Iterator[str]:
    return (f"<p>{html.escape(text.strip())}</p>" for text in texts if text.strip())


def write_pagefind(folder: Path, pages: Sequence[PlainPage]) -> None:
    """Write the pages and let Pagefind index them, as it does by itself."""
    for page in pages:
        file = folder / page.document.address / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        title = html.escape(page.document.title)
        file.write_text(
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title><body>{page.body}</body></html>',
            "utf-8",
        )
    subprocess.run(
        [sys.executable, "-m", "pagefind", "--site", str(folder)], check=True, stdout=subprocess.DEVNULL
    )
    (folder / "ask.html").write_text('<!doctype html><html lang="en"><title>Search</title><ol></ol></html>')
    (folder / "404.html").write_text("Not found")


def write_material(folder: Path, pages: Sequence[PlainPage]) -> None:
    """Build one page with Material, and put in place of its index one that Material's plugin makes of all pages."""
    (folder / "content").mkdir(parents=True)
    (folder / "content" / "index.md").write_text("# Plain site\n")
    (folder / "mkdocs.yml").write_text(_MATERIAL)
    command = ["build", "--quiet", "--config-file", str(folder / "mkdocs.yml")]
    subprocess.run([sys.executable, "-m", "mkdocs", *command], check=True)
    file = folder / "site" / "search" / "search_index.json"
    index = SearchIndex(**json.loads(file.read_text("utf-8"))["config"])
    for page in pages:
        index.add_entry_from_context(
            SimpleNamespace(
                content=page.body, title=page.document.title, url=page.document.address, meta={}, toc=[]
            )
        )
    file.write_text(index.generate_search_index(None), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), dt.date.fromisoformat(sys.argv[3]))
