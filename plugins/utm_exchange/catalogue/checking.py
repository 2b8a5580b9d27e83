"""Checking: read a catalogue, or some of its files, and report every problem at once."""

from __future__ import annotations

import datetime as dt
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from utm_exchange.catalogue.catalogue import Catalogue, build_catalogue
from utm_exchange.catalogue.checks import check_names, check_references, check_synthetic
from utm_exchange.catalogue.file_checks import check_files, missing_pictures
from utm_exchange.catalogue.lives import Lives, check_lives, read_lives
from utm_exchange.catalogue.pictures import check_pictures, lead_pictures
from utm_exchange.i18n import gettext as _
from utm_exchange.records.loading import (
    Loaded,
    load_all,
    load_file,
    load_source,
    problems_of,
    record_files,
)
from utm_exchange.records.naming import ending
from utm_exchange.records.problems import Problem
from utm_exchange.records.reading import source_of
from utm_exchange.records.types import Record


@dataclass(frozen=True)
class Checked:
    """What checking gave: the problems, the records without an error, and how many files were read."""

    problems: tuple[Problem, ...]
    records: tuple[Record, ...]
    files: int
    lives: Lives = field(default_factory=Lives)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that block a build."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


def _slugs(files: Iterable[tuple[type[Record], str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for record_type, slug in files:
        found[record_type.type_name].add(slug)
    return {name: frozenset(slugs) for name, slugs in found.items()}


def check_catalogue(root: Path, today: dt.date, *, synthetic: bool = False) -> Checked:
    """Read and check all records below a catalogue's root."""
    loaded = load_all(root, today)
    records = tuple(item.record for item in loaded if item.record)
    drafts = [record for item in loaded if (record := item.record or item.draft)]
    slugs = _slugs((item.type, item.slug) for item in loaded)
    withdrawn = frozenset(record.identity for record in drafts if record.withdrawn)
    problems = problems_of(loaded)
    for item in loaded:
        if record := item.record or item.draft:
            problems.extend(check_references(record, slugs, withdrawn, item.filled))
            problems.extend(missing_pictures(root, record))
    problems.extend(check_names(loaded))
    told_elsewhere = {item.path for item in loaded} | lead_pictures(root, drafts)
    problems.extend(check_files(root, told_elsewhere, slugs))
    problems.extend(check_synthetic(drafts, synthetic))
    problems.extend(check_pictures(root, drafts))
    lives = read_lives(root)
    problems.extend(check_lives(lives, drafts, (item.path for item in loaded)))
    return Checked(tuple(sorted(problems)), records, len(loaded), lives)


def check_paths(root: Path, paths: Sequence[Path], today: dt.date, *, synthetic: bool = False) -> Checked:
    """Check some files against the catalogue that they belong to.

    The other files are only listed, not read: a name that a file has is a name that resolves.
    """
    files = list(record_files(root))
    slugs = _slugs((record_type, path.stem) for record_type, path in files)
    chosen: dict[Path, type[Record]] = {}
    problems: list[Problem] = []
    for named in paths:
        path = _in_catalogue(named)
        found = {file: record_type for record_type, file in files if file.is_relative_to(path)}
        chosen |= found
        if not found:
            problems.append(_nothing(named))
    loaded = [load_file(root, record_type, file, today) for file, record_type in chosen.items()]
    for item in loaded:
        if record := item.record or item.draft:
            problems.extend(check_references(record, slugs, filled=item.filled))
            problems.extend(missing_pictures(root, record))
            problems.extend(check_synthetic([record], synthetic))
            problems.extend(check_pictures(root, [record]))
    problems.extend(problems_of(loaded))
    return Checked(tuple(sorted(problems)), tuple(item.record for item in loaded if item.record), len(loaded))


def check_texts(
    root: Path, texts: Mapping[tuple[type[Record], str], bytes], today: dt.date, *, synthetic: bool = False
) -> dict[tuple[type[Record], str], Loaded]:
    """Check records by type and slug as if their files were in the catalogue already; one may name another.

    What comes back for each has all its problems, those between records included, at the path that its
    file would have.
    """
    slugs = _slugs([*((kind, path.stem) for kind, path in record_files(root)), *texts])
    found = {}
    for (kind, slug), data in texts.items():
        name = f"{kind.folder}/{slug}{ending(kind)}"
        loaded = load_source(kind, slug, source_of(name, data), today)
        problems = list(loaded.problems)
        if record := loaded.record or loaded.draft:
            problems.extend(check_references(record, slugs, filled=loaded.filled))
            problems.extend(check_synthetic([record], synthetic))
        found[kind, slug] = replace(loaded, problems=tuple(sorted(problems)))
    return found


def _in_catalogue(path: Path) -> Path:
    """Return the path as the catalogue's root has it: links in its folders followed, the file's own not."""
    if path.name in {"", ".."}:
        return Path(os.path.realpath(path))
    return Path(os.path.realpath(path.parent)) / path.name


def _nothing(path: Path) -> Problem:
    message = _("there is no record at this path") if path.exists() else _("there is no file or folder here")
    return Problem(
        path.as_posix(),
        1,
        1,
        "UTM113",
        message,
        _("name a file below content/ or cities/, for example cities/lviv.yaml"),
    )


def catalogue_of(checked: Checked, today: dt.date, now: dt.datetime | None = None) -> Catalogue:
    """Return the catalogue of the records that were found right, see :func:`build_catalogue`."""
    return build_catalogue(checked.records, today, now)
