"""Simple pages: what a finished page says, as a few well-formed HTML elements without scripts, styles and pictures.

The text-only edition, the EPUBs and the PDFs are all made of it. Pages are read after they were
sanitised, so nothing that a contributor wrote is trusted here either: what is not in the list of
elements below does not come through.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser

_KEPT = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "ins",
        "kbd",
        "li",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "small",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "u",
        "ul",
        "var",
        "wbr",
    ]
)
_BLOCKS = {"section": "div", "article": "div", "header": "div", "footer": "div", "aside": "div", "details": "div",
           "figure": "div", "figcaption": "p", "summary": "p"}  # fmt: skip
_DROPPED = frozenset(
    [
        "audio",
        "button",
        "canvas",
        "dialog",
        "embed",
        "fieldset",
        "form",
        "iframe",
        "img",
        "input",
        "label",
        "nav",
        "noscript",
        "object",
        "picture",
        "script",
        "select",
        "source",
        "style",
        "svg",
        "template",
        "textarea",
        "video",
    ]
)
_VOID = frozenset(["br", "col", "hr", "img", "input", "source", "wbr", "embed"])
_ATTRIBUTES = frozenset(["colspan", "datetime", "dir", "href", "id", "lang", "rowspan", "scope", "start"])
_LEFT_OUT = frozenset(
    [
        "as-data",
        "card__figure",
        "card__plate",
        "card__stage",
        "card__summary",
        "card__dates",
        "card__amount",
        "history",
        "legend",
        "more",
        "suggest",
        "tags",
    ]
)
"""Classes of parts that serve the way through the site, or repeat what the page that they lead to says."""
_APART = frozenset(("grade", "source-mark"))
"""Classes of what only its looks part from the words before."""
_CLOSED_BY = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "tr": {"tr"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "p": {"p"},
}
_EMPTY = re.compile(r"<(a|abbr|b|bdi|cite|div|dl|em|i|li|ol|p|small|strong|ul)(?: (?!id)[^>]*)?>\s*</\1>")
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
"""Half of most pages, and nothing of it is kept: reading it would be for nothing."""
_BETWEEN = re.compile(r" +(?=</?(?:div|p|ul|ol|li|dl|dt|dd|h[1-6]|table|t[rdh])\b)")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_NAMED = re.compile(r' id="([^"]*)"')
_WITHIN = re.compile(r"""<a href="#([^"]*)"[^>]*>(.*?)</a>""", re.DOTALL)
_INTERNAL = re.compile(r"""<a href="site:([^"]*)"([^>]*)>(.*?)</a>""", re.DOTALL)

Resolve = Callable[[str], str]
"""Gives the address to write for an address inside the site, with its ``#fragment``; '' makes the link plain text."""


@dataclass(frozen=True)
class Article:
    """What a page says. Links inside the site begin with ``site:``, until :meth:`linked` says where they lead."""

    title: str
    body: str
    """From the heading on."""

    def linked(self, resolve: Resolve) -> str:
        """Return the body with every link inside the site led where it should; what leads nowhere stays as text."""

        def link(match: re.Match[str]) -> str:
            address = resolve(html.unescape(match[1]))
            return f'<a href="{html.escape(address)}"{match[2]}>{match[3]}</a>' if address else match[3]

        return _INTERNAL.sub(link, self.body)


class _Reader(HTMLParser):
    """Writes down what stands inside ``<main>``; ``here`` is the page's address, from which its links lead."""

    def __init__(self, here: str) -> None:
        super().__init__(convert_charrefs=True)
        self.here = here
        self.out: list[str] = []
        self.title = ""
        self._open: list[tuple[str, str]] = []
        """Element as read and as written ('' where only its content is kept), outermost first."""
        self._dropping = 0
        """How many elements are open of what is left out."""
        self._in_heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "main":
            self._open = [("main", "")]
            return
        if not self._open:
            return
        if tag in _VOID:
            if not self._dropping and tag in _KEPT:
                self.out.append(f"<{tag}/>")
            return
        if self._dropping or self._is_left_out(tag, given):
            self._dropping += 1
            return
        self._close_before(tag)
        if _APART & set(given.get("class", "").split()):
            self._set_apart()
        written = _BLOCKS.get(tag, tag if tag in _KEPT else "")
        self._open.append((tag, written))
        if written:
            self.out.append(f"<{written}{self._attributes(written, given)}>")
        self._in_heading |= tag == "h1"

    def _is_left_out(self, tag: str, given: dict[str, str]) -> bool:
        classes = set(given.get("class", "").split())
        hidden = given.get("aria-hidden") == "true" or "hidden" in given
        return tag in _DROPPED or hidden or bool(classes & _LEFT_OUT)

    def _set_apart(self) -> None:
        """Part what comes from the words before with a comma, unless an element or a part of a sentence begins."""
        said = ""
        while self.out and not said:
            said = self.out.pop().rstrip()
        if said:
            self.out.append(said)
        opening = said.startswith("<") and not said.startswith("</")
        self.out.append("" if not said or opening else " " if said[-1] in ".,;:(" else ", ")

    def _close_before(self, tag: str) -> None:
        """Close what HTML lets be closed by the beginning of the next, such as ``<li>``."""
        if self._open and self._open[-1][0] in _CLOSED_BY.get(tag, ()):
            self._close()

    def _close(self) -> None:
        _tag, written = self._open.pop()
        if written:
            self.out.append(f"</{written}>")

    def _attributes(self, tag: str, given: dict[str, str]) -> str:
        kept = {name: given[name] for name in given if name in _ATTRIBUTES and (name != "href" or tag == "a")}
        if "href" in kept:
            kept = {"href": self._address(kept.pop("href")), **kept}
        return "".join(f' {name}="{html.escape(value)}"' for name, value in kept.items())

    def _address(self, address: str) -> str:
        if ":" in address.partition("/")[0] or address.startswith(("#", "//")):
            return address
        path, _mark, fragment = address.partition("#")
        path = path.partition("?")[0]
        whole = posixpath.normpath(posixpath.join(self.here, path)) if path or self.here else "."
        whole = "" if whole == "." else whole
        slash = "/" if whole and (path in {"", ".", ".."} or path.endswith(("/", "/.."))) else ""
        return f"site:{whole}{slash}{_mark}{fragment}"

    def handle_endtag(self, tag: str) -> None:
        if not self._open or tag in _VOID:
            return
        if self._dropping:
            self._dropping -= 1
            return
        if tag == "h1":
            self._in_heading = False
        while any(read == tag for read, _written in self._open):
            done = self._open[-1][0] == tag
            self._close()
            if done:
                break

    def handle_data(self, data: str) -> None:
        if not self._open or self._dropping:
            return
        if self._in_heading:
            self.title += data
        inside_pre = any(tag == "pre" for tag, _written in self._open)
        self.out.append(html.escape(data if inside_pre else _SPACE.sub(" ", data), quote=False))


def simple(page: str, here: str) -> Article:
    """Return what a finished page says; ``here`` is its address relative to the site's root."""
    reader = _Reader(here)
    reader.feed(_DRAWING.sub("", page[max(page.find("<main"), 0) : page.rfind("</main>")]))
    reader.close()
    body = "".join(reader.out)
    # What was left out may leave shells, one inside the other.
    for _depth in range(3):
        body = _EMPTY.sub("", body)
    names = set(_NAMED.findall(body))
    body = _WITHIN.sub(lambda link: link[0] if link[1] in names else link[2], body)
    return Article(" ".join(reader.title.split()), _BETWEEN.sub("", body).strip())
