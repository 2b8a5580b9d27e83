"""What the tests of the search share: an index on a server, and beside it a stock lunr index over the same documents."""

from __future__ import annotations

import datetime as dt
import functools
import gzip
import http.server
import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
from playwright.sync_api import Browser, Page

from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.checking import catalogue_of, check_catalogue
from utm_exchange.catalogue.plugin import theme_folder
from utm_exchange.search.bundle import BOX, ENGINE, box_script, bundle
from utm_exchange.search.documents import Document, content_pages, documents_of
from utm_exchange.search.edition import Edition, edition_of, pack
from utm_exchange.search.fields import FIELDS, K1, B
from utm_exchange.search.index import build_index, stock_texts
from utm_exchange.search.plugin import LUNR, MODULES
from utm_exchange.search.synonyms import synonyms
from utm_exchange.search.wording import box_wording

NAMES = [held.name for held in FIELDS]
POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'"
TODAY = dt.date(2026, 11, 22)

STOCK = """
var stock = lunr(function () {
  this.ref("id"); this.k1(%(k1)s); this.b(%(b)s);
  %(fields)s.forEach(function (f) { this.field(f[0], {boost: f[1]}) }, this);
  %(documents)s.forEach(function (d, i) { d.id = "d" + i; this.add(d) }, this);
});
var stockHits = function (query) {
  try {
    return stock.search(query).map(function (hit) { return [Number(hit.ref.slice(1)), hit.score, Object.keys(hit.matchData.metadata)] });
  } catch (error) {
    return "refused: " + error.message;
  }
};
var ourHits = async function (query) {
  const found = await utmSearch.search(query, {maxFiles: Infinity});
  if (!found.ok) return found.error.kind === "query" ? "refused: " + found.error.detail : found;
  // As the box does: first the best few, before all the others are put in order.
  return [...found.hits.slice(0, 8), ...found.hits.slice(8)].map((hit) => [hit.id, hit.score, hit.terms]);
};
"""

LISTED = """async (%(given)s) => {
  const found = await utmSearch.%(how)s;
  return found.ok ? { ...found, hits: found.hits.slice() } : found;
}"""
"""An answer with its hits as a list, which alone leaves the browser whole."""
ASK = LISTED % {"given": "text", "how": "ask(text)"}
SEARCH = LISTED % {"given": "query", "how": "search(query, {maxFiles: 99})"}

COMPARE = """async (queries) => {
  const wrong = [];
  for (const query of queries) {
    const [ours, theirs] = [JSON.stringify(await ourHits(query)), JSON.stringify(stockHits(query))];
    if (ours !== theirs) wrong.push([query, ours.slice(0, 300), theirs.slice(0, 300)]);
  }
  return wrong;
}"""


def edition_of_texts(texts: Sequence[Mapping[str, str]], b: float = B) -> Edition:
    """An edition over texts that are taken as they are: nothing folded, no concepts, no catalogue."""
    about: dict[str, Any] = {"rows": 8, "facets": [], "synonyms": ""}
    return pack(build_index(texts, NAMES), {}, about, b)


def read_catalogue(root: Path) -> tuple[list[Document], Catalogue]:
    checked = check_catalogue(root, TODAY, synthetic=True)
    assert not checked.errors, checked.errors[:3]
    catalogue = catalogue_of(checked, TODAY)
    return documents_of(catalogue, content_pages(root)), catalogue


def edition_at(root: Path) -> tuple[Edition, list[dict[str, str]]]:
    """The edition of a catalogue, and the texts that a stock index is given."""
    documents, catalogue = read_catalogue(root)
    return edition_of(documents, catalogue, synonyms()), list(
        stock_texts([document.texts for document in documents], NAMES, synonyms())
    )


def write_edition(
    folder: Path, edition: Edition, texts: Sequence[Mapping[str, str]] = (), b: float = B
) -> None:
    """Write the files of an edition, a page that loads it, and a stock index if texts are given."""
    for path, text in (
        *edition.files(),
        (ENGINE, bundle(LUNR, theme_folder() / MODULES, edition)),
        (BOX, box_script(theme_folder() / MODULES, box_wording("en"))),
    ):
        target = folder / "search" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
    (folder / "lunr.js").write_bytes(LUNR.read_bytes())
    # Text in the page itself: half a surrogate pair survives only as an escape.
    fields = json.dumps([[held.name, held.boost] for held in FIELDS])
    stock = STOCK % {"k1": K1, "b": b, "fields": fields, "documents": json.dumps(list(texts))}
    (folder / "stock.js").write_text(stock, "utf-8")
    scripts = ["search/engine.js", *(["lunr.js", "stock.js"] if texts else [])]
    (folder / "index.html").write_text(
        "<!doctype html><meta charset=utf-8><title>t</title>"
        + "".join(f"<script src='{name}'></script>" for name in scripts),
        "utf-8",
    )


@dataclass
class Served:
    """A folder on a server that compresses, as hosts do; ``sent`` lists path and bytes on the wire, ``answer`` may replace an answer."""

    folder: Path
    words: tuple[str, ...] = ()
    address: str = ""
    sent: list[tuple[str, int]] = field(default_factory=list)
    answer: Callable[[str], tuple[int, bytes] | None] = lambda _path: None
    server: http.server.ThreadingHTTPServer | None = None

    def start(self) -> Served:
        served = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def do_GET(self) -> None:
                path = self.path.split("?")[0].lstrip("/") or "index.html"
                file = Path(self.translate_path(self.path))
                file = file / "index.html" if file.is_dir() else file
                replaced = served.answer(path)
                status, body = replaced or (
                    (200, file.read_bytes()) if file.is_file() else (404, b"<h1>nothing here</h1>")
                )
                packed = gzip.compress(body, 6)
                served.sent.append((path, len(packed)))
                self.send_response(status)
                self.send_header(
                    "Content-Type",
                    "text/html; charset=utf-8"
                    if path.endswith(".html")
                    else "text/javascript; charset=utf-8",
                )
                self.send_header("Content-Encoding", "gzip")
                self.send_header("Content-Length", str(len(packed)))
                self.send_header("Content-Security-Policy", POLICY)
                self.send_header("Cache-Control", "no-store")
                self.end_headers()
                self.wfile.write(packed)

            def log_message(self, *arguments: object) -> None:
                """Say nothing."""

        class Server(http.server.ThreadingHTTPServer):
            # A browser asks for six files at once; the library's five would turn one away.
            request_queue_size = 64

        self.server = Server(("127.0.0.1", 0), functools.partial(Handler, directory=str(self.folder)))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/"
        return self

    def stop(self) -> None:
        assert self.server
        self.server.shutdown()
        self.server.server_close()


def write_box(folder: Path) -> None:
    """Write a page with the search box of the theme and nothing else."""
    box = (theme_folder() / "partials" / "search_box.html").read_text("utf-8")
    drawn = (
        jinja2.Environment(autoescape=True).from_string(box).render(_=str, base=".", search_page="search/")
    )
    (folder / "site.js").write_bytes((theme_folder() / "assets" / "modules" / "site.js").read_bytes())
    (folder / "box.html").write_text(
        f"<!doctype html><meta charset=utf-8><title>t</title><button data-search-open>Search</button>{drawn}<script src='site.js'></script>",
        "utf-8",
    )


def open_tab(browser: Browser, address: str) -> Page:
    """A page with the engine; what its policy blocks or what it throws fails the test."""
    tab = browser.new_page()
    tab.on("pageerror", lambda error: tab.__dict__.setdefault("troubles", []).append(str(error)))
    tab.goto(address)
    return tab


def differences(tab: Page, queries: Sequence[str]) -> list[Any]:
    """Return the queries that the engine and the stock index answer differently."""
    found = tab.evaluate(COMPARE, list(queries))
    assert isinstance(found, list)
    return found


def words_of(texts: Sequence[Mapping[str, str]]) -> tuple[str, ...]:
    """The words of a catalogue, as people would type them."""
    return tuple(
        sorted(
            {
                word.strip(".,:;()")
                for document in texts
                for text in document.values()
                for word in text.split()
            }
            - {""}
        )
    )
