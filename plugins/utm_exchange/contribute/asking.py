"""Asking: the questions of ``utm new``, in plain words, with completion on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import click
from pydantic import TypeAdapter, ValidationError

from utm_exchange.contribute.choices import choices_of
from utm_exchange.contribute.drafts import Facts
from utm_exchange.contribute.fields import Field
from utm_exchange.contribute.forms import Prose, help_of
from utm_exchange.contribute.lines import plain
from utm_exchange.contribute.names import Names
from utm_exchange.i18n import gettext as _


@dataclass(frozen=True)
class Wrong:
    """Why an answer does not fit: the code, the message and the hint of the checks."""

    code: str
    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.code} {self.message}. {_('hint')}: {self.hint}"


def wrong_with(field: Field, value: str) -> Wrong | None:
    """Return what the checks say of one value, or None."""
    try:
        TypeAdapter(field.annotation).validate_python(value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        context = first.get("ctx", {})
        return Wrong(first["type"], context.get("message", first["msg"]), context.get("hint", ""))
    return None


Reader = Callable[[str, Mapping[str, str]], str]
"""Asks for one line: gets the question and what may be completed (value and label), returns the answer."""


def reader() -> Reader:
    """Return the way to ask: with completion on a terminal, else plainly, so that answers can be piped in."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return lambda question, _choices: str(click.prompt(question, default="", show_default=False))
    from prompt_toolkit import prompt
    from prompt_toolkit.completion import FuzzyWordCompleter

    def ask(question: str, choices: Mapping[str, str]) -> str:
        completer = FuzzyWordCompleter(list(choices), dict(choices)) if choices else None
        return prompt(f"{question}: ", completer=completer, complete_while_typing=True)

    return ask


class Interview:
    """Asks for the fields of a record, one after the other, and asks again where an answer does not fit."""

    def __init__(self, names: Names, read: Reader) -> None:
        self._names = names
        self._read = read

    def field(self, field: Field, facts: Facts) -> None:
        """Ask for one field and put the answer into the facts; an empty answer leaves an optional one out."""
        if field.name in facts:
            return
        click.echo(f"\n{click.style(field.label, bold=True)}: {help_of(field)}")
        if field.kind == "group":
            value: Any = self._groups(field, facts)
        elif field.many:
            value = self._several(field, facts)
        else:
            value = self._one(field, facts, required=field.required)
        if value:
            facts[field.name] = value

    def _one(self, field: Field, facts: Facts, *, required: bool, more: bool = False) -> str:
        choices = self._choices(field, facts)
        question = _("next one, or Enter to go on") if more else field.label
        if field.example and not more:
            question += f" ({_('for example {example}').format(example=field.example)})"
        while True:
            answer = self._read(question, choices).strip()
            if not answer:
                if not required or field.default:
                    return field.default if required else ""
                click.echo(_("this is needed; write 'skip' to leave it for later"))
                continue
            if answer == "skip":
                return ""
            value = self._meant(field, answer)
            problem = wrong_with(field, value)
            if problem is None:
                return value
            click.echo(str(problem))

    def _several(self, field: Field, facts: Facts) -> list[str]:
        found: list[str] = []
        while True:
            value = self._one(field, facts, required=field.required and not found, more=bool(found))
            if not value:
                return found
            found.append(value)

    def _groups(self, field: Field, facts: Facts) -> Any:
        if not field.many:
            return self._group(field, facts) if field.required or self.yes(_("Do you know it?")) else {}
        found: list[Facts] = []
        while self.yes(
            _("Add another {thing}?").format(thing=field.one)
            if found
            else _("Add a {thing}?").format(thing=field.one)
        ):
            found.append(self._group(field, facts))
            # Figures that are asked for next may point at the sources so far.
            if field.name == "sources":
                facts["sources"] = found
        facts.pop("sources" if field.name == "sources" else "", None)
        return found

    def _group(self, field: Field, facts: Facts) -> Facts:
        group: Facts = {}
        for child in field.fields:
            if child.kind == "group":
                if self.yes(f"{child.label}?"):
                    group[child.name] = self._group(child, facts)
                continue
            click.echo(f"  {child.label}: {help_of(child)}")
            needed = child.required or (field.name == "sources" and child.name == "id")
            if value := self._one(child, facts, required=needed):
                group[child.name] = value
        return group

    def text(self, prose: Prose) -> str:
        """Ask for a part of the text; an empty line ends it."""
        click.echo(f"\n{click.style(prose.label, bold=True)}: {prose.help} {_('An empty line ends it.')}")
        lines: list[str] = []
        while line := self._read(prose.label if not lines else "…", {}):
            lines.append(line)
        return "\n".join(lines)

    def yes(self, question: str) -> bool:
        """Ask a question that is answered by yes, or by Enter for no."""
        return self._read(f"{question} [y/N]", {}).strip().lower() in {"y", "yes"}

    def choose(self, question: str, choices: Mapping[str, str]) -> str:
        """Ask for one of a few choices, by its number; '' for none."""
        for number, label in enumerate(choices.values(), 1):
            click.echo(f"  {number}. {label}")
        answer = self._read(question, {}).strip()
        keys = list(choices)
        return (
            keys[int(answer) - 1]
            if answer.isascii() and answer.isdigit() and 0 < int(answer) <= len(keys)
            else ""
        )

    def _choices(self, field: Field, facts: Facts) -> Mapping[str, str]:
        if field.refers == "source":
            return {
                source["id"]: source.get("title", "") for source in facts.get("sources", []) if "id" in source
            }
        if field.kind == "reference":
            return self._names.of(field.refers)
        return choices_of(field)

    def _meant(self, field: Field, answer: str) -> str:
        if field.kind == "reference":
            return self._names.resolved(field.refers, answer)
        return plain(field, answer)
