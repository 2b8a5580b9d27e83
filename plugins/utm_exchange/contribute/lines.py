"""Lines: a group of fields on one line, as issue forms and cells of a spreadsheet have it.

The parts stand in the order of :meth:`.Field.line_fields`, with a bar between them:
``Trees alive | 443025 | trees | 1 | reported | 2022``.
"""

from __future__ import annotations

from utm_exchange.contribute.choices import choices_of
from utm_exchange.contribute.fields import Field
from utm_exchange.i18n import gettext as _

BAR = "|"


class TooManyPartsError(Exception):
    """A line has more parts than the group has fields."""


def pattern_of(group: Field) -> str:
    """Return what a line of a group looks like, in labels; what may be left out stands in brackets."""
    return f" {BAR} ".join(
        field.label if field.required else f"[{field.label}]" for field in group.line_fields()
    )


def example_of(group: Field) -> str:
    """Return a line with the documented examples of the required fields, and those that follow while they have one."""
    parts = [field.example for field in group.line_fields() if field.required]
    return f" {BAR} ".join("1" if part == "city-report" else part for part in parts)


def group_of(group: Field, line: str) -> dict[str, str]:
    """Return the fields that a line holds; empty parts are left out.

    Raises:
        TooManyPartsError: there are more parts than fields.
    """
    fields = group.line_fields()
    parts = [part.strip() for part in line.strip().removeprefix("- ").split(BAR)]
    while parts and not parts[-1]:
        parts.pop()
    if len(parts) > len(fields):
        raise TooManyPartsError
    return {field.name: plain(field, part) for field, part in zip(fields, parts, strict=False) if part}


def plain(field: Field, text: str) -> str:
    """Return the value that a text stands for: the id of a term or a code where its label was written."""
    wanted = text.strip().casefold()
    for value, label in choices_of(field).items():
        if wanted in {value.casefold(), label.casefold()}:
            return value
    return text.strip()


def several(field: Field, text: str) -> list[str]:
    """Return the values of a list in one text: one a line, or parted by semicolons, or by commas where they are choices."""
    closed = bool(choices_of(field))
    found: list[str] = []
    for line in text.replace(";", "\n").split("\n"):
        item = line.strip().removeprefix("- ").strip()
        if not item:
            continue
        found.extend(_chosen(field, item) if closed and "," in item else [plain(field, item)])
    return found


def _chosen(field: Field, text: str) -> list[str]:
    """Divide ``Energy and heat, Water`` into choices; labels may hold commas themselves."""
    parts = [part.strip() for part in text.split(",")]
    found: list[str] = []
    while parts:
        for length in range(len(parts), 0, -1):
            candidate = ", ".join(parts[:length])
            if length == 1 or plain(field, candidate) != candidate:
                found.append(plain(field, candidate))
                parts = parts[length:]
                break
    return [item for item in found if item]


def explained(group: Field) -> str:
    """Say how a line of a group is written."""
    return _("One a line: {pattern}. For example: {example}").format(
        pattern=pattern_of(group), example=example_of(group)
    )
