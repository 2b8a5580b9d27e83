"""Checks between records: names that resolve, names that are taken."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping

from utm_exchange.catalogue.references import TYPE_NAMES, Reference, references
from utm_exchange.i18n import gettext as _
from utm_exchange.records.loading import Loaded
from utm_exchange.records.naming import ending
from utm_exchange.records.problems import Problem
from utm_exchange.records.types import TYPES_BY_NAME, Guidance, Record
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
            reference_hint(reference, slugs),
            where,
        )


def _place(record: Record, reference: Reference) -> tuple[int, int]:
    if reference.body_place:
        line, column = reference.body_place
        return record.source_file.body_line + line, column + 1
    return record.source_file.position(*reference.path)


def reference_hint(reference: Reference, slugs: Mapping[str, frozenset[str]]) -> str:
    """Propose the name of a record, or the file to add, for a reference that leads nowhere."""
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
    """Yield names, aliases and stages that two files claim, and names that look like another."""
    items = sorted(loaded, key=lambda item: item.path)
    taken: dict[tuple[str, str], str] = {}
    for item in items:
        if not item.path.endswith(ending(item.type)):
            continue
        name = (item.type.type_name, item.slug)
        if name in taken:
            message = _("{first} has the same name").format(first=taken[name])
            yield Problem(item.path, 1, 1, "UTM411", message, _("rename one of the two files"))
        taken.setdefault(name, item.path)
    yield from _lookalikes(taken)
    yield from _aliases(items, taken)
    yield from _stages(items)


def _lookalikes(taken: Mapping[tuple[str, str], str]) -> Iterator[Problem]:
    """Yield the names that a reader takes for another one, of which those with more odd characters."""
    looks: dict[tuple[str, str], str] = {}
    for (type_name, slug), path in sorted(
        taken.items(), key=lambda item: (item[0][1] != _look(item[0][1]), item)
    ):
        first = looks.setdefault((type_name, _look(slug)), path)
        if first != path:
            yield Problem(
                path,
                1,
                1,
                "UTM416",
                _("this name looks like that of {first}").format(first=first),
                _("choose a name that cannot be mistaken for another"),
                severity="advice",
            )


def _look(slug: str) -> str:
    """Return a slug with characters that look alike written as one of them."""
    return slug.replace("0", "o").replace("1", "l").replace("rn", "m").replace("vv", "w")


def _aliases(items: Iterable[Loaded], taken: Mapping[tuple[str, str], str]) -> Iterator[Problem]:
    aliases: dict[tuple[str, str], str] = {}
    for item in items:
        record = item.record or item.draft
        for index, alias in enumerate(record.aliases if record else ()):
            if record is None or rests_on(("aliases", index), item.filled):
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


def _stages(items: Iterable[Loaded]) -> Iterator[Problem]:
    stages: dict[str, str] = {}
    for item in items:
        record = item.record or item.draft
        if not isinstance(record, Guidance) or rests_on(("stage",), item.filled):
            continue
        if record.stage in stages:
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
        stages.setdefault(record.stage, item.path)


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
