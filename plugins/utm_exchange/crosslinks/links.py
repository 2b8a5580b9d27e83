"""Links by identity: ``[text](practice:slug)`` becomes a link to that record's page."""

from __future__ import annotations

import posixpath
import re

from utm_exchange.catalogue.addresses import record_source
from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.references import TYPE_NAMES
from utm_exchange.records.body import rewrite_identity_links


def link_identities(markdown: str, page_source: str, catalogue: Catalogue) -> str:
    """Resolve the links by identity in the Markdown of a page.

    ``page_source`` is the path that MkDocs knows the page by; the links become relative to it. A
    link to a record that is held back becomes plain text: its day will come.
    """
    folder = posixpath.dirname(page_source)

    def resolve(match: re.Match[str]) -> str:
        text, type_name, slug, anchor, title = match.groups()
        if type_name not in TYPE_NAMES:
            return match[0]
        if catalogue.get(f"{type_name}:{slug}") is None:
            return text
        target = posixpath.relpath(record_source(type_name, slug), folder or ".")
        return f"[{text}]({target}{anchor or ''}{title})"

    return rewrite_identity_links(markdown, resolve)
