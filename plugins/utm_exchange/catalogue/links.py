"""Links by identity inside Markdown, ``[text](practice:slug)``: found and replaced, code left alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from utm_exchange.catalogue.references import TYPE_NAMES
from utm_exchange.records.body import prose_lines, without_code

_LINK = re.compile(r"\[([^\[\]]*)\]\(\s*<?([a-z]+):([a-z0-9][a-z0-9-]*)(#[\w-]+)?>?((?:\s+\"[^\"]*\")?)\s*\)")


@dataclass(frozen=True, slots=True)
class IdentityLink:
    """A link by identity as it is written; ``anchor`` and ``title`` are '' where there are none."""

    markdown: str
    text: str
    type: str
    slug: str
    anchor: str
    title: str

    @property
    def identity(self) -> str:
        """``type:slug`` of the record that it leads to."""
        return f"{self.type}:{self.slug}"


def replace_identity_links(markdown: str, replace: Callable[[IdentityLink], str]) -> str:
    """Return a Markdown text with each link by identity replaced by what ``replace`` makes of it."""
    if "](" not in markdown:
        return markdown
    lines = markdown.split("\n")
    for number, line in prose_lines(markdown):
        if "](" in line:
            # From the end, so that the places of the links before stay right.
            for match in reversed(list(_LINK.finditer(without_code(line)))):
                link = IdentityLink(match[0], *(part or "" for part in match.groups()))
                if link.type in TYPE_NAMES:
                    start, end = match.span()
                    lines[number] = lines[number][:start] + replace(link) + lines[number][end:]
    return "\n".join(lines)
