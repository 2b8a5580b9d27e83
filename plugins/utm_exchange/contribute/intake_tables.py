"""Intake of tables: CSV and XLSX, one record a row, into drafts.

The first row names the fields, by path (``population.value``, ``results[1].label``), by label
(``Population: Number``) or by the heading of a section. A cell of a list has one item a line, or
several with semicolons between them. Further sheets hold groups: a sheet ``sources`` has a row for
each source and a column ``record`` with the file name or title of the record that it belongs to.
"""

from __future__ import annotations

import csv
import datetime as dt
import difflib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from utm_exchange.contribute.drafts import Draft, Facts, PathError, body_of, set_path, suggested_slug
from utm_exchange.contribute.fields import Field, record_fields
from utm_exchange.contribute.forms import prose_of
from utm_exchange.contribute.lines import TooManyPartsError, explained, group_of, plain, several
from utm_exchange.i18n import gettext as _
from utm_exchange.records.problems import Problem
from utm_exchange.records.types import RECORD_TYPES, Record

TABLES = {".csv", ".tsv", ".xlsx"}
LARGEST = 10 * 1024 * 1024
"""Bytes of a table. A thousand practices have two million."""
_MOST_ROWS = 5000
_SLUG_COLUMNS = {"slug", "file", "file name", "file_name"}
_RECORD_COLUMNS = {"record", *_SLUG_COLUMNS}


@dataclass(frozen=True)
class Sheet:
    """A table as text: its name in messages, its title in the workbook, its rows; empty rows included."""

    name: str
    title: str
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class _Column:
    """What a column holds: a path with the field at its end, a section of the text, or the file name."""

    number: int
    kind: str
    path: str = ""
    field: Field | None = None


class _UnknownColumnError(Exception):
    """A heading names no field; ``near`` is the one that was perhaps meant, or ''."""

    def __init__(self, near: str) -> None:
        super().__init__(near)
        self.near = near


def table_drafts(path: Path, record_type: type[Record] | None) -> tuple[list[Draft], list[Problem]]:
    """Return a draft for each row of a table, and what cannot be read, by row and column."""
    sheets = _sheets(path)
    if isinstance(sheets, Problem):
        return [], [sheets]
    filled = [sheet for sheet in sheets if any(any(row) for row in sheet.rows)]
    if not filled:
        return [], [Problem(path.name, 1, 1, "UTM105", _("this table is empty"), _("fill it in"))]
    told = record_type or _type_of(path, filled[0])
    if told is None:
        message = _("nothing here says what kind of record the rows are")
        return [], [
            Problem(filled[0].name, 1, 1, "UTM904", message, _("add --type, for example --type city"))
        ]
    drafts, problems = _main_sheet(filled[0], told)
    for sheet in filled[1:]:
        problems += _group_sheet(sheet, told, drafts)
    return drafts, problems


def _sheets(path: Path) -> list[Sheet] | Problem:
    if path.stat().st_size > LARGEST:
        message = _("this file has more than {limit} MB").format(limit=LARGEST // 1024**2)
        return Problem(
            path.name, 1, 1, "UTM103", message, _("divide it, and import the parts one after the other")
        )
    if path.suffix.lower() == ".xlsx":
        return _workbook(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        hint = _("save it with the encoding UTF-8; in Excel: 'CSV UTF-8'")
        return Problem(path.name, line, 1, "UTM104", _("this file is not in UTF-8"), hint)
    first = text.split("\n", 1)[0]
    delimiter = max("\t;,", key=first.count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    return [Sheet(path.name, path.stem, [[cell.strip() for cell in row] for row in rows[:_MOST_ROWS]])]


def _workbook(path: Path) -> list[Sheet] | Problem:
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        return [
            Sheet(
                f"{path.name} [{sheet.title}]",
                sheet.title,
                [
                    [_cell(value) for value in row]
                    for row in sheet.iter_rows(max_row=_MOST_ROWS, values_only=True)
                ],
            )
            for sheet in book.worksheets
        ]
    except Exception as error:  # noqa: BLE001 - openpyxl lets through whatever a damaged archive raises
        message = _("this workbook cannot be read: {reason}").format(reason=type(error).__name__)
        return Problem(
            path.name, 1, 1, "UTM901", message, _("open it in a spreadsheet program and save it as .xlsx")
        )


def _cell(value: Any) -> str:
    """Return the text of a cell as the checks want it: whole numbers without a point, days as 2026-03-14."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time.min else value.strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if isinstance(value, dt.date) else str(value).strip()


def _type_of(path: Path, sheet: Sheet) -> type[Record] | None:
    """Return the type that the sheet, the file or its columns tell."""
    for said in (sheet.title, path.stem):
        for kind in RECORD_TYPES:
            if said.strip().casefold() in {kind.type_name, kind.label.casefold(), kind.plural.casefold()}:
                return kind
    scores = sorted(
        ((sum(_knows(kind, heading) for heading in sheet.rows[0]), kind) for kind in RECORD_TYPES),
        key=lambda pair: pair[0],
        reverse=True,
    )
    return scores[0][1] if scores[0][0] > scores[1][0] else None


def _knows(kind: type[Record], heading: str) -> bool:
    try:
        return bool(heading) and _column(kind, heading, 0).kind != "slug"
    except _UnknownColumnError:
        return False


def _column(kind: type[Record], heading: str, number: int) -> _Column:
    """Return what a column holds.

    Raises:
        _UnknownColumnError: its heading names nothing.
    """
    plain_heading = " ".join(heading.split()).casefold()
    if plain_heading in _SLUG_COLUMNS:
        return _Column(number, "slug")
    for prose in prose_of(kind):
        if plain_heading in {prose.id, prose.label.casefold(), f"text.{prose.id}"}:
            return _Column(number, "text", prose.id)
    known = dict(_headings(kind))
    # results[1].label has the field results.label; only files know the number.
    bare = "".join(part.partition("]")[2] if n else part for n, part in enumerate(plain_heading.split("[")))
    if bare in known:
        path, field = known[bare]
        return _Column(number, "field", heading.strip() if "[" in heading else path, field)
    near = difflib.get_close_matches(plain_heading, known, n=1, cutoff=0.6)
    raise _UnknownColumnError(known[near[0]][0] if near else "")


def _headings(kind: type[Record]) -> Iterator[tuple[str, tuple[str, Field]]]:
    """Yield every heading that names a field, with its path and the field."""
    for field in record_fields(kind).values():
        yield from (((said, (field.name, field))) for said in (field.name, field.label.casefold()))
        for child in field.fields:
            for said in (f"{field.name}.{child.name}", f"{field.label}: {child.label}".casefold()):
                yield said, (f"{field.name}.{child.name}", child)
            for grandchild in child.fields:
                path = f"{field.name}.{child.name}.{grandchild.name}"
                yield path, (path, grandchild)


def _columns(sheet: Sheet, kind: type[Record], rename: dict[str, str]) -> tuple[list[_Column], list[Problem]]:
    columns: list[_Column] = []
    problems: list[Problem] = []
    for number, heading in enumerate(sheet.rows[0]):
        if not heading:
            continue
        try:
            columns.append(_column(kind, rename.get(heading.casefold(), heading), number))
        except _UnknownColumnError as error:
            hint = (
                _("write '{field}'").format(field=error.near)
                if error.near
                else _("name a field as on the page of all fields, or delete the column")
            )
            message = _("{cell}: no field is called '{name}'").format(cell=_name(1, number), name=heading)
            problems.append(Problem(sheet.name, 1, number + 1, "UTM902", message, hint))
    return columns, problems


def _name(row: int, number: int) -> str:
    """Return a cell's name as spreadsheets show it: C3."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def _main_sheet(sheet: Sheet, kind: type[Record]) -> tuple[list[Draft], list[Problem]]:
    columns, problems = _columns(sheet, kind, {})
    drafts: list[Draft] = []
    for row, cells in enumerate(sheet.rows[1:], 2):
        if not any(cells):
            continue
        draft = Draft(kind, {}, places={"": (sheet.name, row, 1)})
        prose: dict[str, str] = {}
        for column in columns:
            value = cells[column.number] if column.number < len(cells) else ""
            if not value:
                continue
            draft.places[column.path] = (sheet.name, row, column.number + 1)
            if column.kind == "slug":
                draft.slug = value
            elif column.kind == "text":
                prose[column.path] = value
            else:
                problems += _take(draft.facts, column, value, (sheet.name, row))
        draft.body = body_of(kind, prose)
        draft.slug = draft.slug or suggested_slug(draft.type, draft.facts)
        drafts.append(draft)
    return drafts, problems


def _take(facts: Facts, column: _Column, value: str, place: tuple[str, int]) -> list[Problem]:
    field = column.field
    assert field is not None  # noqa: S101 - columns of fields have one
    whole_group = field.kind == "group"
    try:
        if whole_group:
            lines = [line for line in value.split("\n") if line.strip()]
            groups = [group_of(field, line) for line in lines]
            set_path(facts, column.path, groups if field.many else groups[0])
        elif field.many:
            set_path(facts, column.path, several(field, value))
        else:
            set_path(facts, column.path, plain(field, value))
    except TooManyPartsError:
        message = _("{cell}: a line has more parts than there are fields").format(
            cell=_name(place[1], column.number)
        )
        return [
            Problem(place[0], place[1], column.number + 1, "UTM903", message, explained(field), column.path)
        ]
    except PathError:
        message = _("{cell}: '{path}' does not fit the other columns").format(
            cell=_name(1, column.number), path=column.path
        )
        hint = _("number the groups from 1, as in results[1].label")
        return [Problem(place[0], 1, column.number + 1, "UTM902", message, hint, column.path)]
    return []


def _group_sheet(sheet: Sheet, kind: type[Record], drafts: list[Draft]) -> list[Problem]:
    """Add the rows of a sheet of groups to the records that they name."""
    said = sheet.title.strip().casefold()
    group = next(
        (
            f
            for f in record_fields(kind).values()
            if f.kind == "group" and said in {f.name, f.label.casefold()}
        ),
        None,
    )
    if group is None:
        message = _("no list of groups is called '{name}'").format(name=sheet.title)
        names = ", ".join(f.name for f in record_fields(kind).values() if f.kind == "group" and f.many)
        hint = _("name the sheet as one of: {names}").format(names=names)
        return [Problem(sheet.name, 1, 1, "UTM902", message, hint)]
    heads = [heading.casefold() for heading in sheet.rows[0]]
    link = next((number for number, heading in enumerate(heads) if heading in _RECORD_COLUMNS), None)
    if link is None:
        message = _("no column says which record a row belongs to")
        return [
            Problem(
                sheet.name,
                1,
                1,
                "UTM902",
                message,
                _("add a column 'record' with the file name or the title"),
            )
        ]
    inside = _inside(group)
    rows = [[*row[:link], "", *row[link + 1 :]] for row in sheet.rows]
    bare = Sheet(sheet.name, sheet.title, rows)
    columns, problems = _columns(bare, kind, inside)
    for row, cells in enumerate(sheet.rows[1:], 2):
        if any(cells):
            problems += _add_row(drafts, group, columns, cells, (sheet.name, row, link))
    return problems


def _inside(group: Field) -> dict[str, str]:
    """Return the paths of what a group holds by the headings that name it on a sheet of such groups."""
    found: dict[str, str] = {}
    for child in group.fields:
        path = f"{group.name}.{child.name}"
        found |= {child.name: path, child.label.casefold(): path}
        found |= {f"{child.name}.{inner.name}": f"{path}.{inner.name}" for inner in child.fields}
    return found


def _add_row(
    drafts: list[Draft],
    group: Field,
    columns: list[_Column],
    cells: Sequence[str],
    place: tuple[str, int, int],
) -> list[Problem]:
    name, row, link = place
    wanted = cells[link].casefold() if link < len(cells) else ""
    found = [d for d in drafts if wanted in {d.slug, str(d.facts.get("title", "")).casefold()}]
    if not found or not wanted:
        message = _("{cell}: no row of the first sheet is called '{name}'").format(
            cell=_name(row, link), name=cells[link] if link < len(cells) else ""
        )
        hint = _("write the file name or the title as it stands there")
        return [Problem(name, row, link + 1, "UTM907", message, hint)]
    held = found[0].facts.setdefault(group.name, [])
    here: Facts = {}
    problems: list[Problem] = []
    for column in columns:
        value = cells[column.number] if column.number < len(cells) else ""
        if value:
            inner = _Column(
                column.number, column.kind, column.path.removeprefix(f"{group.name}."), column.field
            )
            problems += _take(here, inner, value, (name, row))
            found[0].places[f"{group.name}[{len(held) + 1}].{inner.path}"] = (name, row, column.number + 1)
    found[0].places[f"{group.name}[{len(held) + 1}]"] = (name, row, 1)
    held.append(here)
    return problems
