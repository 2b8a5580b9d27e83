"""Importing: drafts are completed, checked together, and written all or not at all."""

from __future__ import annotations

import datetime as dt
import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from utm_exchange.catalogue.checking import check_texts
from utm_exchange.contribute.drafts import Draft, give_sources_ids, merged, pruned, suggested_slug
from utm_exchange.contribute.forms import prose_of
from utm_exchange.contribute.gazetteer import fill_city, surely
from utm_exchange.contribute.intake import read_drafts
from utm_exchange.contribute.names import names_in
from utm_exchange.i18n import gettext as _
from utm_exchange.records.body import split_sections
from utm_exchange.records.hints import slug_hint
from utm_exchange.records.problems import Problem
from utm_exchange.records.reading import SourceFile, read_source
from utm_exchange.records.types import City, Record
from utm_exchange.records.values import SLUG
from utm_exchange.records.yaml_errors import YamlProblem
from utm_exchange.records.yaml_text import parse


@dataclass(frozen=True)
class Arrival:
    """What becomes of one draft: where it came from, where it goes, ``new``, ``changed`` or ``same``."""

    draft: Draft
    origin: str
    state: str


@dataclass(frozen=True)
class Imported:
    """What an import found. Where a problem is an error, nothing was written."""

    arrivals: tuple[Arrival, ...]
    problems: tuple[Problem, ...]

    @property
    def failed(self) -> bool:
        """Whether something keeps it from being written."""
        return any(problem.severity == "error" for problem in self.problems)


def import_files(
    root: Path,
    files: Iterable[Path],
    today: dt.date,
    record_type: type[Record] | None = None,
    *,
    write: bool = True,
) -> Imported:
    """Read files, complete and check what they hold, and write it below ``root`` unless there is an error."""
    drafts: list[tuple[str, Draft]] = []
    problems: list[Problem] = []
    for file in files:
        found, wrong = read_drafts(file, record_type)
        drafts += [(file.name, draft) for draft in found]
        problems += wrong
    names = names_in(root, today)
    for _origin, draft in drafts:
        if draft.raw is None:
            names.resolve(draft)
            _complete(draft, root, today)
    problems += _naming(drafts)
    if not problems:
        problems += _check(root, [draft for _origin, draft in drafts], today)
    arrivals = tuple(
        Arrival(draft, _origin_of(origin, draft), _state(root, draft)) for origin, draft in drafts
    )
    imported = Imported(arrivals, tuple(sorted(problems)))
    if write and not imported.failed:
        _write_all(root, [arrival.draft for arrival in arrivals if arrival.state != "same"])
    return imported


def _origin_of(file: str, draft: Draft) -> str:
    if "" not in draft.places or draft.raw is not None:
        return file
    path, line, _column = draft.places[""]
    return _("{file}, row {row}").format(file=path, row=line) if line > 1 else path


def _complete(draft: Draft, root: Path, today: dt.date) -> None:
    """Fill in what can be known, and what the record that is there already says."""
    draft.slug = draft.slug or suggested_slug(draft.type, draft.facts)
    there = root / draft.path
    if SLUG.fullmatch(draft.slug) and there.is_file():
        source = read_source(root, there)
        if isinstance(source, SourceFile):
            _merge(draft, source)
    title = draft.facts.get("title")
    if draft.type is City and isinstance(title, str):
        place = surely(title, str(draft.facts.get("country") or ""))
        if place:
            fill_city(draft.facts, place, today)
    give_sources_ids(draft.facts)


def _merge(draft: Draft, source: SourceFile) -> None:
    try:
        old = parse(source.yaml)
    except YamlProblem:
        return
    new = pruned(draft.facts)
    give_sources_ids(new)
    if set(new) == {"reuse", "sources"} or set(new) == {"reuse"}:
        # A report of reuse adds an entry to those that are there.
        new["reuse"] = [
            *old.get("reuse", []),
            *(entry for entry in new["reuse"] if entry not in old.get("reuse", [])),
        ]
    draft.facts = merged(old, new)
    heads = {prose.label: prose.id for prose in prose_of(draft.type)}
    if not draft.body:
        draft.body = source.body
    elif draft.type.sections:
        mine = {heading for heading, _line, _text in split_sections(draft.body)}
        kept = [
            f"## {heading}\n\n{text}"
            for heading, _line, text in split_sections(source.body)
            if heading not in mine
        ]
        parts = {heading: f"## {heading}\n\n{text}" for heading, _line, text in split_sections(draft.body)}
        ordered = [parts.get(heading) for heading in heads]
        draft.body = "\n\n".join([*(part for part in ordered if part), *kept])


def _naming(drafts: list[tuple[str, Draft]]) -> list[Problem]:
    problems: list[Problem] = []
    taken: dict[str, str] = {}
    for origin, draft in drafts:
        path, line, column = draft.places.get("", (origin, 1, 1))
        if not draft.slug:
            message = _("this record has no title")
            problems.append(Problem(path, line, column, "UTM905", message, _("fill in its title"), "title"))
        elif not SLUG.fullmatch(draft.slug):
            message = _("the file name '{slug}' does not fit into an address").format(slug=draft.slug)
            problems.append(Problem(path, line, column, "UTM109", message, slug_hint(draft.slug)))
        elif draft.path in taken:
            message = _("{first} makes the file {path} too").format(first=taken[draft.path], path=draft.path)
            hint = _("give one of the two another title, or a file name of its own")
            problems.append(Problem(path, line, column, "UTM906", message, hint))
        else:
            taken[draft.path] = _origin_of(origin, draft)
    return problems


def _check(root: Path, drafts: list[Draft], today: dt.date) -> list[Problem]:
    """Check the drafts as if their files were there, and lead each problem back to where its value came from."""
    loaded = check_texts(root, {(draft.type, draft.slug): draft.data for draft in drafts}, today)
    return [
        _led_back(draft, problem) for draft in drafts for problem in loaded[draft.type, draft.slug].problems
    ]


def _led_back(draft: Draft, problem: Problem) -> Problem:
    if draft.raw is not None or not draft.places:
        return problem
    field = problem.field
    while field and field not in draft.places:
        field = re.sub(r"(\.[^.\[\]]*|\[\d+\]|^[^.\[\]]*)$", "", field)
    path, line, column = draft.places[field]
    return replace(problem, path=path, line=line, column=column)


def _state(root: Path, draft: Draft) -> str:
    there = root / draft.path
    if not draft.slug or not there.is_file():
        return "new"
    return "same" if there.read_bytes() == draft.data else "changed"


def _write_all(root: Path, drafts: list[Draft]) -> None:
    """Write the files beside their places first, and move them there when all are written."""
    ready: list[tuple[str, Path]] = []
    try:
        for draft in drafts:
            target = root / draft.path
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, aside = tempfile.mkstemp(prefix=".", suffix=".import", dir=target.parent)
            ready.append((aside, target))
            with os.fdopen(handle, "wb") as file:
                file.write(draft.data)
            Path(aside).chmod(0o644)
    except OSError:
        for aside, _target in ready:
            Path(aside).unlink(missing_ok=True)
        raise
    for aside, target in ready:
        Path(aside).replace(target)
