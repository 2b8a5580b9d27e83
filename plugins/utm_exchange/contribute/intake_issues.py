"""Intake of issues: the text that GitHub makes of an issue form, back into a draft."""

from __future__ import annotations

import re
from collections.abc import Mapping

from utm_exchange.contribute.drafts import Draft, body_of, set_path
from utm_exchange.contribute.fields import Field
from utm_exchange.contribute.forms import FORMS, Form
from utm_exchange.contribute.issue_forms import LICENCE, NO_ANSWER, RECORD, Question, questions
from utm_exchange.contribute.lines import TooManyPartsError, explained, group_of, plain, several
from utm_exchange.i18n import gettext as _
from utm_exchange.records.problems import Problem
from utm_exchange.records.types import Record

_HEADING = re.compile(r"^### +(.+?) *$", re.MULTILINE)
_FEW_HEADINGS = 3
Answers = Mapping[str, tuple[int, str]]
"""Line and text of each answer, by the label of its question."""


def is_issue(text: str) -> bool:
    """Tell whether a text has the headings of one of the issue forms."""
    return _form_of(text) is not None


def _form_of(text: str, record_type: type[Record] | None = None) -> Form | None:
    """Return the form whose labels a text has most of, or None where it has hardly any."""
    found = set(_HEADING.findall(text))
    fitting = []
    for form in FORMS:
        labels = {question.label for question in questions(form)}
        # Labels that no other heading accounts for speak against a form.
        score = len(labels & found) - len(found - labels) - len(labels - found) / len(labels)
        if labels & found and (record_type is None or form.type is record_type):
            fitting.append((score, len(labels & found), form))
    fitting.sort(key=lambda entry: entry[0], reverse=True)
    return fitting[0][2] if fitting and fitting[0][1] >= _FEW_HEADINGS else None


def issue_drafts(
    name: str, text: str, record_type: type[Record] | None = None
) -> tuple[list[Draft], list[Problem]]:
    """Return the draft that an issue's text holds, and its problems at the lines of the file ``name``."""
    form = _form_of(text, record_type)
    if form is None:
        message = _("this is neither a record nor the text of an issue form")
        return [], [
            Problem(name, 1, 1, "UTM901", message, _("save the issue's text as it is, headings and all"))
        ]
    draft = Draft(form.type, {}, places={"": (name, 1, 1)})
    prose: dict[str, str] = {}
    problems: list[Problem] = []
    known = {question.label: question for question in questions(form)}
    for label, (line, answer) in _answers(text, frozenset(known) | {_(LICENCE)}).items():
        question = known.get(label)
        if question is None:
            continue
        draft.places[question.path.removeprefix("text.")] = (name, line, 1)
        if question.path == RECORD:
            draft.slug = re.sub(r"^.*/(?=.)", "", answer.strip().rstrip("/")).removesuffix(".md")
        elif question.field is None:
            prose[question.path.removeprefix("text.")] = answer
        else:
            problems += _take(draft, question, question.field, answer, line)
    draft.body = body_of(form.type, prose)
    return [draft], problems


def _answers(text: str, labels: frozenset[str]) -> dict[str, tuple[int, str]]:
    """Divide a text at the headings of the form; other headings belong to the answers."""
    found: dict[str, tuple[int, str]] = {}
    starts = [heading for heading in _HEADING.finditer(text) if heading[1] in labels]
    ends = [*(heading.start() for heading in starts[1:]), len(text)]
    for heading, end in zip(starts, ends, strict=False):
        answer = text[heading.end() : end].strip()
        if answer and answer != NO_ANSWER:
            lead = len(text[heading.end() : end]) - len(text[heading.end() : end].lstrip())
            found[heading[1]] = (text.count("\n", 0, heading.end() + lead) + 1, answer)
    return found


def _take(draft: Draft, question: Question, field: Field, answer: str, line: int) -> list[Problem]:
    name = draft.places[""][0]
    if field.kind != "group":
        # A box for one line may hold the licence's heading after it; its first paragraph is the answer.
        answer = answer if field.many or field.kind == "text" else answer.split("\n\n", maxsplit=1)[0]
        set_path(draft.facts, question.path, several(field, answer) if field.many else plain(field, answer))
        return []
    problems: list[Problem] = []
    groups: list[dict[str, str]] = []
    for number, row in enumerate(answer.split("\n")):
        if not row.strip():
            continue
        draft.places[f"{field.name}[{len(groups) + 1}]"] = (name, line + number, 1)
        try:
            groups.append(group_of(field, row))
        except TooManyPartsError:
            message = _("{label}: this line has more parts than there are fields").format(label=field.label)
            problems.append(Problem(name, line + number, 1, "UTM903", message, explained(field), field.name))
    draft.facts[field.name] = groups
    return problems
