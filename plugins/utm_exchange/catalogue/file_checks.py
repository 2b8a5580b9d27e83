"""Checks of files that are no records: pages, pictures, links of the file system, and what lies in a wrong folder."""

from __future__ import annotations

import difflib
import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from utm_exchange.catalogue.checks import reference_hint
from utm_exchange.catalogue.references import TYPE_NAMES, Reference
from utm_exchange.i18n import gettext as _
from utm_exchange.records.body import identity_links
from utm_exchange.records.markup import PICTURES
from utm_exchange.records.naming import kind_in, moving_hint
from utm_exchange.records.pictures import picture_problem
from utm_exchange.records.problems import Problem
from utm_exchange.records.prose import pictures_shown, slips
from utm_exchange.records.reading import SourceFile, linked_away, read_page
from utm_exchange.records.types import RECORD_TYPES, Record
from utm_exchange.records.yaml_errors import YamlProblem
from utm_exchange.records.yaml_text import parse

PAGE_FIELDS = ("title", "description", "headline", "template")
"""What the facts at the top of a page that is no record may say; MkDocs reads them."""
_MISPLACED = tuple(
    record_type.folder.rpartition("/")[2] for record_type in RECORD_TYPES if "/" in record_type.folder
)
"""Folders that belong into ``content/`` and are sometimes made beside it."""

_RECORD_FOLDERS = tuple(f"{record_type.folder}/" for record_type in RECORD_TYPES)

Slugs = Mapping[str, frozenset[str]]


def check_files(root: Path, elsewhere: Collection[str], slugs: Slugs) -> Iterator[Problem]:
    """Yield what is wrong with the files below a catalogue's root that are no records.

    ``elsewhere`` are the paths of records and lead pictures, which are checked elsewhere; ``slugs`` holds the file
    names by type.
    """
    for folder in ("content", "cities"):
        for path, linked in _inside(root / folder):
            name = path.relative_to(root).as_posix()
            if name in elsewhere:
                continue
            if linked:
                yield linked_away(name)
            else:
                yield from check_file(root, path, slugs)
    for folder in _MISPLACED:
        for path, linked in _inside(root / folder):
            if not linked and (record_type := kind_in(root, path)) is not None:
                name = path.relative_to(root).as_posix()
                yield _misplaced(name, moving_hint(record_type, path.stem))


def _inside(folder: Path) -> Iterator[tuple[Path, bool]]:
    """Yield what stands in a folder, links of the file system with True; as for MkDocs, dots hide names."""
    if not folder.is_dir() or folder.is_symlink():
        return
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                yield Path(entry.path), True
            elif entry.is_dir():
                yield from _inside(Path(entry.path))
            elif entry.is_file():
                yield Path(entry.path), False


def check_file(root: Path, path: Path, slugs: Slugs) -> Iterator[Problem]:
    """Yield what is wrong with one file in ``content`` or ``cities`` that is no record."""
    name = path.relative_to(root).as_posix()
    if path.name.startswith("_") and name.startswith(_RECORD_FOLDERS):
        return  # a draft, which the build leaves out
    if path.suffix.lower() in {*PICTURES, ".svg"}:
        if problem := picture_problem(path, name):
            yield problem
    elif path.suffix == ".md":
        if path.name not in {"index.md", "README.md"} and (record_type := kind_in(root, path)) is not None:
            yield _misplaced(name, moving_hint(record_type, path.stem))
        else:
            yield from _check_page(root, path, slugs)
    elif name.startswith("content/"):
        if (record_type := kind_in(root, path)) is not None:
            yield _misplaced(name, moving_hint(record_type, path.stem))
        else:
            yield Problem(
                name,
                1,
                1,
                "UTM117",
                _("files of this kind are not published"),
                _("content holds Markdown and pictures; link to other documents where they are published"),
            )


def missing_pictures(root: Path, record: Record) -> Iterator[Problem]:
    """Yield the pictures that the text of a record shows and that are not in the folder of its type."""
    if "![" not in record.body:
        return
    source = record.source_file
    for number, column, address in pictures_shown(record.body):
        picture = Path(record.folder, unquote(address))
        if not (root / picture).is_file():
            line = source.body_line + number
            yield _missing_picture(source.path, line, column + 1, picture)


def _missing_picture(path: str, line: int, column: int, picture: Path) -> Problem:
    return Problem(
        path,
        line,
        column,
        "UTM607",
        _("there is no picture {file}").format(file=picture.as_posix()),
        _("put the picture at {file}, or correct its name").format(file=picture.as_posix()),
    )


def _misplaced(name: str, hint: str) -> Problem:
    return Problem(name, 1, 1, "UTM111", _("this is the folder of no records"), hint)


def _check_page(root: Path, path: Path, slugs: Slugs) -> Iterator[Problem]:
    """Yield what is wrong with a page that is no record, which the build would publish as it is."""
    source = read_page(root, path)
    if isinstance(source, Problem):
        yield source
        return
    yield from _check_facts(source)
    for slip in slips(source.body):
        line, column = source.body_line + slip.line, slip.column + 1
        yield Problem(source.path, line, column, slip.code, slip.message, slip.hint, severity=slip.severity)
    for link in identity_links(source.body, TYPE_NAMES):
        if link.slug not in slugs.get(link.type, frozenset()):
            reference = Reference(link.type, link.slug, "body", ())
            yield Problem(
                source.path,
                source.body_line + link.line,
                link.column + 1,
                "UTM421",
                _("there is no {identity}").format(identity=reference.identity),
                reference_hint(reference, slugs),
            )


def _check_facts(source: SourceFile) -> Iterator[Problem]:
    if not source.yaml.strip():
        return
    try:
        facts = parse(source.yaml)
    except YamlProblem as found:
        line = found.line + source.yaml_line
        yield Problem(source.path, line, found.column + 1, found.code, found.message, found.hint)
        return
    for field, value in facts.items():
        line, column = source.position(field, name=True)
        if field not in PAGE_FIELDS:
            near = difflib.get_close_matches(field, PAGE_FIELDS, n=1)
            hint = (
                _("write '{field}'").format(field=near[0])
                if near
                else _("the fields here are: {fields}").format(fields=", ".join(PAGE_FIELDS))
            )
            message = _("there is no field '{name}' here").format(name=field)
            yield Problem(source.path, line, column, "UTM202", f"{field}: {message}", hint, field)
        elif not isinstance(value, str):
            message = _("this needs one piece of text, not a list or a group of fields")
            hint = _("write one value after the colon")
            yield Problem(source.path, line, column, "UTM203", f"{field}: {message}", hint, field)
