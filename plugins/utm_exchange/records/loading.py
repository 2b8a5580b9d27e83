"""Loading: all records of a catalogue's folders, with all problems at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from utm_exchange.records.markup import PICTURES
from utm_exchange.records.naming import ending, naming_problems
from utm_exchange.records.problems import Problem
from utm_exchange.records.reading import SourceFile, read_source
from utm_exchange.records.rules import check_record
from utm_exchange.records.types import RECORD_TYPES, Record
from utm_exchange.records.validation import Path as FieldPath
from utm_exchange.records.validation import validate
from utm_exchange.records.yaml_errors import YamlProblem
from utm_exchange.records.yaml_text import parse
from utm_exchange.side_by_side import share_each

_MANY = 200
"""Files from which on a second process is worth its start."""


@dataclass(frozen=True)
class Loaded:
    """What one file gave: a record or None, and what is wrong with it.

    ``draft`` is the record of a file with errors, its gaps filled with examples; ``filled`` are the
    paths of these. It serves checks only and is never shown.
    """

    type: type[Record]
    slug: str
    path: str
    problems: tuple[Problem, ...]
    record: Record | None = None
    draft: Record | None = None
    filled: frozenset[FieldPath] = frozenset()


def record_files(root: Path) -> Iterator[tuple[type[Record], Path]]:
    """Yield every file in the folders of records with its type, in a stable order.

    Section pages (``index.md``), pictures, and names that begin with a dot or an underscore are no
    records.
    """
    for record_type in RECORD_TYPES:
        folder = root / record_type.folder
        inside = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
        for name, path in sorted(inside.items()):
            hidden = any(part.startswith((".", "_")) for part in name.split("/"))
            if hidden or path.name in {"index.md", "README.md"} or path.suffix.lower() in {*PICTURES, ".svg"}:
                continue
            if path.suffix != ending(record_type) and path.is_dir():
                continue
            yield record_type, path


def load_file(root: Path, record_type: type[Record], path: Path, today: dt.date) -> Loaded:
    """Read, validate and check one file."""
    name = path.relative_to(root).as_posix()
    slug = path.name.removesuffix(path.suffix)
    naming = tuple(naming_problems(record_type, path, name, slug))
    if naming and path.suffix != ending(record_type):
        return Loaded(record_type, slug, name, naming)
    loaded = load_source(record_type, slug, read_source(root, path), today)
    if not naming:
        return loaded
    draft = loaded.record or loaded.draft
    return replace(loaded, problems=(*naming, *loaded.problems), record=None, draft=draft)


def load_source(record_type: type[Record], slug: str, source: SourceFile | Problem, today: dt.date) -> Loaded:
    """Validate and check the text of one record, be it on disk yet or not."""
    if isinstance(source, Problem):
        return Loaded(record_type, slug, source.path, (source,))
    try:
        tree = parse(source.yaml)
    except YamlProblem as problem:
        line = problem.line + source.yaml_line
        found = Problem(source.path, line, problem.column + 1, problem.code, problem.message, problem.hint)
        return Loaded(record_type, slug, source.path, (found,))
    record, problems, filled = validate(record_type, tree, source)
    if record is not None:
        record.attach(slug, source.body, source)
        problems.extend(check_record(record, source, today, filled))
    broken = bool(filled) or any(problem.severity == "error" for problem in problems)
    return Loaded(
        record_type,
        slug,
        source.path,
        tuple(problems),
        record=None if broken else record,
        draft=record if broken else None,
        filled=filled,
    )


def load_all(root: Path, today: dt.date) -> list[Loaded]:
    """Load every record below a catalogue's root."""
    return share_each(list(record_files(root)), lambda file: load_file(root, *file, today), least=_MANY)


def problems_of(loaded: Iterable[Loaded]) -> list[Problem]:
    """Return all problems, in the order of files and lines."""
    return sorted(problem for item in loaded for problem in item.problems)
