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
    for heading in headings(record.body):
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
    if not record.sections or record.withdrawn:
        return
    known = {section.heading.lower(): section for section in record.sections}
    found = split_sections(record.body)
    present = {heading.text.lower() for heading in headings(record.body) if heading.level <= 2}  # noqa: PLR2004 - h2
    for text, line, content in found:
        if text.lower() not in known:
            near = difflib.get_close_matches(text.lower(), known, n=1, cutoff=0.5)
            present.update(near)
            hint = (
                _("write '## {heading}'").format(heading=known[near[0]].heading)
                if near
                else _("the sections are: {headings}; inside them use '###'").format(
                    headings=", ".join(section.heading for section in record.sections)
                )
            )
            yield Finding(
                (), "UTM602", _("there is no section '{heading}'").format(heading=text), hint, body_line=line
            )
        elif not content:
            yield Finding(
                (),
                "UTM604",
                _("the section '{heading}' is empty").format(heading=text),
                _("write something, or delete the heading"),
                body_line=line,
            )
    for heading in _meant_headings(record.body, set(known)):
        near = difflib.get_close_matches(heading.text.lower(), known, n=1, cutoff=0.5)
        present.update(near)
        yield Finding(
            (),
            "UTM602",
            _("'{heading}' is not written as a heading").format(heading=heading.text),
            _("write '{line}' on a line of its own, with a space after the hashes").format(
                line=f"{'#' * max(heading.level, 2)} {known[near[0]].heading if near else heading.text}"
            ),
            body_line=heading.line,
        )
    for section in record.sections:
        if section.required and section.heading.lower() not in present:
            yield Finding(
                (),
                "UTM601",
                _("the section '{heading}' is missing").format(heading=section.heading),
                _("add '## {heading}' and below it: {help}").format(
                    heading=section.heading, help=_(section.help)
                ),
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
