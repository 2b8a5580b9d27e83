"""Intake: from a file that somebody sent to drafts, whatever it is: a record, an issue's text, a table."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from utm_exchange.contribute.drafts import Draft
from utm_exchange.contribute.fields import record_fields
from utm_exchange.contribute.intake_issues import is_issue, issue_drafts
from utm_exchange.contribute.intake_tables import TABLES, table_drafts
from utm_exchange.i18n import gettext as _
from utm_exchange.records.hints import slug_hint
from utm_exchange.records.problems import Problem
from utm_exchange.records.reading import SourceFile, read_bytes, source_of
from utm_exchange.records.types import RECORD_TYPES, City, Record
from utm_exchange.records.values import SLUG
from utm_exchange.records.yaml_errors import YamlProblem
from utm_exchange.records.yaml_text import parse

_TEXTS = {".md", ".markdown", ".txt", ".yaml", ".yml"}


def read_drafts(path: Path, record_type: type[Record] | None = None) -> tuple[list[Draft], list[Problem]]:
    """Return the drafts that a file holds, and what keeps it from being read.

    Problems name the file as it was given; ``record_type`` is needed only where the file does not tell.
    """
    ending = path.suffix.lower()
    if ending in TABLES:
        return table_drafts(path, record_type)
    if ending not in _TEXTS:
        return [], [_unreadable(path)]
    data = read_bytes(path.parent, path)
    if isinstance(data, Problem):
        return [], [data]
    # What was saved as .txt or .markdown has its facts at the top all the same.
    name = path.name if ending in {".yaml", ".yml"} else f"{path.stem}.md"
    source = source_of(name, data)
    if isinstance(source, SourceFile):
        return _record_draft(path, source, record_type)
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    if source.code == "UTM106" and is_issue(text):
        return issue_drafts(path.name, text, record_type)
    return [], [replace(source, path=path.name)]


def _record_draft(
    path: Path, source: SourceFile, record_type: type[Record] | None
) -> tuple[list[Draft], list[Problem]]:
    """Return the draft in a file that is a record already, as the form saves it."""
    try:
        tree = parse(source.yaml)
    except YamlProblem as found:
        line = found.line + source.yaml_line
        return [], [Problem(path.name, line, found.column + 1, found.code, found.message, found.hint)]
    told = record_type or type_of(tree, is_prose=source.path.endswith(".md"))
    if told is None:
        return [], [_untold(path.name)]
    # A browser that saves a file twice names the second 'name (1).md'.
    slug = re.sub(r"\s*\(\d+\)$", "", path.stem)
    if not SLUG.fullmatch(slug):
        message = _("the file name '{slug}' does not fit into an address").format(slug=slug)
        return [], [Problem(path.name, 1, 1, "UTM109", message, slug_hint(slug))]
    return [Draft(told, tree, source.body, slug, raw=path.read_bytes())], []


def type_of(tree: dict[str, Any], *, is_prose: bool) -> type[Record] | None:
    """Return the type whose fields fit a tree best, or None where two fit alike."""
    fitting = []
    for record_type in RECORD_TYPES:
        if (record_type is City) == is_prose:
            continue
        known = record_fields(record_type)
        strange = sum(name not in known for name in tree)
        missing = sum(field.required and name not in tree for name, field in known.items())
        if strange < len(tree):
            fitting.append((strange + missing, record_type))
    fitting.sort(key=lambda pair: pair[0])
    best = [record_type for score, record_type in fitting if score == fitting[0][0]]
    return best[0] if len(best) == 1 else None


def _unreadable(path: Path) -> Problem:
    return Problem(
        path.name,
        1,
        1,
        "UTM901",
        _("files of the kind '{ending}' are not read").format(ending=path.suffix or path.name),
        _("save it as .md, .yaml, .csv or .xlsx"),
    )


def _untold(name: str) -> Problem:
    return Problem(
        name,
        1,
        1,
        "UTM904",
        _("nothing here says what kind of record this is"),
        _("add --type, for example --type practice"),
    )
