"""Naming: file names that become addresses, and files that stand in the folder of another type."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from utm_exchange.i18n import gettext as _
from utm_exchange.records.hints import WINDOWS_NAMES, slug_hint
from utm_exchange.records.problems import Problem
from utm_exchange.records.reading import SourceFile, read_source
from utm_exchange.records.types import City, Record
from utm_exchange.records.validation import kind_of
from utm_exchange.records.values import SLUG
from utm_exchange.records.yaml_errors import YamlProblem
from utm_exchange.records.yaml_text import parse

_TEXT_ENDINGS = {".md", ".yaml", ".yml"}


def ending(record_type: type[Record]) -> str:
    """Return the file ending of a type: ``.yaml`` for cities, ``.md`` for all that is prose."""
    return ".yaml" if record_type.folder == "cities" else ".md"


def naming_problems(record_type: type[Record], path: Path, name: str, slug: str) -> Iterator[Problem]:
    """Yield what is wrong with the name of a file in the folder of a type."""
    if path.suffix != ending(record_type):
        meant = kind_in(path.parent, path) or record_type
        plain = slug.removesuffix(ending(meant))
        hint = (
            _("name it {slug}{ending}, or move it out of this folder").format(
                slug=plain, ending=ending(meant)
            )
            if meant is record_type
            else moving_hint(meant, plain)
        )
        message = _("'{ending}' files are not read here").format(ending=path.suffix or path.name)
        yield Problem(name, 1, 1, "UTM110", message, hint)
    elif not SLUG.fullmatch(slug) or slug in WINDOWS_NAMES:
        message = _("the file name '{slug}' does not fit into an address").format(slug=slug)
        yield Problem(name, 1, 1, "UTM109", message, slug_hint(slug))


def moving_hint(record_type: type[Record], slug: str) -> str:
    """Say where a record of a type belongs."""
    return _("this looks like a record of the type '{type}': move it to {file}").format(
        type=record_type.type_name, file=f"{record_type.folder}/{slug}{ending(record_type)}"
    )


def kind_in(root: Path, path: Path) -> type[Record] | None:
    """Return the type of record that a file outside its folder most likely is, or None."""
    if path.suffix not in _TEXT_ENDINGS:
        return None
    source = read_source(root, path)
    if not isinstance(source, SourceFile):
        return None
    try:
        found = kind_of(parse(source.yaml))
    except YamlProblem:
        return None
    return found if (found is City) == (path.suffix != ".md") else None
