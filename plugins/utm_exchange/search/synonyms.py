"""Synonyms: the names of one subject, so that who types ``tram`` finds ``light rail``.

A subject under any of its names is a *concept*. Documents that use one of the names get the concept's
term in the field ``concept``; so do queries. Both are ordinary text to lunr: a stock index over the
same documents, asked the same query, answers the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import yaml

from utm_exchange.search.analysis import Analyser, fold
from utm_exchange.search.stemming import stem

FILE = Path(__file__).parent / "synonyms.yaml"


class Synonyms:
    """Concepts by the terms of their names."""

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        analyser = Analyser()
        self.names: dict[str, str] = {}
        """Concept by name; a name is its terms with a space between: ``light rail``."""
        for concept, names in groups.items():
            for name in names:
                terms = [term for term in analyser.terms(fold(name)) if term]
                if terms:
                    self.names.setdefault(" ".join(terms), concept)
        self._single = {name: concept for name, concept in self.names.items() if " " not in name}
        self._phrases: dict[str, list[tuple[frozenset[str], str, str]]] = {}
        """By first term: all its terms, the name between spaces, and its concept."""
        for name, concept in self.names.items():
            if " " in name:
                terms = name.split(" ")
                self._phrases.setdefault(terms[0], []).append((frozenset(terms), f" {name} ", concept))
        # Sets meet sets fastest, and this is asked of every field of every document.
        self._words, self._begins = frozenset(self._single), frozenset(self._phrases)

    def concepts_in(self, terms: Iterable[str]) -> set[str]:
        """Return the concepts that are named in a text, given its terms in order."""
        found = list(terms)
        present = set(found)
        concepts = {self._single[term] for term in present & self._words}
        likely = [
            (name, concept)
            for term in present & self._begins
            for terms, name, concept in self._phrases[term]
            if terms <= present
        ]
        if likely:
            joined = f" {' '.join(found)} "
            concepts.update([concept for name, concept in likely if name in joined])
        return concepts


@cache
def concept_token(concept: str) -> str:
    """Return the word that stands for a concept in the index; no trimmer and no stemmer changes it.

    It begins with the term that the concept's id begins with, so that both lie in one shard as a rule:
    ``flood_`` comes right after ``flood``.
    """
    first, *others = concept.split("-")
    return "_".join((stem(first), *others, ""))


@cache
def synonyms() -> Synonyms:
    """Read the list that editors keep in ``synonyms.yaml``."""
    groups = yaml.load(FILE.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - builds plain strings only
    return Synonyms(groups)
