"""Edition: every file of the search of one build, under a name that their content gives.

Format: see ``README.md`` beside this module. Nothing here knows of a disk or of MkDocs.
"""

from __future__ import annotations

import gc
import hashlib
import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.search.documents import Document
from utm_exchange.search.encoding import numbers_text
from utm_exchange.search.explorers import order_files
from utm_exchange.search.facets import facet_files
from utm_exchange.search.fields import FIELDS, K1, B
from utm_exchange.search.index import Index, build_index
from utm_exchange.search.shards import front_coded, lexicon, shards_of
from utm_exchange.search.synonyms import Synonyms, concept_token

FORMAT = 1
"""Version of the format; a browser refuses what it was not written for."""
LUNR = "2.3.9"
"""The lunr.js whose answers these files give."""
ROWS = 6
"""Documents in one file of display records: fewer would mean more requests, more would mean bytes that nobody sees."""
CARDS = 4
"""Documents in one file of cards, which are larger and stand in any order."""
_SURROGATE = re.compile("[\ud800-\udfff]")

Data = Any
"""Strings, whole numbers, lists and mappings of them: what JSON says alike in Python and JavaScript."""


@dataclass(frozen=True)
class Drawn:
    """What the templates drew for explorers, as HTML: the card of each record by identity, and the map of the cities."""

    cards: Mapping[str, str] = field(default_factory=dict)
    map: str = ""


@dataclass(frozen=True)
class Edition:
    """The files of one build: their data as JSON by key (``t/0``, ``d/0``, ``l/5``, ``f/sector``, ``o/title``, ``head`` …)."""

    id: str
    texts: Mapping[str, str]
    manifest: Mapping[str, Data]
    facets: Data
    """Id and name of each facet."""

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield path, relative to the folder of the search, and text of each file but the engine."""
        yield "manifest.json", dump(self.manifest) + "\n"
        for key, text in self.texts.items():
            if key != "head":
                yield f"{self.id}/{key}.js", script(self.id, key, text)

    @property
    def head(self) -> str:
        """The script that tells the engine what there is; it stands at the end of the engine itself."""
        return script(self.id, "head", self.texts["head"])


def dump(data: Data) -> str:
    """Return JSON byte for byte as JavaScript's ``JSON.stringify`` writes it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def script(edition: str, key: str, text: str) -> str:
    """Return a file of JSON: a call for ``<script>``, whose arguments ``fetch`` can read as JSON too.

    It names its edition and its key and carries the CRC-32 of its data, so that a damaged file, or
    one of another build, is never taken for what it is not.
    """
    return f"utmSearch.put({dump(edition)},{dump(key)},{zlib.crc32(text.encode())},{text})\n"


def edition_of(
    documents: Sequence[Document],
    catalogue: Catalogue,
    synonyms: Synonyms,
    drawn: Drawn | None = None,
    whole: Edition | None = None,
) -> Edition:
    """Build the index of the documents and put it into files, with what was drawn beside them.

    Where the documents are a part of those of a ``whole`` edition, each facet and order that it has is
    there, be it empty, since the pages ask for it.
    """
    collecting = gc.isenabled()
    # Millions of small lists come and none goes: each look of the garbage collector would be for nothing.
    gc.disable()
    try:
        return _edition_of(documents, catalogue, synonyms, drawn or Drawn(), whole)
    finally:
        if collecting:
            gc.enable()


def _edition_of(
    documents: Sequence[Document],
    catalogue: Catalogue,
    synonyms: Synonyms,
    drawn: Drawn,
    whole: Edition | None,
) -> Edition:
    index = build_index(
        (document.texts for document in documents), [field.name for field in FIELDS], synonyms
    )
    data: dict[str, Data] = {**dict(_display(documents)), **dict(_cards(documents, drawn.cards))}
    if drawn.map:
        data["map"] = drawn.map
    data |= {f"o/{order}": ordinals for order, ordinals in order_files(documents, catalogue)}
    facets = list(facet_files(documents, catalogue))
    data |= {f"f/{facet.id}": facet.rows for facet in facets}
    for key in whole.texts if whole else ():
        if key.startswith(("f/", "o/")):
            data.setdefault(key, [] if key.startswith("f/") else "")
    about = {
        "rows": ROWS,
        "cards": CARDS,
        "facets": whole.facets if whole else [[facet.id, facet.label] for facet in facets],
        "synonyms": _grouped(synonyms),
    }
    return pack(index, data, about)


def pack(index: Index, data: Mapping[str, Data], about: Mapping[str, Data], b: float = B) -> Edition:
    """Put an index into files beside others; ``about`` is what else the head tells."""
    shards = list(shards_of(index))
    words = lexicon(index)
    head = {
        "format": FORMAT,
        "documents": index.count,
        "fields": [[field.name, field.boost] for field in FIELDS if field.name in index.fields],
        # Whole thousandths, as JSON's fractions are not written alike everywhere.
        "k1": round(K1 * 1000),
        "b": round(b * 1000),
        "totals": [sum(lengths) for lengths in index.lengths],
        "lengths": [numbers_text(lengths) for lengths in index.lengths] if b else [],
        "shards": " ".join(shard.first for shard in shards),
        "lexicon": list(words),
        **about,
    }
    whole = {"head": head, **{f"t/{number}": shard.data for number, shard in enumerate(shards)}}
    whole |= {f"l/{length}": front_coded(terms) for length, terms in words.items()}
    whole |= data
    texts = {key: dump(value) for key, value in whole.items()}
    edition = _digest(texts)
    manifest = {
        "format": FORMAT,
        "lunr": LUNR,
        "edition": edition,
        "documents": index.count,
        "shards": len(shards),
    }
    return Edition(edition, texts, manifest, about["facets"])


def _digest(texts: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for key, text in texts.items():
        digest.update(f"{key}\0{text}\0".encode())
    return digest.hexdigest()[:16]


def _display(documents: Sequence[Document]) -> Iterator[tuple[str, Data]]:
    for number in range(0, len(documents), ROWS):
        rows = [
            [d.type, d.address, d.title, d.place, d.summary, " ".join(d.values.get("stage", ()))]
            for d in documents[number : number + ROWS]
        ]
        yield f"d/{number // ROWS}", rows


def _cards(documents: Sequence[Document], cards: Mapping[str, str]) -> Iterator[tuple[str, Data]]:
    for number in range(0, len(documents), CARDS):
        held = [cards.get(document.identity, "") for document in documents[number : number + CARDS]]
        if any(held):
            yield f"c/{number // CARDS}", held


def _grouped(synonyms: Synonyms) -> str:
    """Return concepts three spaces apart: the word of each, then its names, two spaces apart.

    A word that is the first name with underscores for spaces and one behind is left out.
    """
    groups: dict[str, list[str]] = {}
    for name, concept in synonyms.names.items():
        groups.setdefault(concept, []).append(name)
    words = {concept: concept_token(concept) for concept in groups}
    return "   ".join(
        "  ".join(["" if words[concept] == f"{names[0].replace(' ', '_')}_" else words[concept], *names])
        for concept, names in groups.items()
    )
