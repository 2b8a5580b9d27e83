"""How tests read the data: as programs do that know nothing but the descriptions."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker

from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.history import History
from utm_exchange.opendata.edition import Edition
from utm_exchange.opendata.envelope import Publisher
from utm_exchange.opendata.plain import Surroundings

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
READERS = {
    "string": str,
    "anyURI": str,
    "integer": int,
    "decimal": Decimal,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": dt.date.fromisoformat,
}
"""By datatype of CSV on the Web."""


def files_of(catalogue: Catalogue, site: str = "", history: History | None = None) -> dict[str, str]:
    """Return every file of the data by name, as they are written."""
    publisher = Publisher("Exchange", "What cities did.", site, LICENCE, "CC BY 4.0", "en")
    around = Surroundings(catalogue, history or History({}, "no-git"), site)
    return {file.name: file.text for file in Edition(publisher, around).files()}


def mistakes(document: Mapping[str, Any], data: Any) -> Iterator[str]:
    """Yield where a file differs from the schema that it names; ``document`` is the OpenAPI document."""
    name = urlsplit(data["schema"]).fragment
    schema = {"$ref": f"#{name}", "components": document["components"]}
    for error in Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(data):
        yield f"{error.json_path}: {error.message[:200]}"


def rows_of(files: Mapping[str, str], name: str) -> list[dict[str, Any]]:
    """Return the rows of a table with the types that the description of its columns gives."""
    tables = json.loads(files["csv-metadata.json"])["tables"]
    columns = next(table for table in tables if table["url"] == name)["tableSchema"]["columns"]
    header, *rows = csv.reader(files[name].removeprefix("\ufeff").split("\r\n")[:-1], strict=True)
    assert header == [column["titles"] for column in columns]
    return [
        {column["titles"]: _value(cell, column) for cell, column in zip(row, columns, strict=True)}
        for row in rows
    ]


def _value(cell: str, column: Mapping[str, Any]) -> Any:
    if not cell:
        return [] if "separator" in column else None
    if column["datatype"] in {"string", "anyURI"}:
        cell = cell.removeprefix("'")
    read = READERS[column["datatype"]]
    return [read(part) for part in cell.split(column["separator"])] if "separator" in column else read(cell)
