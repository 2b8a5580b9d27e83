"""Making: which downloads there are, and each of them as a file.

The build makes what most people ask for. A ZIP for every city would weigh more than the site itself,
so a city comes as an EPUB, and as a ZIP when ``utm pack`` is asked for one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from utm_exchange.catalogue.addresses import record_address
from utm_exchange.offline.downloads.archives import (
    Packed,
    day_of,
    digest_of,
    write_folder,
    write_zip,
)
from utm_exchange.offline.downloads.books import Book, book_of, handbook, stage_books
from utm_exchange.offline.downloads.copies import copied
from utm_exchange.offline.downloads.deltas import delta
from utm_exchange.offline.downloads.epub import epub
from utm_exchange.offline.downloads.exchange import PACKS, Exchange
from utm_exchange.offline.downloads.packing import packed, packed_file
from utm_exchange.offline.downloads.pdf import can_print, pdf
from utm_exchange.offline.downloads.text_edition import text_edition
from utm_exchange.offline.packs import Pack, packs_of, pages_of
from utm_exchange.side_by_side import share, take_turns

FOLDER = f"{PACKS}downloads/"
"""Where the files stand on the site."""
TEXT = f"{PACKS}text/"
"""Where the text-only edition is read on the site."""
MANIFEST = f"{PACKS}downloads.json"
MEDIA = {
    "zip": "application/zip",
    "text": "application/zip",
    "delta": "application/zip",
    "epub": "application/epub+zip",
    "pdf": "application/pdf",
}


@dataclass(frozen=True)
class Task:
    """A download to make: a copy of a pack, as ``zip`` or ``text``, or a book, as ``epub`` or ``pdf``."""

    form: str
    of: Pack | Book


@dataclass(frozen=True)
class Download:
    """A file that was made. ``path`` is relative to :data:`PACKS`; ``of`` is the id of the pack or book."""

    path: str
    form: str
    of: str
    title: str
    records: int
    media_type: str
    bytes: int
    sha256: str


def tasks_of(exchange: Exchange, *, books: bool) -> Iterator[Task]:
    """Yield what the build makes, with ``books`` or without, the largest first."""
    packs = packs_of(exchange.catalogue)
    for form in ("zip", "text"):
        yield Task(form, packs[0])
    guided = books and bool(exchange.catalogue.listed("guidance"))
    guidance = [handbook(exchange), *stage_books(exchange)] if guided else []
    if can_print():
        yield from (Task("pdf", book) for book in guidance)
    yield from (Task("zip", pack) for pack in packs[1:] if pack.kind != "city")
    yield from (Task("epub", book) for book in guidance[:1])
    yield from (Task("epub", book_of(exchange, pack)) for pack in packs if books)


def make(exchange: Exchange, folder: Path, tasks: Iterable[Task]) -> list[Download]:
    """Make downloads in a folder, in two processes, and return them in the order of the tasks."""
    asked = list(tasks)
    _read(exchange, asked)
    pack = cache(packed_file)  # most files go into many archives as they are
    return take_turns(asked, lambda task: _made(exchange, folder, task, pack))


def _read(exchange: Exchange, tasks: Sequence[Task]) -> None:
    """Read the finished pages that the tasks ask about before the work is shared, each once."""
    told = {address for task in tasks for address in _told(exchange, task)}
    offering = {
        address
        for task in tasks
        if isinstance(task.of, Pack) and task.form == "zip" and not task.of.whole
        for address in pages_of(task.of, exchange.catalogue, exchange.titles)
    }
    halves = share(
        sorted(told | offering),
        lambda part: (
            {address: exchange.article(address) for address in part if address in told},
            {address: exchange.files_of(address) for address in part if address in offering},
        ),
    )
    for articles, offered in halves:
        exchange.know(articles, offered)


def _told(exchange: Exchange, task: Task) -> Iterable[str]:
    """Return the addresses of the records whose words a task takes over."""
    if isinstance(task.of, Book):
        return task.of.chapters
    if task.form != "text":
        return ()
    groups = exchange.grouped((*task.of.records, *task.of.beside))
    return (record_address(record) for _name, records in groups for record in records)


def _made(exchange: Exchange, folder: Path, task: Task, pack: Callable[[Path], Packed]) -> Download:
    if isinstance(task.of, Pack):
        return _copy(exchange, folder, task.form, task.of, pack)
    return _book(exchange, folder, task.form, task.of)


def _copy(exchange: Exchange, folder: Path, form: str, of: Pack, pack: Callable[[Path], Packed]) -> Download:
    name = exchange.folder(of) + ("-text" if form == "text" else "")
    files = (text_edition if form == "text" else copied)(exchange, of)
    ready = (
        (path, pack(content) if isinstance(content, Path) else packed(content, path))
        for path, content in files
    )
    file = folder / f"{name}.zip"
    write_zip(file, ready, exchange.day, folder=name)
    return _download(file, form, of.id, exchange.name if of.whole else of.label, len(of.records))


def _book(exchange: Exchange, folder: Path, form: str, book: Book) -> Download:
    file = folder / f"{exchange.slug}-{book.id}.{form}"
    if form == "epub":
        ready = ((path, packed(content, path)) for path, content in epub(exchange, book))
        write_zip(file, ready, exchange.day)
    else:
        write_folder(folder, [(file.name, pdf(exchange, book))])
    return _download(file, form, book.id, book.title, len(book.chapters))


def make_delta(exchange: Exchange, folder: Path, whole: Download, earlier: Path) -> Download:
    """Make the delta from an earlier ZIP of the whole to the one that was just made in the same folder."""
    file = delta(earlier, folder / Path(whole.path).name, folder)
    return _download(file, "delta", whole.of, exchange.fmt.day(day_of(earlier)), whole.records)


def _download(file: Path, form: str, of: str, title: str, records: int) -> Download:
    size = file.stat().st_size
    return Download(f"downloads/{file.name}", form, of, title, records, MEDIA[form], size, digest_of(file))


def manifest(exchange: Exchange, downloads: Sequence[Download]) -> str:
    """Return the list of all downloads as JSON, with what holds for all of them."""
    whole = hashlib.sha256("\n".join(f"{d.path} {d.sha256}" for d in downloads).encode())
    said = {
        "edition": whole.hexdigest()[:16],
        "day": exchange.day.isoformat(),
        "title": exchange.name,
        "site": exchange.address,
        "language": exchange.language,
        "licence": exchange.licence,
        "licence_name": exchange.licence_name,
        "text_edition": "text/index.html",
        "downloads": [asdict(download) for download in downloads],
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"
