"""The index: for each term the documents that hold it, as stock lunr.js 2.3.9 would count them.

Only whole numbers are kept (how often a term comes, how long a field is). Weights need a logarithm
and a rounding, and these are left to the browser, which does them as lunr does: so there is no way
for Python and JavaScript to differ.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from utm_exchange.search.analysis import Analyser, utf16_order
from utm_exchange.search.fields import CONCEPT
from utm_exchange.search.synonyms import Synonyms, concept_token
from utm_exchange.side_by_side import share_each

Texts = Mapping[str, str]
"""The text of a document by field."""
_MANY = 500
"""Documents from which on a second process is worth its start."""


@dataclass(frozen=True)
class Index:
    """An inverted index.

    ``postings`` has one mapping per field, from a term to the ordinals of the documents that hold it,
    rising, each as often as it holds the term: the quickest to build. ``positions`` holds where, in terms from 0, a term stands in the first field
    of the first document that holds it: with these three lunr's own numbering of terms can be restored
    in its order. ``lengths`` holds, per field, the number of terms in each document.
    """

    fields: tuple[str, ...]
    count: int
    lengths: tuple[array[int], ...]
    postings: tuple[dict[str, array[int]], ...]
    positions: dict[str, int] = field(repr=False)

    def posting(self, field: int, term: str) -> tuple[list[int], list[int]]:
        """Return the ordinals of the documents that hold a term in a field, rising, and how often each does."""
        counted = Counter(self.postings[field].get(term, ()))
        return list(counted), list(counted.values())

    def terms(self) -> list[str]:
        """Return all terms in JavaScript's order."""
        return sorted(self.positions, key=utf16_order)


def build_index(documents: Iterable[Texts], fields: Sequence[str], synonyms: Synonyms | None = None) -> Index:
    """Count the terms of documents, which get their ordinals in the order given; of many in two processes.

    With ``synonyms``, the concepts that a document names fill its field ``concept``.
    """
    texts = list(documents)
    if len(texts) < _MANY:
        return _counted(texts, 0, fields, synonyms)
    halves = (range(len(texts) // 2), range(len(texts) // 2, len(texts)))
    first, second = share_each(
        halves, lambda half: _counted(texts[half.start : half.stop], half.start, fields, synonyms)
    )
    return _joined(first, second)


def _counted(
    documents: Iterable[Texts], first: int, fields: Sequence[str], synonyms: Synonyms | None
) -> Index:
    """Count documents that follow each other; ``first`` is the ordinal of the first one."""
    analyser = Analyser()
    lengths = tuple(array("I") for _name in fields)
    postings: tuple[defaultdict[str, list[int]], ...] = tuple(defaultdict(list) for _name in fields)
    positions: dict[str, int] = {}
    for ordinal, texts in enumerate(documents, first):
        found = [analyser.terms(texts.get(name, "")) for name in fields]
        if synonyms:
            found[fields.index(CONCEPT)] = analyser.terms(concept_text(found, synonyms))
        for terms, field_lengths, held in zip(found, lengths, postings, strict=True):
            field_lengths.append(len(terms))
            _count(terms, ordinal, held, positions)
    # Arrays take half the room of lists, and go from one process to another as they are.
    kept = tuple({term: array("I", ordinals) for term, ordinals in held.items()} for held in postings)
    return Index(tuple(fields), len(lengths[0]), lengths, kept, positions)


def _joined(first: Index, second: Index) -> Index:
    """Return the index of documents and of those that follow them."""
    lengths = tuple(one + other for one, other in zip(first.lengths, second.lengths, strict=True))
    for held, more in zip(first.postings, second.postings, strict=True):
        for term, ordinals in more.items():
            known = held.get(term)
            if known is None:
                held[term] = ordinals
            else:
                known.extend(ordinals)
    count = first.count + second.count
    return Index(first.fields, count, lengths, first.postings, {**second.positions, **first.positions})


def _count(terms: list[str], ordinal: int, held: dict[str, list[int]], positions: dict[str, int]) -> None:
    for term in set(terms).difference(positions):
        positions[term] = terms.index(term)
    for term in terms:
        held[term].append(ordinal)


def concept_text(fields: Iterable[Iterable[str]], synonyms: Synonyms) -> str:
    """Return the field ``concept`` of a document, given the terms of its other fields.

    Each field is looked at by itself: no name of a concept reaches from one into the next.
    """
    concepts: set[str] = set()
    for terms in fields:
        concepts |= synonyms.concepts_in(terms)
    return " ".join(concept_token(concept) for concept in sorted(concepts))


def stock_texts(
    documents: Iterable[Texts], fields: Sequence[str], synonyms: Synonyms
) -> Iterator[dict[str, str]]:
    """Yield what a stock lunr index is given for each document, field by field."""
    analyser = Analyser()
    for texts in documents:
        concepts = concept_text((analyser.terms(text) for text in texts.values()), synonyms)
        yield {name: concepts if name == CONCEPT else texts.get(name, "") for name in fields}
