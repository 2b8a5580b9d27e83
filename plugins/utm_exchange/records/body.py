"""The Markdown body of a record: its sections and its links by identity."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_LINK = re.compile(r"\]\(\s*<?([a-z]+):([^\s)>#]*)")
_WHOLE_LINK = re.compile(
    r"\[([^\[\]]*)\]\(\s*<?([a-z]+):([a-z0-9][a-z0-9-]*)(#[\w-]+)?>?((?:\s+\"[^\"]*\")?)\s*\)"
)
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a Markdown text; ``line`` counts from 0."""

    level: int
    text: str
    line: int


def prose_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a Markdown text that are no code, with their numbers from 0."""
    fence = ""
    for number, line in enumerate(text.split("\n")):
        mark = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence):
            fence = ""
        elif not fence:
            yield number, line


def without_code(line: str) -> str:
    """Return a line with its inline code blanked out; every column stays where it was."""
    return _CODE.sub(lambda code: " " * len(code[0]), line) if "`" in line else line


def headings(text: str) -> Iterator[Heading]:
    """Yield the headings written with ``#``, in order."""
    for number, line in prose_lines(text):
        if "#" in line and (match := _HEADING.match(line)):
            yield Heading(len(match[1]), match[2], number)


def split_sections(text: str) -> list[tuple[str, int, str]]:
    """Return heading, line from 0 and text of each second-level section."""
    starts = [heading for heading in headings(text) if heading.level == 2]  # noqa: PLR2004 - h2
    lines = text.split("\n")
    ends = [*(heading.line for heading in starts[1:]), len(lines)][: len(starts)]
    return [
        (start.text, start.line, "\n".join(lines[start.line + 1 : end]).strip())
        for start, end in zip(starts, ends, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class IdentityLink:
    """A link by identity, ``[text](practice:slug)``; ``line`` and ``column`` count from 0."""

    type: str
    slug: str
    line: int
    column: int


def identity_links(text: str, types: frozenset[str]) -> Iterator[IdentityLink]:
    """Yield the links whose scheme is the name of a record type."""
    for number, line in prose_lines(text):
        if "](" not in line:
            continue
        for match in _LINK.finditer(without_code(line)):
            if match[1] in types:
                yield IdentityLink(match[1], match[2], number, match.start(1))


def rewrite_identity_links(text: str, resolve: Callable[[re.Match[str]], str]) -> str:
    """Replace the links by identity in a Markdown text, those in code excepted.

    The groups of the match are the link's words, type, slug, anchor with its ``#`` or None, and title.
    """
    if "](" not in text:
        return text
    lines = text.split("\n")
    for number, line in prose_lines(text):
        if "](" in line:
            # From the end, so that the places of the links before stay right.
            for match in reversed(list(_WHOLE_LINK.finditer(without_code(line)))):
                start, end = match.span()
                lines[number] = lines[number][:start] + resolve(match) + lines[number][end:]
    return "\n".join(lines)
