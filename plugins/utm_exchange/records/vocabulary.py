"""Vocabularies: the closed lists of terms that records choose from."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import yaml

from utm_exchange.i18n import gettext as _

FOLDER = Path(__file__).parent / "vocabularies"


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a vocabulary: an id for files and addresses, a label and a definition for people."""

    id: str
    label: str
    definition: str = ""
    starts_at: int = 0
    """For size bands: the smallest population of the band."""
    countries: tuple[str, ...] = ()
    """For regions: ISO 3166-1 alpha-2 codes."""
    also: tuple[str, ...] = ()
    """Other words that people write for it, in small letters; they are answered with the id."""


@dataclass(frozen=True)
class Vocabulary:
    """A closed list of terms in the order in which people should meet them."""

    id: str
    name: str
    label: str
    plural: str
    definition: str
    source: str
    terms: Mapping[str, Term] = field(repr=False)

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms.values())

    def __contains__(self, term_id: object) -> bool:
        return term_id in self.terms

    def __getitem__(self, term_id: str) -> Term:
        return self.terms[term_id]

    def nearest(self, word: str) -> str | None:
        """Return the id of the term that a wrong word most likely meant, or None.

        Ids and labels are compared without regard to case, so ``Energy & Heat`` finds
        ``energy-and-heat``.
        """
        spoken = {term.id.lower(): term.id for term in self}
        spoken |= {_(term.label).lower(): term.id for term in self}
        spoken |= {word: term.id for term in self for word in term.also if word not in spoken}
        plain = word.strip().lower().replace("_", "-").replace("&", "and")
        for candidate in (plain, plain.replace(" ", "-")):
            if candidate in spoken:
                return spoken[candidate]
        close = difflib.get_close_matches(plain, spoken, n=1, cutoff=0.5)
        return spoken[close[0]] if close else None


@lru_cache
def vocabulary(vocabulary_id: str) -> Vocabulary:
    """Read the vocabulary kept in ``vocabularies/<vocabulary_id>.yaml``."""
    text = (FOLDER / f"{vocabulary_id}.yaml").read_text("utf-8")
    # The base loader reads every scalar as text: NO stays Norway, 1 stays the id "1".
    data = yaml.load(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506 - builds plain strings only
    terms = {
        row["id"]: Term(
            row["id"],
            row["label"],
            row.get("definition", ""),
            int(row.get("from", 0)),
            tuple(row.get("countries", "").split()),
            tuple(row.get("also", ())),
        )
        for row in data["terms"]
    }
    return Vocabulary(
        vocabulary_id,
        data["name"],
        data["label"],
        data["plural"],
        data["definition"],
        data["source"],
        MappingProxyType(terms),
    )


def vocabularies() -> tuple[Vocabulary, ...]:
    """Return every vocabulary, by id."""
    return tuple(vocabulary(path.stem) for path in sorted(FOLDER.glob("*.yaml")))


@lru_cache
def region_of(country: str) -> str:
    """Return the id of the region that a country code belongs to, or '' for none."""
    return next((region.id for region in vocabulary("regions") if country in region.countries), "")


def size_band_of(population: int) -> str:
    """Return the id of the size band that a population (people) falls into."""
    bands = [band.id for band in vocabulary("size-bands") if band.starts_at <= population]
    return bands[-1]
