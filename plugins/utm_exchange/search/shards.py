"""Shards: the index in files of which a query needs two or three.

The format is described in ``README.md`` beside this module. Nothing here knows of a disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from utm_exchange.search.analysis import utf16_length, utf16_order
from utm_exchange.search.encoding import number_text, numbers_text, rising_text
from utm_exchange.search.index import Index
from utm_exchange.side_by_side import share_each

SHARD_SIZE = 8 * 1024
"""Characters of postings after which a shard is closed: about 5 kB over the wire."""
_MANY = 10_000
"""Terms from which on a second process is worth its start."""
LONGEST_LEXICON = 16
"""Terms of that many UTF-16 units and more share one file of the lexicon."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Terms that follow each other, with their postings; ``first`` separates it from the one before."""

    first: str
    terms: tuple[str, ...]
    postings: str

    @property
    def data(self) -> list[str]:
        """What its file holds."""
        return [front_coded(self.terms), self.postings]


def posting_text(index: Index, term: str) -> str:
    """Return the postings of a term: its position, then per field how many, their ordinals, their frequencies."""
    parts = [number_text(index.positions[term])]
    for field, postings in enumerate(index.postings):
        if term not in postings:
            parts.append(" ")  # the digit 0
            continue
        ordinals, frequencies = index.posting(field, term)
        parts += (number_text(len(ordinals)), rising_text(ordinals), numbers_text(frequencies))
    return "".join(parts)


def shards_of(index: Index) -> Iterator[Shard]:
    """Yield the shards in the order of their terms; a term with many postings stands alone."""
    terms: list[str] = []
    texts: list[str] = []
    size = 0
    last = None
    every = index.terms()
    written = share_each(every, partial(posting_text, index), least=_MANY)
    for term, text in zip(every, written, strict=True):
        # A concept stays with the word that it begins with: who asks for one asks for both.
        room = 2 * SHARD_SIZE if term.endswith("_") else SHARD_SIZE
        if terms and size + len(text) > room:
            yield Shard(_separator(last, terms[0]), tuple(terms), "".join(texts))
            last, terms, texts, size = terms[-1], [], [], 0
        terms.append(term)
        texts.append(text)
        size += len(text)
    if terms or last is None:
        yield Shard(_separator(last, terms[0]) if terms else "", tuple(terms), "".join(texts))


def _separator(last: str | None, first: str) -> str:
    """Return the shortest beginning of ``first`` that comes after ``last``; '' for the first shard."""
    if last is None:
        return ""
    before = utf16_order(last)
    return next(first[:length] for length in range(1, len(first) + 1) if utf16_order(first[:length]) > before)


def front_coded(terms: tuple[str, ...]) -> str:
    """Return terms with a space between; each begins with how many characters it shares with the one before.

    Characters are UTF-16 units there, and 60 at most are shared, so that this is one digit. No term
    holds a space: the tokeniser cuts there.
    """
    parts = []
    last = ""
    for term in terms:
        shared = 0
        for old, new in zip(last, term, strict=False):
            # Halves of a surrogate pair are not parted: what is beyond the basic plane is not shared.
            if old != new or new > "\uffff" or shared == _MOST_SHARED:
                break
            shared += 1
        parts.append(number_text(shared) + term[shared:])
        last = term
    return " ".join(parts)


_MOST_SHARED = 60


def lexicon(index: Index) -> dict[int, tuple[str, ...]]:
    """Return the terms by length in UTF-16 units: what spelling slips and leading wildcards are looked up in."""
    found: dict[int, list[str]] = {}
    for term in index.terms():
        length = min(utf16_length(term), LONGEST_LEXICON)
        if length:
            found.setdefault(length, []).append(term)
    return {length: tuple(terms) for length, terms in sorted(found.items())}
