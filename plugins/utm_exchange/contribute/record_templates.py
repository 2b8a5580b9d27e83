"""Commented templates: a file of each type to copy, with a note on every field.

A line that begins with ``#`` and a letter is a field that may be left out: take the ``#`` away to use it.
"""

from __future__ import annotations

from collections.abc import Iterator

from utm_exchange.contribute.choices import choices_of
from utm_exchange.contribute.drafts import asked_fields
from utm_exchange.contribute.fields import Field, record_fields
from utm_exchange.contribute.forms import prose_of
from utm_exchange.i18n import gettext as _
from utm_exchange.records.naming import ending
from utm_exchange.records.types import RECORD_TYPES, City, Record
from utm_exchange.records.yaml_writing import yaml_of

_FEW = 20
"""Choices that are listed in a note; of more, the note names none."""


def template_path(record_type: type[Record]) -> str:
    """Return where the template of a type stands, relative to the repository."""
    return f"templates/{record_type.type_name}{ending(record_type)}"


def template_of(record_type: type[Record]) -> str:
    """Return the commented template of a type."""
    known = record_fields(record_type)
    lines = list(_opening(record_type))
    for name in asked_fields(record_type):
        lines += ["", *_entry(known[name])]
    if record_type is City:
        return "\n".join(lines).lstrip("\n") + "\n"
    parts = prose_of(record_type)
    lines += ["", "# " + _("The text stands below the facts.")]
    lines += [
        f"#   {part.label}: {part.help}{' ' + _('(required)') if part.required else ''}" for part in parts
    ]
    headings = [f"## {part.label}\n" for part in parts if part.id != "body"]
    return "\n".join(["---", *lines, "---", "", *headings])


def _opening(record_type: type[Record]) -> Iterator[str]:
    yield f"# {_(record_type.label)}. " + _(
        "Copy this file to {folder}/, name it with small letters, digits and hyphens, and fill it in."
    ).format(folder=record_type.folder)
    yield "# " + _(
        "Notes begin with '# '. Fields that begin with '#' may be left out: take the '#' away to use one."
    )


def _entry(field: Field) -> Iterator[str]:
    yield f"# {field.help}{_required(field)}"
    if field.required and field.example:
        yield "# " + _("For example: {example}").format(example=field.example)
    labels = choices_of(field)
    if 0 < len(labels) <= _FEW:
        yield "# " + _("One of: {choices}").format(choices=", ".join(labels))
    if field.kind == "group":
        for child in field.fields:
            yield f"#   {child.name}: {child.help}{_required(child)}"
    if field.required:
        yield from _empty(field)
    else:
        yield from (
            f"#{line}" for line in yaml_of({field.name: example_value(field)}).rstrip("\n").split("\n")
        )


def _empty(field: Field) -> Iterator[str]:
    """Yield the lines of a field that waits for its value."""
    yield f"{field.name}:"
    if field.kind == "group":
        yield from (f"  {child.name}:" for child in field.fields if child.required)
    elif field.many:
        yield "- "


def _required(field: Field) -> str:
    return f" {_('(required)')}" if field.required else ""


def example_value(field: Field) -> object:
    """Return the documented example of a field as a value; groups have one for each of their fields."""
    one: object = (
        {child.name: value for child in field.fields if (value := example_value(child))}
        if field.kind == "group"
        else field.example or ("…" if field.kind in {"line", "text"} else "")
    )
    return [one] if field.many else one


def template_files() -> Iterator[tuple[str, str]]:
    """Yield path and text of every template."""
    for record_type in RECORD_TYPES:
        yield template_path(record_type), template_of(record_type)
