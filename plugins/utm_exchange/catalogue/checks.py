"""Checks between records: names that resolve, names that are taken."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from utm_exchange.catalogue.references import TYPE_NAMES, Reference, references
from utm_exchange.i18n import gettext as _
from utm_exchange.records.loading import Loaded, ending
from utm_exchange.records.problems import Problem
from utm_exchange.records.types import TYPES_BY_NAME, Guidance, Record

_UNKNOWN_CODES = {"city": "UTM401", "partner": "UTM402", "need": "UTM404"}


def check_references(record: Record, slugs: Mapping[str, frozenset[str]], withdrawn: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """Yield the references of one record that lead nowhere.

    ``slugs`` holds the file names by type, also of files with errors: those are known, only not
    right yet.
    """
    for reference in references(record):
        line, column = _place(record, reference)
        if reference.slug in slugs.get(reference.type, frozenset()):
            if reference.identity in withdrawn and reference.field != "withdrawn":
                yield Problem(
                    record.source_file.path, line, column, "UTM405", _("{identity} was withdrawn").format(identity=reference.identity), _("delete the reference, or name another record"), severity="advice"
                )
            continue
        where = ".".join(str(step) for step in reference.path if isinstance(step, str))
        code = "UTM421" if reference.body_place else _UNKNOWN_CODES.get(reference.type, "UTM403")
        message = _("there is no {identity}").format(identity=reference.identity)
        yield Problem(record.source_file.path, line, column, code, f"{where}: {message}" if where else message, _hint(reference, slugs), where)


def _place(record: Record, reference: Reference) -> tuple[int, int]:
    if reference.body_place:
        line, column = reference.body_place
        return record.source_file.body_line + line, column + 1
    return record.source_file.position(*reference.path)


def _hint(reference: Reference, slugs: Mapping[str, frozenset[str]]) -> str:
    if reference.type not in TYPE_NAMES:
        return _("the types are: {types}").format(types=", ".join(sorted(TYPE_NAMES)))
    near = difflib.get_close_matches(reference.slug, sorted(slugs.get(reference.type, frozenset())), n=1, cutoff=0.6)
    record_type = TYPES_BY_NAME[reference.type]
    file = f"{record_type.folder}/{reference.slug}{ending(record_type)}"
    if near:
        return _("write '{slug}', or add the file {file}").format(slug=near[0], file=file)
    return _("add the file {file}, or correct the name").format(file=file)


def check_names(loaded: Iterable[Loaded]) -> Iterator[Problem]:
    """Yield names, aliases and stages that two files claim."""
    taken: dict[tuple[str, str], str] = {}
    items = sorted(loaded, key=lambda item: item.path)
    for item in items:
        name = (item.type.type_name, item.slug)
        if name in taken:
            yield Problem(
                item.path, 1, 1, "UTM411", _("{first} has the same name").format(first=taken[name]), _("rename one of the two files")
            )
        taken.setdefault(name, item.path)
    aliases: dict[tuple[str, str], str] = {}
    stages: dict[str, str] = defaultdict(str)
    for item in items:
        record = item.record or item.draft
        if record is None:
            continue
        for index, alias in enumerate(record.aliases):
            key = (item.type.type_name, alias)
            other = taken.get(key) or aliases.get(key)
            if other:
                line, column = record.source_file.position("aliases", index)
                yield Problem(item.path, line, column, "UTM412", _("'{alias}' belongs to {other} already").format(alias=alias, other=other), _("delete this alias, or rename the other record"), "aliases")
            aliases.setdefault(key, item.path)
        if isinstance(record, Guidance):
            if stages[record.stage]:
                line, column = record.source_file.position("stage")
                yield Problem(item.path, line, column, "UTM413", _("{other} describes the stage '{stage}' already").format(other=stages[record.stage], stage=record.stage), _("choose another stage, or make one page of the two"), "stage")
            stages[record.stage] = stages[record.stage] or item.path


def check_synthetic(records: Iterable[Record], allowed: bool) -> Iterator[Problem]:
    """Yield the synthetic records of a catalogue that is not marked as synthetic."""
    if allowed:
        return
    for record in records:
        if record.synthetic:
            line, column = record.source_file.position("synthetic")
            yield Problem(record.source_file.path, line, column, "UTM507", _("this record was made by machine"), _("delete the file; synthetic records belong in catalogues of their own"), "synthetic")
