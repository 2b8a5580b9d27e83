"""Links by identity: ``[text](practice:slug)`` becomes a link to that record's page."""

from __future__ import annotations

import posixpath
import re

from utm_exchange.catalogue.addresses import record_source
from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.references import TYPE_NAMES
from utm_exchange.records.body import prose_lines, without_code

_LINK = re.compile(r"\[([^\[\]]*)\]\(\s*<?([a-z]+):([a-z0-9][a-z0-9-]*)(#[\w-]+)?>?((?:\s+\"[^\"]*\")?)\s*\)")


def link_identities(markdown: str, page_source: str, catalogue: Catalogue) -> str:
    """Resolve the links by identity in the Markdown of a page.

    ``page_source`` is the path that MkDocs knows the page by; the links become relative to it. A
    link to a record that is held back becomes plain text: its day will come.
    """
    if "](" not in markdown:
        return markdown
    folder = posixpath.dirname(page_source)

    def resolve(match: re.Match[str]) -> str:
        text, type_name, slug, anchor, title = match.groups()
        if type_name not in TYPE_NAMES:
            return match[0]
        if catalogue.get(f"{type_name}:{slug}") is None:
            return text
        target = posixpath.relpath(record_source(type_name, slug), folder or ".")
        return f"[{text}]({target}{anchor or ''}{title})"

    lines = markdown.split("\n")
    for number, line in prose_lines(markdown):
        if "](" in line:
            # From the end, so that the places of the links before stay right.
            for match in reversed(list(_LINK.finditer(without_code(line)))):
                start, end = match.span()
                lines[number] = lines[number][:start] + resolve(match) + lines[number][end:]
    return "\n".join(lines)
