"""An edition of the data: every file of it, from the catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from utm_exchange.i18n import gettext as _
from utm_exchange.opendata.dcat import DataSet, dcat
from utm_exchange.opendata.envelope import Publisher, edition_of, file_text, in_envelope, json_text
from utm_exchange.opendata.geojson import MAPPED, features
from utm_exchange.opendata.openapi import MEDIA, openapi
from utm_exchange.opendata.plain import Data, Surroundings, plain, withdrawn
from utm_exchange.opendata.record_tables import long_tables, type_table
from utm_exchange.opendata.reporting import reporting_tables
from utm_exchange.opendata.table import Table, csvw
from utm_exchange.opendata.versions import VERSIONS
from utm_exchange.records.types import RECORD_TYPES, City, Record
from utm_exchange.records.vocabulary import vocabularies

PAGE = "about/data/"
"""The page that explains the data."""


def files_of(record_type: type[Record]) -> tuple[str, ...]:
    """Return the names of the files that hold all records of a type."""
    mapped = record_type in {found.type for found in MAPPED}
    return tuple(f"{record_type.address}.{e}" for e in ("json", "csv", *(("geojson",) if mapped else ())))


def tables_of(data: Mapping[type[Record], Sequence[Data]]) -> tuple[Table, ...]:
    """Return all tables: one for each type, the long ones, those for reporting platforms."""
    return (
        *(type_table(record_type, data.get(record_type, ())) for record_type in RECORD_TYPES),
        *long_tables([row for rows in data.values() for row in rows]),
        *reporting_tables(data.get(City, ())),
    )


def data_sets() -> tuple[DataSet, ...]:
    """Return the data sets as portals see them, each with the files that it comes in."""
    own = {record_type.address for record_type in RECORD_TYPES}
    return (
        *(
            DataSet(
                record_type.address,
                _(record_type.plural),
                _("All records of this type. The sources of each stand beside its facts."),
                files_of(record_type),
            )
            for record_type in RECORD_TYPES
        ),
        *(
            DataSet(table.name.replace("/", "-"), table.title, table.description, (f"{table.name}.csv",))
            for table in tables_of({})
            if table.name not in own
        ),
    )


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file: its name below the root of the data, a title for people, and its text."""

    name: str
    title: str
    text: str


@dataclass(frozen=True)
class Edition:
    """The data of one build. ``around`` holds the catalogue; nothing that is held back comes in."""

    publisher: Publisher
    around: Surroundings

    @cached_property
    def rows(self) -> Mapping[type[Record], list[tuple[Record, Data]]]:
        """The records of each type that weren't withdrawn, with their data."""
        listed = self.around.catalogue.listed
        return {
            record_type: [(record, plain(record, self.around)) for record in listed(record_type.type_name)]
            for record_type in RECORD_TYPES
        }

    @cached_property
    def withdrawn(self) -> Mapping[type[Record], list[tuple[Record, Data]]]:
        """The withdrawn records of each type, with the little that is said of them."""
        return {
            record_type: [
                (record, withdrawn(record, self.around))
                for record in self.around.catalogue.of_type(record_type.type_name)
                if record.withdrawn
            ]
            for record_type in RECORD_TYPES
        }

    @cached_property
    def texts(self) -> Mapping[type[Record], Mapping[str, str]]:
        """The data of each record as JSON, by type and identity, withdrawn ones last."""
        return {
            record_type: {
                record.identity: json_text(data)
                for record, data in (*self.rows[record_type], *self.withdrawn[record_type])
            }
            for record_type in RECORD_TYPES
        }

    @cached_property
    def digest(self) -> str:
        """The edition of all records."""
        return edition_of(*(text for texts in self.texts.values() for text in texts.values()))

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """All tables with their rows."""
        return tables_of({t: [data for _record, data in rows] for t, rows in self.rows.items()})

    def files(self) -> Iterator[DataFile]:
        """Yield every file, those of single records first, and last the index of all others."""
        for record_type, texts in self.texts.items():
            for record, _data in (*self.rows[record_type], *self.withdrawn[record_type]):
                yield self._record_file(record, texts[record.identity])
        shown = [self._list_file(record_type) for record_type in RECORD_TYPES]
        shown += [*self._maps(), *(DataFile(f"{t.name}.csv", t.title, t.text) for t in self.tables)]
        shown += self._descriptions()
        yield from shown
        yield self._index(shown)

    def _record_file(self, record: Record, text: str) -> DataFile:
        head = in_envelope(
            self.publisher, f"{type(record).__name__}File", edition_of(text), {"type": record.type_name}
        )
        return DataFile(
            f"{record.address}/{record.slug}.json",
            record.title,
            f'{json_text(head)[:-1]},\n"record":{text}}}\n',
        )

    def _list_file(self, record_type: type[Record]) -> DataFile:
        rows, texts = self.rows[record_type], list(self.texts[record_type].values())
        own = {"type": record_type.type_name, "count": len(rows)}
        head = in_envelope(self.publisher, f"{record_type.__name__}List", edition_of(*texts), own)
        lists = {"records": texts[: len(rows)], "withdrawn": texts[len(rows) :]}
        return DataFile(f"{record_type.address}.json", _(record_type.plural), file_text(head, lists))

    def _maps(self) -> Iterator[DataFile]:
        for mapped in MAPPED:
            texts = [json_text(found) for found in features(mapped, self.rows[mapped.type], self.around)]
            own = {"type": "FeatureCollection", "count": len(texts), "note": _(mapped.note)}
            head = in_envelope(self.publisher, f"{mapped.type.__name__}Points", edition_of(*texts), own)
            title = _("{records} on the map").format(records=_(mapped.type.plural))
            yield DataFile(f"{mapped.type.address}.geojson", title, file_text(head, {"features": texts}))

    def _descriptions(self) -> Iterator[DataFile]:
        publisher, tables = self.publisher, self.tables
        terms = [
            {
                "id": words.id,
                "label": _(words.label),
                "definition": _(words.definition),
                "source": words.source,
                "terms": [
                    {
                        "id": term.id,
                        "label": _(term.label),
                        "definition": _(term.definition) if term.definition else "",
                    }
                    for term in words
                ],
            }
            for words in vocabularies()
        ]
        head = in_envelope(publisher, "Vocabularies", edition_of(json_text(terms)), {"vocabularies": terms})
        described: tuple[tuple[str, str, Any], ...] = (
            ("vocabularies.json", _("The terms that records use"), head),
            (
                "csv-metadata.json",
                _("What the columns of the tables mean (CSV on the Web)"),
                csvw(tables, publisher.licence, publisher.language),
            ),
            (
                "catalog.jsonld",
                _("Description of the data sets (DCAT)"),
                dcat(publisher, data_sets(), PAGE, self.around.catalogue.today),
            ),
            ("openapi.json", _("Description of all files (OpenAPI)"), openapi(publisher, tables)),
        )
        for name, title, content in described:
            yield DataFile(name, title, json_text(content) + "\n")

    def _index(self, files: list[DataFile]) -> DataFile:
        publisher = self.publisher
        own = {
            "title": _("{site}: open data").format(site=publisher.name),
            "description": publisher.description,
            "language": publisher.language,
            "day": self.around.catalogue.today.isoformat(),
            "site": publisher.site,
            "addresses": "absolute" if publisher.site else "relative to the root of the site",
            "counts": {record_type.type_name: len(rows) for record_type, rows in self.rows.items()},
            "withdrawn": sum(map(len, self.withdrawn.values())),
            "versions": [
                {"number": version.number, "day": version.day, "what": _(version.what)}
                for version in VERSIONS
            ],
        }
        head = in_envelope(publisher, "Index", self.digest, own)
        listed = [
            json_text(
                {
                    "address": publisher.address(file.name),
                    "title": file.title,
                    "media_type": MEDIA[file.name.rpartition(".")[2]],
                    "bytes": len(file.text.encode()),
                }
            )
            for file in files
        ]
        return DataFile("index.json", _("What there is"), file_text(head, {"files": listed}))
