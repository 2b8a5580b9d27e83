"""The catalogue: every record, with its references resolved both ways."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from utm_exchange.catalogue.cohort import Cohort, build_cohort
from utm_exchange.catalogue.facets import FacetValue, collect
from utm_exchange.catalogue.holding_back import divide
from utm_exchange.catalogue.references import references
from utm_exchange.catalogue.relations import Relation, Similarity, named_reasons
from utm_exchange.records.types import RECORD_TYPES, City, Record


@dataclass(frozen=True)
class Catalogue:
    """All records that may be seen on one day, immutable.

    ``records`` maps identities to records, by type and then by title.
    """

    records: Mapping[str, Record]
    today: dt.date

    def get(self, identity: str) -> Record | None:
        """Return the record with an identity, or None."""
        return self.records.get(identity)

    @cached_property
    def _by_type(self) -> Mapping[str, tuple[Record, ...]]:
        found: dict[str, list[Record]] = defaultdict(list)
        for record in self.records.values():
            found[record.type_name].append(record)
        return {name: tuple(records) for name, records in found.items()}

    def of_type(self, type_name: str) -> tuple[Record, ...]:
        """Return the records of a type, withdrawn ones included, by title."""
        return self._by_type.get(type_name, ())

    def listed(self, type_name: str) -> tuple[Record, ...]:
        """Return the records of a type that lists show: all but the withdrawn ones."""
        return self._listed.get(type_name, ())

    @cached_property
    def _listed(self) -> Mapping[str, tuple[Record, ...]]:
        return {
            name: tuple(record for record in records if not record.withdrawn)
            for name, records in self._by_type.items()
        }

    @cached_property
    def cities(self) -> Mapping[str, City]:
        """Cities by slug."""
        return {record.slug: record for record in self.of_type("city") if isinstance(record, City)}

    @cached_property
    def cohort(self) -> Cohort:
        """Members by wave, and the contributing cities."""
        return build_cohort(self.cities.values())

    @cached_property
    def facets(self) -> Mapping[str, tuple[FacetValue, ...]]:
        """Values of each facet with the records that have them; withdrawn records have none."""
        return collect((record for record in self.records.values() if not record.withdrawn), self.cities)

    @cached_property
    def _named(self) -> Mapping[str, tuple[Relation, ...]]:
        """Relations that somebody wrote, in both directions, each pair once per record."""
        found: dict[str, dict[str, Relation]] = defaultdict(dict)
        for holder in self.records.values():
            for reference in references(holder):
                named = self.records.get(reference.identity)
                if named is None or named is holder:
                    continue
                forward, backward = named_reasons(holder, reference)
                if not named.withdrawn:
                    found[holder.identity].setdefault(named.identity, Relation(named, forward))
                if not holder.withdrawn:
                    found[named.identity].setdefault(holder.identity, Relation(holder, backward))
        return {identity: tuple(relations.values()) for identity, relations in found.items()}

    def named(self, record: Record, type_name: str = "") -> tuple[Relation, ...]:
        """Return the relations that somebody wrote, of one type or of all, in the order of the catalogue."""
        relations = self._named.get(record.identity, ())
        chosen = [
            relation for relation in relations if not type_name or relation.record.type_name == type_name
        ]
        return tuple(sorted(chosen, key=lambda relation: self._positions[relation.record.identity]))

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        return {identity: number for number, identity in enumerate(self.records)}

    @cached_property
    def _similarity(self) -> Similarity:
        return Similarity(tuple(self.records.values()), self.cities, self.today)

    def similar(self, record: Record, type_name: str = "") -> tuple[Relation, ...]:
        """Return the computed relations, best first, without what is named already."""
        known = {relation.record.identity for relation in self._named.get(record.identity, ())}
        return tuple(
            relation
            for relation in self._similarity.of(record)
            if relation.record.identity not in known
            and (not type_name or relation.record.type_name == type_name)
        )

    def neighbours(self, record: Record) -> tuple[Record | None, Record | None]:
        """Return the records before and after one in the list of its type."""
        listed = self._listed_positions[record.type_name]
        if record.identity not in listed:
            return None, None
        shown = self.listed(record.type_name)
        here = listed[record.identity]
        return (shown[here - 1] if here else None), (shown[here + 1] if here + 1 < len(shown) else None)

    @cached_property
    def _listed_positions(self) -> Mapping[str, Mapping[str, int]]:
        return {
            record_type.type_name: {
                record.identity: number for number, record in enumerate(self.listed(record_type.type_name))
            }
            for record_type in RECORD_TYPES
        }


def build_catalogue(records: Iterable[Record], today: dt.date, now: dt.datetime | None = None) -> Catalogue:
    """Order the records and leave out those that are held back.

    ``now`` is the moment of the build, of the day ``today`` (UTC), for what waits for an hour; without
    it the day has just begun.
    """
    order = {record_type.type_name: number for number, record_type in enumerate(RECORD_TYPES)}
    seen, _held = divide(records, now or dt.datetime.combine(today, dt.time.min, dt.UTC))
    ordered = sorted(seen, key=lambda record: (order[record.type_name], record.title.casefold(), record.slug))
    return Catalogue(MappingProxyType({record.identity: record for record in ordered}), today)
