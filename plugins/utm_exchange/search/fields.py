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
    Field("title", 8, "the title"),
    Field("place", 6, "cities, countries and regions"),
    Field("summary", 3, "the summary"),
    Field("tag", 3, "type, sectors, stages, pillars, status, scale and goals"),
    Field("concept", 3, "subjects under any of their names; see synonyms.yaml"),
    Field("body", 1, "the whole text"),
)
K1 = 1.2
"""How soon a word that comes often stops adding weight (lunr's default)."""
B = 0.0
"""How much long fields are held back: 0 not at all, 1 fully (lunr's default is 0.75).

With 0 no lengths are needed in the browser. They would cost 34 kB at 10,000 records, more than half of what a
first query may cost; and the records are of like length, so they would change little.
"""
CONCEPT = "concept"
"""The field whose terms are concepts from ``synonyms.yaml``."""
