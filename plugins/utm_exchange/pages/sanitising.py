"""Sanitising: contributed text can do no harm to the page or to the reader."""

from __future__ import annotations

import re

import nh3

from utm_exchange.records.markup import ATTRIBUTES, SCHEMES, TAGS, leads_away

# Where Markdown itself puts ids: on headings, and on footnotes with what points at them. Elsewhere an id
# could pose as a part of the page that a script or a style looks for.
_WITH_ID = frozenset({"h2", "h3", "h4", "h5", "h6", "li", "sup"})
_ID = re.compile(r"[\w:.-]{1,100}")
_LENGTH = re.compile(r"[1-9]\d{0,3}")
_CLASSES = {"a": {"footnote-ref", "footnote-backref"}, "div": {"footnote"}}
"""Those that footnotes need; any other could borrow the looks of the site's own buttons and notices."""
_ALLOWED = {tag: set(names) for tag, names in ATTRIBUTES.items()}
for _tag in _WITH_ID:
    _ALLOWED.setdefault(_tag, set()).add("id")


def sanitise(html: str) -> str:
    """Return HTML with nothing but the elements, attributes and address schemes that are allowed.

    A maintained sanitiser does the work (nh3, after ammonia); what is not allowed is dropped.
    """
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes=_ALLOWED,
        attribute_filter=_kept,
        allowed_classes=_CLASSES,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )


def _kept(tag: str, name: str, value: str) -> str | None:
    """Return the value of an allowed attribute, or None where it must go."""
    if name == "id":
        return value if _ID.fullmatch(value) else None
    if tag == "img" and name == "src":
        return None if leads_away(value) else value
    if tag == "a" and name == "href" and value.replace("\\", "/").lstrip().startswith("//"):
        return None  # an address without a scheme that leads to another host
    if name in {"width", "height"}:
        return value if _LENGTH.fullmatch(value) else None
    return value
