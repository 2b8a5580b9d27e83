"""Markup: the HTML, the addresses and the pictures that contributed Markdown may hold.

The sanitiser (:mod:`utm_exchange.pages.sanitising`) enforces the same lists on what Markdown made of
a text; the checks name what it would drop, so that nobody's words vanish without a reason.
"""

from __future__ import annotations

import html
import re

# What Markdown makes, and a little HTML that people write by hand. No style, no script, no form,
# no embedded media: those come from templates only.
TAGS = frozenset(
    [
        *["a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del"],
        *["details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6"],
        *["hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small", "span"],
        *["strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr"],
        *["ul", "var"],
    ]
)
ATTRIBUTES: dict[str, frozenset[str]] = {
    "*": frozenset({"lang", "dir"}),
    "a": frozenset({"href", "title"}),
    "abbr": frozenset({"title"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "img": frozenset({"src", "alt", "title", "width", "height"}),
    "ol": frozenset({"start"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
    "time": frozenset({"datetime"}),
}
SCHEMES = frozenset({"http", "https", "mailto"})
"""What the address of a link may begin with, beside links by identity and relative ones."""

PICTURES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".avif": "AVIF", ".gif": "GIF"}
"""Kinds of pictures by the ending of their names; SVG is none of them, since it can hold scripts."""

_UNSEEN = re.compile(r"[\s\x00-\x20\x7f-\xa0\u200b-\u200f]+")


def scheme_of(address: str) -> str:
    """Return the scheme of an address as a browser finds it, in small letters; '' for a relative one.

    Browsers decode entities and drop white space (https://url.spec.whatwg.org/#url-parsing), so
    ``java&#10;script:`` is ``javascript``.
    """
    plain = _UNSEEN.sub("", html.unescape(address))
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", plain)
    return found[1].lower() if found else ""


def leads_away(address: str) -> bool:
    """Tell whether an address has a scheme or another host, so that following it leaves the site."""
    plain = _UNSEEN.sub("", html.unescape(address)).replace("\\", "/")
    return bool(scheme_of(address)) or plain.startswith("//")
