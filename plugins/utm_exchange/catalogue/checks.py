"""Checks between records: names that resolve, names that are taken."""

from __future__ import annotations

import difflib
import pathlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from utm_exchange.catalogue.references import TYPE_NAMES, Reference, references
from utm_exchange.i18n import gettext as _
from utm_exchange.records.body import identity_links
from utm_exchange.records.loading import Loaded, ending
from utm_exchange.records.problems import Problem
from utm_exchange.records.types import RECORD_TYPES, TYPES_BY_NAME, Guidance, Record
from utm_exchange.records.validation import Path, dotted, rests_on

_UNKNOWN_CODES = {"city": "UTM401", "partner": "UTM402", "need": "UTM404"}


def check_references(
    record: Record,
    slugs: Mapping[str, frozenset[str]],
    withdrawn: frozenset[str] = frozenset(),
    filled: frozenset[Path] = frozenset(),
) -> Iterator[Problem]:
    """Yield the references of one record that lead nowhere; those at ``filled`` paths are examples.

    ``slugs`` holds the file names by type, also of files with errors: those are known, only not
    right yet.
    """
    for reference in references(record):
        if rests_on(reference.path, filled):
            continue
        if reference.slug in slugs.get(reference.type, frozenset()):
            if reference.identity in withdrawn and reference.field != "withdrawn":
                line, column = _place(record, reference)
                yield Problem(
                    record.source_file.path,
                    line,
                    column,
                    "UTM405",
                    _("{identity} was withdrawn").format(identity=reference.identity),
                    _("delete the reference, or name another record"),
                    severity="advice",
                )
            continue
        line, column = _place(record, reference)
        where = dotted(reference.path)
        code = "UTM421" if reference.body_place else _UNKNOWN_CODES.get(reference.type, "UTM403")
        message = _("there is no {identity}").format(identity=reference.identity)
        yield Problem(
            record.source_file.path,
            line,
            column,
            code,
            f"{where}: {message}" if where else message,
            _hint(reference, slugs),
            where,
        )


def check_pages(root: pathlib.Path, slugs: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """Yield the links by identity that lead nowhere in pages that are no records."""
    content = root / "content"
    folders = tuple(t.folder for t in RECORD_TYPES)
    for path in sorted(content.rglob("*.md")):
        name = path.relative_to(root).as_posix()
        if name.startswith(tuple(f"{folder}/" for folder in folders)) and path.name != "index.md":
            continue
        text = path.read_text("utf-8", errors="replace")
        for link in identity_links(text, TYPE_NAMES):
            if link.slug not in slugs.get(link.type, frozenset()):
                reference = Reference(link.type, link.slug, "body", ())
                yield Problem(
                    name,
                    link.line + 1,
                    link.column + 1,
                    "UTM421",
                    _("there is no {identity}").format(identity=reference.identity),
                    _hint(reference, slugs),
                )


def _place(record: Record, reference: Reference) -> tuple[int, int]:
    if reference.body_place:
        line, column = reference.body_place
        return record.source_file.body_line + line, column + 1
    return record.source_file.position(*reference.path)


def _hint(reference: Reference, slugs: Mapping[str, frozenset[str]]) -> str:
    if reference.type not in TYPE_NAMES:
        likely = difflib.get_close_matches(reference.type, sorted(TYPE_NAMES), n=1, cutoff=0.6)
        if likely:
            return _("write '{identity}'").format(identity=f"{likely[0]}:{reference.slug}")
        return _("the types are: {types}").format(types=", ".join(sorted(TYPE_NAMES)))
    near = difflib.get_close_matches(
        reference.slug, sorted(slugs.get(reference.type, frozenset())), n=1, cutoff=0.6
    )
    record_type = TYPES_BY_NAME[reference.type]
    file = f"{record_type.folder}/{reference.slug}{ending(record_type)}"
    if near:
        written = f"{reference.type}:{near[0]}" if reference.typed else near[0]
        return _("write '{name}', or add the file {file}").format(name=written, file=file)
    return _("add the file {file}, or correct the name").format(file=file)


def check_names(loaded: Iterable[Loaded]) -> Iterator[Problem]:
    """Yield names, aliases and stages that two files claim."""
    taken: dict[tuple[str, str], str] = {}
    items = sorted(loaded, key=lambda item: item.path)
    for item in items:
        name = (item.type.type_name, item.slug)
        if name in taken:
            yield Problem(
                item.path,
                1,
                1,
                "UTM411",
                _("{first} has the same name").format(first=taken[name]),
                _("rename one of the two files"),
            )
        taken.setdefault(name, item.path)
    aliases: dict[tuple[str, str], str] = {}
    stages: dict[str, str] = defaultdict(str)
    for item in items:
        record = item.record or item.draft
        if record is None:
            continue
        for index, alias in enumerate(record.aliases):
            if rests_on(("aliases", index), item.filled):
                continue
            key = (item.type.type_name, alias)
            other = taken.get(key) or aliases.get(key)
            if other:
                line, column = record.source_file.position("aliases", index)
                yield Problem(
                    item.path,
                    line,
                    column,
                    "UTM412",
                    _("'{alias}' belongs to {other} already").format(alias=alias, other=other),
                    _("delete this alias, or rename the other record"),
                    "aliases",
                )
            aliases.setdefault(key, item.path)
        if isinstance(record, Guidance) and not rests_on(("stage",), item.filled):
            if stages[record.stage]:
                line, column = record.source_file.position("stage")
                yield Problem(
                    item.path,
                    line,
                    column,
                    "UTM413",
                    _("{other} describes the stage '{stage}' already").format(
                        other=stages[record.stage], stage=record.stage
                    ),
                    _("choose another stage, or make one page of the two"),
                    "stage",
                )
            stages[record.stage] = stages[record.stage] or item.path


def check_synthetic(records: Iterable[Record], allowed: bool) -> Iterator[Problem]:
    """Yield the synthetic records of a catalogue that is not marked as synthetic."""
    if allowed:
        return
    for record in records:
        if record.synthetic:
            line, column = record.source_file.position("synthetic")
            yield Problem(
                record.source_file.path,
                line,
                column,
                "UTM507",
                _("this record was made by machine"),
                _("delete the file; synthetic records belong in catalogues of their own"),
                "synthetic",
            )
