"""Tables of records: one for each type, made from its fields, and long ones for what a record has many of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from utm_exchange.i18n import gettext as _
from utm_exchange.i18n import mark
from utm_exchange.opendata.plain import HEAD, LEFT_OUT, Data, Derived, derived_of
from utm_exchange.opendata.shapes import Kind, Shape, shapes_of
from utm_exchange.opendata.table import Cell, Column, Datatype, Table, joined
from utm_exchange.records.types import Figure, Inventory, Part, Record, Source, Target
from utm_exchange.records.types.exchange import Deadline

_DATATYPES: Mapping[Kind, Datatype] = {
    "text": "string",
    "url": "anyURI",
    "whole": "integer",
    "decimal": "decimal",
    "degrees": "decimal",
    "truth": "boolean",
    "day": "date",
    # A date of any precision is no xsd:date.
    "when": "string",
}


@dataclass(frozen=True, slots=True)
class _Reader:
    """A column, and how its cell is read from data."""

    column: Column
    read: Callable[[Data], Cell]


def type_table(record_type: type[Record], rows: Iterable[Data]) -> Table:
    """Return the table of a type: a row for each record, given as :func:`.plain` makes it.

    A group of fields becomes a column for each of them; of groups that a record has many of, the
    table gives the number. The texts of pages stand in JSON only.
    """
    readers = [
        *map(_derived, HEAD),
        *_fields(record_type),
        *map(_derived, derived_of(record_type)),
    ]
    return Table(
        record_type.address,
        _(record_type.plural),
        _(
            "One row for each record. The texts of the pages, and whatever a record has many of, are in the JSON files."
        ),
        tuple(reader.column for reader in readers),
        [[reader.read(data) for reader in readers] for data in rows],
    )


def _derived(value: Derived) -> _Reader:
    schema = value.schema
    kind = schema["type"] if isinstance(schema["type"], str) else schema["type"][0]
    forms: Mapping[str, Datatype] = {"date": "date", "uri-reference": "anyURI"}
    datatype: Datatype = "boolean" if kind == "boolean" else forms.get(schema.get("format", ""), "string")
    column = Column(value.name, datatype, _(value.description), many=kind == "array")
    return _Reader(column, _many(value.name) if column.many else itemgetter(value.name))


def _fields(part: type[Part]) -> Iterator[_Reader]:
    """Yield a column for each field; a group of fields has one for each of its own."""
    for shape in shapes_of(part):
        if shape.name in LEFT_OUT:
            continue
        if shape.part is None:
            read = _many(shape.name) if shape.many else itemgetter(shape.name)
            yield _Reader(_column(shape, shape.name), read)
        elif shape.many:
            what = _("How many there are in the JSON file of: {what}").format(what=_(shape.description))
            yield _Reader(Column(f"{shape.name}_count", "integer", what), _count(shape.name))
        else:
            for inner in shapes_of(shape.part):
                if inner.part is None:
                    column = _column(inner, f"{shape.name}_{inner.name}")
                    yield _Reader(column, _inner(shape.name, inner.name))


def _column(shape: Shape, name: str) -> Column:
    return Column(name, _DATATYPES[shape.kind], _(shape.description), many=shape.many)


def _many(name: str) -> Callable[[Data], Cell]:
    return lambda data: joined(data[name])


def _count(name: str) -> Callable[[Data], Cell]:
    return lambda data: len(data[name])


def _inner(group: str, name: str) -> Callable[[Data], Cell]:
    def read(data: Data) -> Cell:
        held = data[group]
        cell: Cell = held[name] if held is not None else None
        return cell

    return read


# ---------------------------------------------------------------------------------------------
# Long tables: a row for each thing of which a record may have many
# ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Long:
    """A long table: which fields of which groups it gathers."""

    name: str
    title: str
    description: str
    part: type[Part]
    fields: tuple[str, ...]


_LONG = (
    _Long(
        "figures",
        mark("Figures"),
        mark(
            "One row for each result of a practice and each further figure of a city, with its unit, year, source and grade."
        ),
        Figure,
        ("results", "indicators"),
    ),
    _Long(
        "targets",
        mark("Targets of cities"),
        mark("One row for each target, in the word of its source."),
        Target,
        ("targets",),
    ),
    _Long(
        "inventories",
        mark("Emissions inventories of cities"),
        mark("One row for each city and year. Areas, sectors and methods differ: don't rank cities by them."),
        Inventory,
        ("inventories",),
    ),
    _Long(
        "deadlines",
        mark("Deadlines of funding"),
        mark("One row for each deadline of a call."),
        Deadline,
        ("deadlines",),
    ),
    _Long("sources", mark("Sources"), mark("One row for each source of each record."), Source, ("sources",)),
)


def long_tables(records: Sequence[Data]) -> Iterator[Table]:
    """Yield the long tables of all records."""
    yield from (_long_table(long, records) for long in _LONG)


def _long_table(long: _Long, records: Sequence[Data]) -> Table:
    readers = list(_fields(long.part))
    sourced = any(shape.name == "source" for shape in shapes_of(long.part))
    columns = [
        Column("identity", "string", _("Type and slug of the record.")),
        Column("title", "string", _("Title of the record.")),
        Column("field", "string", _("The field of the record that holds it.")),
        *(reader.column for reader in readers),
    ]
    if sourced:
        columns += [
            Column("source_title", "string", _("Title of the source.")),
            Column("source_publisher", "string", _("Who published the source.")),
            Column("source_url", "anyURI", _("Address of the source.")),
        ]
    rows = [
        [
            data["identity"],
            data["title"],
            field,
            *(reader.read(item) for reader in readers),
            *(_source(data, item["source"]) if sourced else ()),
        ]
        for data in records
        for field in long.fields
        for item in data.get(field, ())
    ]
    return Table(long.name, _(long.title), _(long.description), tuple(columns), rows)


def _source(data: Data, source_id: str) -> tuple[Cell, Cell, Cell]:
    source = next(source for source in data["sources"] if source["id"] == source_id)
    return source["title"], source["publisher"], source["url"]
