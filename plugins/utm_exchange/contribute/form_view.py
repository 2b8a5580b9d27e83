"""The forms as the templates and the browser see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_from_file

from utm_exchange.contribute.choices import choices_of
from utm_exchange.contribute.drafts import file_order
from utm_exchange.contribute.fields import Field, every_field
from utm_exchange.contribute.forms import FORMS, Form, Prose, help_of, prose_of
from utm_exchange.i18n import gettext as _
from utm_exchange.records.naming import ending
from utm_exchange.records.types import Record
from utm_exchange.records.vocabulary import vocabulary

_COMPLETED = {"zone", "language", "currency"}
"""Kinds whose choices are too many to choose from, and are completed while one writes."""
_PATIENT = {"summary"}
"""Lines that are long enough for a box of several lines."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where contributions go, from ``mkdocs.yml``; '' for what is not there."""

    repository: str = ""
    branch: str = "main"
    email: str = ""


@dataclass(frozen=True)
class FormView:
    """A form with all that its template needs."""

    form: Form
    places: Places

    @property
    def prose(self) -> tuple[Prose, ...]:
        """The parts of the text that are asked for."""
        return prose_of(self.form.type) if self.form.has_text else ()

    def data(self, words: Mapping[str, str], base: str) -> dict[str, Any]:
        """Return what the browser's part of the form needs; ``base`` leads to the site's root."""
        record_type = self.form.type
        fields = self.form.all_fields()
        lists = {f.kind: f for f in every_field(fields) if f.kind in _COMPLETED}
        return {
            "name": self.form.name,
            "type": record_type.type_name,
            "label": _(record_type.label),
            "folder": record_type.folder,
            "ending": ending(record_type),
            "withCity": any(field.name == "cities" and field.required for field in fields),
            "oneOf": self.form.one_of,
            "order": file_order(record_type),
            "fields": [spec_of(field) for field in fields],
            "prose": [
                {
                    "id": part.id,
                    "heading": "" if part.id == "body" else part.label,
                    "help": part.help,
                    "required": part.required,
                }
                for part in self.prose
            ],
            "choices": {kind: dict(choices_of(field)) for kind, field in lists.items()},
            "places": {
                "repository": self.places.repository,
                "branch": self.places.branch,
                "email": self.places.email,
            },
            "words": dict(words),
            "base": base,
        }


def spec_of(field: Field) -> dict[str, Any]:
    """Return a field as the browser checks it; what is empty is left out there, too."""
    choices = [] if field.kind in _COMPLETED else list(choices_of(field))
    return {
        "name": field.name,
        "label": field.label,
        "kind": field.kind,
        "required": field.required,
        "many": field.many,
        "limit": field.limit,
        "refers": field.refers,
        "example": field.example,
        "help": help_of(field),
        "choices": choices,
        "noun": _(vocabulary(field.vocabulary).name) if field.vocabulary else "",
        "fields": [spec_of(child) for child in field.fields],
    }


def shape_of(field: Field) -> str:
    """Return how a field stands on the page: ``one``, ``terms``, ``many``, ``group`` or ``groups``."""
    if field.kind == "group":
        return "groups" if field.many else "group"
    if field.many:
        return "terms" if field.kind == "term" else "many"
    return "one"


def box_of(field: Field) -> str:
    """Return what a value is put into: ``select``, ``area`` or ``input``."""
    if field.kind in {"term", "country", "truth"} or field.refers == "source":
        return "select"
    return "area" if field.kind == "text" or field.name in _PATIENT else "input"


def list_of(field: Field) -> str:
    """Return the list from which a box completes: a kind of choices, or the records that may be named."""
    if field.kind in _COMPLETED:
        return field.kind
    return field.refers if field.kind == "reference" else ""


def keyboard_of(field: Field) -> str:
    """Return the keyboard that a phone shows (the ``inputmode`` of HTML), or ''."""
    return {
        "number": "decimal",
        "latitude": "decimal",
        "longitude": "decimal",
        "count": "numeric",
        "year": "numeric",
        "url": "url",
        "email": "email",
    }.get(field.kind, "")


def form_views(places: Places) -> tuple[FormView, ...]:
    """Return all forms."""
    return tuple(FormView(form, places) for form in FORMS)


def titles_of(records: Iterable[Record]) -> dict[str, dict[str, str]]:
    """Return titles by type and slug, from which boxes complete."""
    found: dict[str, dict[str, str]] = {}
    for record in records:
        if not record.withdrawn:
            found.setdefault(record.type_name, {})[record.slug] = record.title
    return found


def browser_words(modules: Path) -> dict[str, str]:
    """Return the translations of what the browser's modules say; nothing where they speak English anyway."""
    said = {
        message
        for path in sorted(modules.glob("*.js"))
        for _line, message, _comments, _context in extract_from_file(
            "javascript", path, keywords={"_": None, "mark": None}
        )
        if isinstance(message, str)
    }
    return {message: _(message) for message in sorted(said) if _(message) != message}
