"""Fields: what of a document is searched, and how much a word there counts. The one place for both."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the index; ``boost`` multiplies the weight of its terms (lunr's field boost)."""

    name: str
    boost: int
    label: str
    """What it holds, for people who write ``name:word`` in a query."""


FIELDS = (
    Field("title", 2, "the title"),
    Field("place", 3, "cities, countries and regions"),
    Field("summary", 1, "the summary, and the words in the address"),
    Field("tag", 2, "type, sectors, stages, pillars, status, scale and goals"),
    Field("concept", 8, "subjects under any of their names; see synonyms.yaml"),
    Field("body", 1, "the whole text"),
)
"""Boosts were chosen on the part `tune` of `bench/relevance/judged.yaml`; `scripts/bench.py relevance` measures them."""
K1 = 1.2
"""How soon a word that comes often stops adding weight (lunr's default)."""
B = 0.0
"""How much long fields are held back: 0 not at all, 1 fully (lunr's default is 0.75).

With 0 no lengths are needed in the browser. They would cost 34 kB at 10,000 records, more than half of what a
first query may cost; and the records are of like length, so they would change little.
"""
CONCEPT = "concept"
"""The field whose terms are concepts from ``synonyms.yaml``."""
