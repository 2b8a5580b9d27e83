"""Relations: what belongs together, each with its reason in words.

Two kinds. *Named* relations come from references that somebody wrote, read in both directions.
*Similar* relations are computed: candidates come from postings of shared values, so that the cost
grows with the length of the postings and not with the square of the catalogue.
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from utm_exchange.catalogue.facets import FACETS_BY_ID, Cities, regions_of, value_label
from utm_exchange.catalogue.references import Reference
from utm_exchange.i18n import gettext as _
from utm_exchange.i18n import mark
from utm_exchange.records.types import City, Event, Funding, Need, News, Practice, Record, Training

SIMILAR_CAP = 6
"""Similar practices shown; more are a click away on the facet pages."""
OFFER_CAP = 3
"""Calls and trainings shown beside a practice, and practices beside a call."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from one record to another, with its reason in words."""

    record: Record
    reason: str
    score: float = 0.0


class _Judgement(NamedTuple):
    """How close two records are, and why; the words are only made for those that are kept."""

    score: float
    words: str
    facet: str
    values: tuple[str, ...]

    def reason(self) -> str:
        """Return the reason in words."""
        facet = FACETS_BY_ID[self.facet]
        return _(self.words).format(what=", ".join(value_label(facet, value) for value in self.values[:2]))


def _shared(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value for value in ours if value in theirs)


# Words for a named relation: what the record named is to the one that names it, and the reverse.
_NAMED: Mapping[tuple[str, str, str], tuple[str, str]] = {
    ("practice", "cities", "city"): (mark("where it was done"), mark("practice of this city")),
    ("practice", "partners", "partner"): (mark("partner in it"), mark("took part in it")),
    ("practice", "lead", "partner"): (mark("leads it"), mark("led by it")),
    ("practice", "needs", "need"): (mark("answers this need in part"), mark("answers this need in part")),
    ("practice", "reuse", "city"): (mark("took it up"), mark("taken up by this city")),
    ("city", "needs", "need"): (mark("shared by this city"), mark("shares this need")),
    ("event", "cities", "city"): (mark("host or speaker"), mark("held in this city or with it")),
    ("event", "organisers", "partner"): (mark("organiser"), mark("organised by it")),
    ("event", "related", ""): (mark("belongs to this event"), mark("event that belongs to it")),
    ("news", "cities", "city"): (mark("named in this news item"), mark("news that names this city")),
    ("news", "publisher", "partner"): (mark("published it first"), mark("published by it")),
    ("news", "related", ""): (mark("named in this news item"), mark("news about it")),
    ("funding", "provider", "partner"): (mark("gives it"), mark("offered by it")),
    ("training", "provider", "partner"): (mark("gives it"), mark("offered by it")),
    ("training", "cities", "city"): (mark("takes part"), mark("training with this city")),
    ("need", "cities", "city"): (mark("shares this need"), mark("need of this city")),
    ("need", "answers", ""): (mark("answers this need in part"), mark("need that it answers in part")),
    ("voice", "cities", "city"): (mark("speaks for it"), mark("voice from this city")),
    ("voice", "related", ""): (mark("where it was said"), mark("said there")),
}


def named_reasons(holder: Record, reference: Reference) -> tuple[str, str]:
    """Return the words for a reference, read forwards and backwards."""
    keys = [(holder.type_name, reference.field, reference.type), (holder.type_name, reference.field, "")]
    forward, backward = next(
        (_NAMED[key] for key in keys if key in _NAMED),
        (mark("named in its text"), mark("names it in its text")),
    )
    return _(forward), _(backward)


class Similarity:
    """Finds what is close to a record, by shared values."""

    def __init__(self, records: Sequence[Record], cities: Cities, today: dt.date) -> None:
        self._cities = cities
        self._today = today
        self._order = {record.identity: number for number, record in enumerate(records)}
        self._regions = {record.identity: frozenset(regions_of(record, cities)) for record in records}
        self._postings: dict[tuple[str, str, str], list[Record]] = defaultdict(list)
        self._offers: dict[tuple[str, str], list[Record]] = defaultdict(list)
        self._last: tuple[str, tuple[Relation, ...]] = ("", ())
        for record in records:
            for sector in getattr(record, "sectors", ()):
                for stage in getattr(record, "stages", ()):
                    self._postings[record.type_name, sector, stage].append(record)
            if isinstance(record, City):
                self._postings["city", record.region, record.size_band].append(record)
            if isinstance(record, Funding | Training):
                for stage in record.stages:
                    self._offers[record.type_name, stage].append(record)

    def of(self, record: Record) -> tuple[Relation, ...]:
        """Return the similar records of all types, best first within each type."""
        # A page asks once for each type that it shows, so the last answer is kept.
        if self._last[0] != record.identity:
            self._last = (record.identity, self._find(record))
        return self._last[1]

    def _find(self, record: Record) -> tuple[Relation, ...]:
        if isinstance(record, Practice):
            return (
                *self._best(record, self._near("practice", record), self._as_practice, SIMILAR_CAP),
                *self._best(record, self._helps(record, "funding"), self._as_offer, OFFER_CAP),
                *self._best(record, self._helps(record, "training"), self._as_offer, OFFER_CAP),
            )
        if isinstance(record, Funding | Training | Need):
            return self._best(record, self._near("practice", record), self._as_use, OFFER_CAP * 2)
        if isinstance(record, City):
            return self._best(
                record, self._postings["city", record.region, record.size_band], self._as_peer, SIMILAR_CAP
            )
        if isinstance(record, News | Event):
            return ()
        return ()

    def _near(self, type_name: str, record: Record) -> Iterator[Record]:
        for sector in getattr(record, "sectors", ()):
            for stage in getattr(record, "stages", ()):
                yield from self._postings[type_name, sector, stage]

    def _helps(self, record: Practice, type_name: str) -> Iterator[Record]:
        for stage in record.stages:
            yield from self._offers[type_name, stage]

    def _best(
        self,
        record: Record,
        candidates: Iterable[Record],
        judge: Callable[[Record, Record], _Judgement | None],
        cap: int,
    ) -> tuple[Relation, ...]:
        """Judge the candidates and keep the best.

        Ties go to the next record in the catalogue's order, counted round from this one, so that
        not everybody points at the first of the alphabet.
        """
        here = self._order[record.identity]
        total = len(self._order)
        unique = {
            other.identity: other
            for other in candidates
            if other.identity != record.identity and not other.withdrawn
        }
        found = [
            (-judgement.score, (self._order[identity] - here) % total, other, judgement)
            for identity, other in unique.items()
            if (judgement := judge(record, other))
        ]
        best = heapq.nsmallest(cap, found, key=lambda item: item[:2])
        return tuple(
            Relation(other, judgement.reason(), judgement.score)
            for _score, _distance, other, judgement in best
        )

    def _as_practice(self, record: Record, other: Record) -> _Judgement:
        assert isinstance(record, Practice)  # noqa: S101 - of() chose by type
        assert isinstance(other, Practice)  # noqa: S101
        sectors, stages = _shared(record.sectors, other.sectors), _shared(record.stages, other.stages)
        score = 2.0 * len(sectors) + len(stages) + (1.5 if record.sectors[0] == other.sectors[0] else 0)
        if not set(record.cities).isdisjoint(other.cities):
            return _Judgement(score + 4, mark("same city and sector ({what})"), "sector", sectors)
        if not self._regions[record.identity].isdisjoint(self._regions[other.identity]):
            return _Judgement(score + 1, mark("same region, sector ({what}) and stage"), "sector", sectors)
        return _Judgement(score, mark("same sector ({what}) and stage"), "sector", sectors)

    def _as_offer(self, record: Record, other: Record) -> _Judgement | None:
        assert isinstance(other, Funding | Training)  # noqa: S101 - of() chose by type
        state = other.state(self._today)
        sectors = _shared(getattr(record, "sectors", ()), other.sectors)
        elsewhere = (
            isinstance(other, Funding)
            and other.regions
            and self._regions[record.identity].isdisjoint(other.regions)
        )
        if state == "closed" or elsewhere or (other.sectors and not sectors):
            return None
        stages = _shared(getattr(record, "stages", ()), other.stages)
        words = (
            mark("pays for this stage: {what}")
            if isinstance(other, Funding)
            else mark("helps with this stage: {what}")
        )
        ready = {"open": 2, "rolling": 1.5, "upcoming": 1}.get(state, 0.5)
        return _Judgement(1 + ready + len(sectors), words, "stage", stages[:1])

    def _as_use(self, record: Record, other: Record) -> _Judgement:
        sectors = _shared(getattr(record, "sectors", ()), getattr(other, "sectors", ()))
        stages = _shared(getattr(record, "stages", ()), getattr(other, "stages", ()))
        return _Judgement(
            2.0 * len(sectors) + len(stages), mark("same sector ({what}) and stage"), "sector", sectors
        )

    def _as_peer(self, record: Record, other: Record) -> _Judgement | None:
        assert isinstance(record, City)  # noqa: S101 - of() chose by type
        assert isinstance(other, City)  # noqa: S101
        if not record.size_band:
            return None
        score = 1.0 + (1 if record.country == other.country else 0) + (1 if other.membership else 0)
        return _Judgement(score, mark("same region and size"), "size", ())
