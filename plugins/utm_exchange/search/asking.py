"""Asking on the command line: the index given to the ``lunr`` package, and queries from plain words.

The package reads the serialised form of a lunr.js index. What it does otherwise than lunr.js (its
stemmer, its sort order, its rounding) is done here, so that its hits are those of the browser.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import Any

from utm_exchange.search.analysis import STOP_WORDS, fold
from utm_exchange.search.edition import LUNR
from utm_exchange.search.fields import CONCEPT, FIELDS, K1, B
from utm_exchange.search.index import Index
from utm_exchange.search.stemming import stem
from utm_exchange.search.synonyms import Synonyms, concept_token

_WORD, _CONCEPT = 10, 4
"""How much a word and a concept count in a query; ``words.js`` has the same."""
_MOST_WORDS = 12
_BOOSTS = {field.name: field.boost for field in FIELDS}
_OPERATORS = re.compile(r"(^|\s)[+-][^\s+-]|[A-Za-z0-9_]:\S|[~^*]")
_EDGES = re.compile(r"\A[^A-Za-z0-9_]+|[^A-Za-z0-9_]+\Z")


def query_of(text: str, synonyms: Synonyms) -> str:
    """Return a query in lunr's language for what somebody typed; with operators it is taken at its word."""
    folded = fold(text)
    if _OPERATORS.search(folded):
        return folded
    return plain_query(folded, synonyms)


def plain_query(folded: str, synonyms: Synonyms) -> str:
    """Return the query for words alone: the words that tell something, and the concepts that they name."""
    pieces = re.split(r"[\s-]+", re.sub(r"[*:~^\\+]", " ", folded))
    words = [word for piece in pieces if (word := _EDGES.sub("", piece))]
    telling = [word for word in words if word not in STOP_WORDS]
    concepts = synonyms.concepts_in([stem(word) for word in telling])
    chosen = list(dict.fromkeys(telling or words))[:_MOST_WORDS]
    ordered = [concept for concept in dict.fromkeys(synonyms.names.values()) if concept in concepts]
    return " ".join(
        [f"{word}^{_WORD}" for word in chosen]
        + [f"{CONCEPT}:{concept_token(concept)}^{_CONCEPT}" for concept in ordered]
    )


def hits(index: Index, query: str) -> list[tuple[int, float]]:
    """Return ordinals and scores of what a query finds, best first.

    Raises:
        ValueError: lunr cannot read the query; the message says why.
    """
    from lunr.exceptions import QueryParseError  # type: ignore[import-untyped]
    from lunr.index import Index as LunrIndex  # type: ignore[import-untyped]
    from lunr.pipeline import Pipeline  # type: ignore[import-untyped]

    if _STEMMER not in Pipeline.registered_functions:
        Pipeline.register_function(
            lambda token, *_others: token.update(lambda word, _metadata: stem(word)), _STEMMER
        )
    try:
        found = LunrIndex.load(serialised(index)).search(query)
    except QueryParseError as error:
        raise ValueError(str(error)) from None
    return [(int(hit["ref"]), float(hit["score"])) for hit in found]


_STEMMER = "stemmer of lunr.js"


def serialised(index: Index) -> dict[str, Any]:
    """Return the index in the form that lunr's ``Index.load`` reads, terms by code point as Python wants them."""
    vectors: dict[str, list[float]] = {
        f"{name}/{ordinal}": [] for ordinal in range(index.count) for name in index.fields
    }
    inverted: list[tuple[str, dict[str, Any]]] = []
    for number, term in enumerate(_in_lunrs_order(index)):
        held = [index.posting(field, term) for field in range(len(index.fields))]
        inverted.append(
            (
                term,
                {
                    "_index": number,
                    **{
                        name: {str(ordinal): {} for ordinal in ordinals}
                        for name, (ordinals, _frequencies) in zip(index.fields, held, strict=True)
                    },
                },
            )
        )
        for name, ordinal, weight in _weights(index, held):
            vectors[f"{name}/{ordinal}"] += (number, weight)
    return {
        "version": LUNR,
        "fields": list(index.fields),
        "fieldVectors": list(vectors.items()),
        "invertedIndex": sorted(inverted, key=lambda entry: entry[0]),
        "pipeline": [_STEMMER],
    }


def _in_lunrs_order(index: Index) -> list[str]:
    """Return the terms in the order in which lunr meets them: by document, field and position."""

    def key(term: str) -> tuple[int, int, int]:
        first = min((held[term][0], number) for number, held in enumerate(index.postings) if term in held)
        return (*first, index.positions[term])

    return sorted(index.positions, key=key)


def _weights(index: Index, held: Sequence[tuple[list[int], list[int]]]) -> Iterator[tuple[str, int, float]]:
    """Yield field, ordinal and weight of a term's postings, with the expression of ``lunr.Builder``."""
    number = sum(len(ordinals) for ordinals, _frequencies in held)
    idf = math.log(1 + abs((index.count - number + 0.5) / (number + 0.5)))
    for name, posting, lengths in zip(index.fields, held, index.lengths, strict=True):
        for ordinal, frequency in zip(*posting, strict=True):
            share = lengths[ordinal] / (sum(lengths) / index.count) if B else 0.0
            score = idf * ((K1 + 1) * frequency) / (K1 * (1 - B + B * share) + frequency) * _BOOSTS[name]
            yield name, ordinal, math.floor(score * 1000 + 0.5) / 1000
