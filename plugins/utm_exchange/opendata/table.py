"""Tables: rows for spreadsheets as CSV (RFC 4180), and what their columns mean (CSV on the Web)."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

Datatype = Literal["string", "anyURI", "integer", "decimal", "boolean", "date"]
"""Datatypes of https://www.w3.org/TR/tabular-data-model/#datatypes that columns have."""
SEPARATOR = " | "
"""What stands between several values in one cell."""
Cell = str | int | float | Decimal | bool | dt.date | None

_RISKY = frozenset("=+-@\t\r'")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its datatype, and what it means. ``many`` cells may hold several values."""

    name: str
    datatype: Datatype
    description: str
    many: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a name for its file, a title and a description for people."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]

    @property
    def text(self) -> str:
        """The table as CSV: RFC 4180, a header, CRLF, UTF-8 with the byte order mark that spreadsheets need."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(column.name for column in self.columns)
        for row in self.rows:
            # Most cells need nothing done to them; a table may have a hundred thousand.
            writer.writerow(
                [cell if type(cell) is str and cell[:1] not in _RISKY else _text(cell) for cell in row]
            )
        return "\ufeff" + out.getvalue()


def joined(values: Iterable[str]) -> str:
    """Return several values as one cell."""
    return SEPARATOR.join(values)


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guarded_text(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def guarded_text(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    A text that begins with a sign that can begin one (=, +, -, @, tab, return) gets an apostrophe
    before it, which spreadsheets know as 'this is text'. One that begins with an apostrophe gets a
    second, so that taking one leading apostrophe away always gives the text as it was written.
    Numbers are in columns of their own and stay as they are. After
    https://owasp.org/www-community/attacks/CSV_Injection
    """
    return f"'{text}" if text[:1] in _RISKY else text


def csvw(tables: Iterable[Table], licence: str, language: str) -> dict[str, Any]:
    """Return the description of tables: metadata of a table group, https://www.w3.org/TR/tabular-metadata/.

    A separator makes a cell a list; a cell without a value is null.
    """
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language}],
        "dc:license": {"@id": licence},
        "dialect": {"lineTerminators": ["\r\n"], "header": True, "encoding": "utf-8"},
        "tables": [
            {
                "url": f"{table.name}.csv",
                "dc:title": table.title,
                "dc:description": table.description,
                "tableSchema": {
                    "columns": [
                        {
                            "name": _variable(column.name),
                            "titles": column.name,
                            "datatype": column.datatype,
                            "dc:description": column.description,
                            **({"separator": SEPARATOR} if column.many else {}),
                        }
                        for column in table.columns
                    ]
                },
            }
            for table in tables
        ],
    }


def _variable(name: str) -> str:
    """Return a column's name as CSV on the Web allows it: letters, digits and underscores."""
    return re.sub(r"\W+", "_", name, flags=re.ASCII).strip("_")
