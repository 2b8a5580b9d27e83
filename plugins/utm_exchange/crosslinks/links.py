"""Links by identity: ``[text](practice:slug)`` becomes a link to that record's page."""

from __future__ import annotations

import posixpath

from utm_exchange.catalogue.addresses import record_source
from utm_exchange.catalogue.catalogue import Catalogue
from utm_exchange.catalogue.links import IdentityLink, replace_identity_links


def link_identities(markdown: str, page_source: str, catalogue: Catalogue) -> str:
    """Resolve the links by identity in the Markdown of a page.

    ``page_source`` is the path that MkDocs knows the page by; the links become relative to it. A
    link to a record that is held back becomes plain text: its day will come.
    """
    folder = posixpath.dirname(page_source)

    def resolve(link: IdentityLink) -> str:
        if catalogue.get(link.identity) is None:
            return link.text
        target = posixpath.relpath(record_source(link.type, link.slug), folder or ".")
        return f"[{link.text}]({target}{link.anchor}{link.title})"

    return replace_identity_links(markdown, resolve)
