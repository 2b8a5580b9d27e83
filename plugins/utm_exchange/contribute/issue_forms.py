"""GitHub issue forms, made from the forms, and reading what they send.

https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
An issue's text has each field's label as a third-level heading and the answer below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from utm_exchange.contribute.choices import choices_of
from utm_exchange.contribute.fields import Field
from utm_exchange.contribute.forms import FORMS, Form, Step, help_of, prose_of
from utm_exchange.contribute.lines import example_of, explained
from utm_exchange.i18n import gettext as _
from utm_exchange.i18n import mark

NO_ANSWER = "_No response_"
"""What GitHub writes where nothing was filled in."""
LICENCE = mark("Licence")
"""The label of the box that is ticked at the end of every form."""
RECORD = "record"
"""Path of the question which record a report belongs to."""
_NOTE = "# Made from the record types by 'utm schema --write'; changes here are lost.\n"
_SHORT = {"title", "line"}


@dataclass(frozen=True, slots=True)
class Question:
    """One question of an issue form: its label, where the answer belongs, and the field or section behind it."""

    label: str
    path: str
    help: str
    required: bool
    field: Field | None = None


def questions(form: Form) -> Iterator[Question]:
    """Yield the questions of a form in their order; labels are unique within it."""
    if form.one_of:
        yield Question(
            _("Practice"),
            RECORD,
            _("The address of the practice's page, or its file name, for example oslo-climate-budget."),
            required=True,
        )
    for step in form.steps:
        yield from _of_step(form, step)


def _of_step(form: Form, step: Step) -> Iterator[Question]:
    for field in form.fields(step):
        if field.kind == "group" and not field.many:
            for child in field.line_fields():
                yield Question(
                    f"{field.label}: {child.label}",
                    f"{field.name}.{child.name}",
                    help_of(child),
                    required=field.required and child.required,
                    field=child,
                )
        else:
            yield Question(
                field.label, field.name, help_of(field), field.required or field.name == "sources", field
            )
    if step.sections:
        for prose in prose_of(form.type):
            yield Question(prose.label, f"text.{prose.id}", prose.help, prose.required)


def issue_form(form: Form) -> str:
    """Return an issue form as the text of its file."""
    asked = [_element(question) for question in questions(form)]
    licence = _("I agree that this is published under CC BY 4.0, and it holds no private data about persons.")
    said: dict[str, Any] = {
        "name": _(form.title),
        "description": _(form.lead),
        "title": f"{_(form.type.label)}: ",
        "labels": ["form", f"form:{form.name}"],
        "body": [
            {
                "type": "markdown",
                "attributes": {
                    "value": _(
                        "Plain words are enough. Leave out what you do not know; an editor reads it and comes back with questions. Where a source is asked for beside a figure, write its number in your list of sources: 1 is the first."
                    )
                },
            },
            *asked,
            {
                "type": "checkboxes",
                "id": "licence",
                "attributes": {"label": _(LICENCE), "options": [{"label": licence, "required": True}]},
            },
        ],
    }
    return _NOTE + yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=1000)


def _element(question: Question) -> dict[str, Any]:
    field = question.field
    attributes: dict[str, Any] = {"label": question.label, "description": question.help}
    kind = "textarea"
    if field is None:
        kind = "input" if question.path == RECORD else "textarea"
    elif field.kind == "group":
        attributes["description"] = f"{question.help} {explained(field)}"
        attributes["placeholder"] = example_of(field)
    elif field.kind == "term":
        kind = "dropdown"
        attributes |= {"multiple": field.many, "options": list(choices_of(field).values())}
    elif field.many:
        attributes["description"] = f"{question.help} {_('One a line.')}"
    elif field.kind in _SHORT or field.kind != "text":
        kind = "input"
    if field and field.example and kind in {"input", "textarea"} and field.kind != "group":
        attributes["placeholder"] = "1" if field.refers == "source" else field.example
    return {
        "type": kind,
        "id": question.path.replace(".", "-").replace("_", "-"),
        "attributes": attributes,
        "validations": {"required": question.required},
    }


def issue_form_files() -> Iterator[tuple[str, str]]:
    """Yield path and text of every issue form."""
    for form in FORMS:
        yield f".github/ISSUE_TEMPLATE/{form.name}.yml", issue_form(form)
