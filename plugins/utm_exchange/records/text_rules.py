"""Rules for the text of a record: its sections, and what may stand in them."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterator

from utm_exchange.i18n import gettext as _
from utm_exchange.records.body import Heading, headings, prose_lines, split_sections
from utm_exchange.records.finding import Finding
from utm_exchange.records.prose import slips
from utm_exchange.records.types import Record

_NO_SPACE = re.compile(r"(#{1,6})([^\s#].*?)[ \t]*#*")
_ODD_LINE = re.compile(r"^[ \t]*(?:#{1,6}[^\s#]|\*\*|__|={3}|-{3})", re.MULTILINE)
_BOLD = re.compile(r"(?:\*\*|__)([^*_]+?):?(?:\*\*|__):?")


def prose_is_clean(record: Record, _today: dt.date) -> Iterator[Finding]:
    """The text holds nothing that the site drops or refuses to load."""
    for slip in slips(record.body):
        yield Finding(
            (),
            slip.code,
            slip.message,
            slip.hint,
            severity=slip.severity,
            body_line=slip.line,
            body_column=slip.column,
        )


def sections_are_known(record: Record, _today: dt.date) -> Iterator[Finding]:
    """The body has the sections of its type, and no first-level heading."""
    yield from _first_level(record.body)
    if not record.sections or record.withdrawn:
        return
    known = {section.heading.lower(): section.heading for section in record.sections}
    present = {heading.text.lower() for heading in headings(record.body) if heading.level <= 2}  # noqa: PLR2004 - h2
    strange = list(_strange_headings(record.body, known))
    # Who wrote a section's name nearly right has not forgotten the section.
    present.update(near.lower() for near, _finding in strange if near)
    yield from (finding for _near, finding in strange)
    yield from _missing_sections(record, present)


def _first_level(text: str) -> Iterator[Finding]:
    for heading in headings(text):
        if heading.level == 1:
            yield Finding(
                (),
                "UTM603",
                _("'{heading}' is a first-level heading").format(heading=heading.text),
                _("write '## {heading}'; the title of the page comes from 'title:'").format(
                    heading=heading.text
                ),
                body_line=heading.line,
            )


def _strange_headings(text: str, known: dict[str, str]) -> Iterator[tuple[str, Finding]]:
    """Yield what is wrong with the headings that are there, each with the section that it is nearly, or ""."""
    for heading, line, content in split_sections(text):
        if heading.lower() not in known:
            near = _nearest(heading, known)
            hint = (
                _("write '## {heading}'").format(heading=near)
                if near
                else _("the sections are: {headings}; inside them use '###'").format(
                    headings=", ".join(known.values())
                )
            )
            message = _("there is no section '{heading}'").format(heading=heading)
            yield near, Finding((), "UTM602", message, hint, body_line=line)
        elif not content:
            message = _("the section '{heading}' is empty").format(heading=heading)
            hint = _("write something, or delete the heading")
            yield "", Finding((), "UTM604", message, hint, body_line=line)
    for meant in _meant_headings(text, set(known)):
        near = _nearest(meant.text, known)
        message = _("'{heading}' is not written as a heading").format(heading=meant.text)
        hint = _("write '{line}' on a line of its own, with a space after the hashes").format(
            line=f"{'#' * max(meant.level, 2)} {near or meant.text}"
        )
        yield near, Finding((), "UTM602", message, hint, body_line=meant.line)


def _nearest(heading: str, known: dict[str, str]) -> str:
    """Return the section that a heading is nearly, or ""."""
    near = difflib.get_close_matches(heading.lower(), known, n=1, cutoff=0.5)
    return known[near[0]] if near else ""


def _missing_sections(record: Record, present: set[str]) -> Iterator[Finding]:
    for section in record.sections:
        if section.required and section.heading.lower() not in present:
            hint = _("add '## {heading}' and below it: {help}")
            yield Finding(
                (),
                "UTM601",
                _("the section '{heading}' is missing").format(heading=section.heading),
                hint.format(heading=section.heading, help=_(section.help)),
                body_line=0,
            )


def _meant_headings(text: str, known: set[str]) -> Iterator[Heading]:
    """Yield the headings that were written in another way than with hashes and a space."""
    if not _ODD_LINE.search(text):
        return
    before = ""
    for number, line in prose_lines(text):
        stripped = line.strip()
        if glued := _NO_SPACE.fullmatch(stripped):
            yield Heading(len(glued[1]), glued[2], number)
        elif (bold := _BOLD.fullmatch(stripped)) and bold[1].lower() in known:
            yield Heading(2, bold[1], number)
        elif (
            re.fullmatch(r"={3,}|-{3,}", stripped) and before and not before.startswith(("|", "-", "*", ">"))
        ):
            yield Heading(2, before, number - 1)
        before = stripped
