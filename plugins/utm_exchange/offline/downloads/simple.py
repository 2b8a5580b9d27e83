"""Simple pages: what a finished page says, as a few well-formed HTML elements without scripts, styles and pictures.

The text-only edition, the EPUBs and the PDFs are all made of it. Pages are read after they were
sanitised, so nothing that a contributor wrote is trusted here either: what is not in the list of
elements below does not come through.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_KEPT = _words(
    "a abbr b bdi blockquote br caption cite code col colgroup dd del dfn div dl dt em h1 h2 h3 h4 "
    "h5 h6 hr i ins kbd li ol p pre q s samp small strong sub sup table tbody td tfoot th thead time "
    "tr u ul var wbr"
)
_BLOCKS = {"section": "div", "article": "div", "header": "div", "footer": "div", "aside": "div", "details": "div",
           "figure": "div", "figcaption": "p", "summary": "p"}  # fmt: skip
_DROPPED = _words(
    "audio button canvas dialog embed fieldset form iframe img input label nav noscript object "
    "picture script select source style svg template textarea video"
)
_VOID = _words("br col hr wbr")
_TELLING = _words("h1 pre")
"""Tags of elements whose words are the title, and whose spaces are kept."""
_ATTRIBUTES = _words("colspan datetime dir href id lang rowspan scope start")
_LEFT_OUT = _words(
    "as-data card__figure card__plate card__stage card__summary card__dates card__amount history "
    "legend more suggest tags"
)
"""Classes of parts that serve the way through the site, or repeat what the page that they lead to says."""
_APART = frozenset(("grade", "source-mark"))
"""Classes of what only its looks part from the words before."""
_EMPTY = re.compile(r"<(a|abbr|b|bdi|cite|div|dl|em|i|li|ol|p|small|strong|ul)(?: (?!id)[^>]*)?>\s*</\1>")
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
"""Half of most pages, and nothing of it is kept: reading it would be for nothing."""
_BETWEEN = re.compile(r" +(?=</?(?:div|p|ul|ol|li|dl|dt|dd|h[1-6]|table|t[rdh])\b)")
_SCHEMES = ("http:", "https:", "mailto:", "tel:", "#")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
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


class _Reader:
    """Writes down what stands inside an element; ``here`` is the page's address, from which its links lead."""

    def __init__(self, here: str) -> None:
        self.here = here
        self.out: list[str] = []
        self.title = ""
        self._open: list[tuple[LexborNode, str, str]] = []
        """Elements that have begun, outermost first, with their tags and how what was written of them ends."""
        self._telling: list[str] = []
        """Those of their tags that say how words inside are read."""

    def read(self, element: LexborNode) -> None:
        """Read all that is inside, without recursion: nobody has promised that it is not nested a thousand times."""
        node = element.child
        while node or self._open:
            if not node:
                ended, tag, end = self._open.pop()
                self.out.append(end)
                if tag in _TELLING:
                    self._telling.pop()
                node = ended.next
            elif node.is_element_node and self._begins(node):
                node = node.child
            else:
                if node.is_text_node:
                    self._say(node.text_content or "")
                node = node.next

    def _begins(self, node: LexborNode) -> bool:
        """Write how an element begins, and tell whether to read what is inside."""
        tag, given = node.tag or "", node.attributes
        if tag in _DROPPED or given.get("aria-hidden") == "true" or "hidden" in given:
            return False
        classes = (given.get("class") or "").split()
        if not _LEFT_OUT.isdisjoint(classes):
            return False
        if tag in _VOID:
            self.out.append(f"<{tag}/>")
            return False
        if not _APART.isdisjoint(classes):
            self._set_apart()
        if tag in _TELLING:
            self._telling.append(tag)
        written = _BLOCKS.get(tag, tag if tag in _KEPT else "")
        if written:
            self.out.append(f"<{written}{self._attributes(written, given)}>" if given else f"<{written}>")
        self._open.append((node, tag, f"</{written}>" if written else ""))
        return True

    def _set_apart(self) -> None:
        """Part what comes from the words before with a comma, unless an element or a part of a sentence begins."""
        said = ""
        while self.out and not said:
            said = self.out.pop().rstrip()
        if said:
            self.out.append(said)
        opening = said.startswith("<") and not said.startswith("</")
        self.out.append("" if not said or opening else " " if said[-1] in ".,;:(" else ", ")

    def _attributes(self, tag: str, given: Mapping[str, str | None]) -> str:
        kept = {
            name: value or ""
            for name, value in given.items()
            if name in _ATTRIBUTES and (name != "href" or tag == "a")
        }
        if "href" in kept:
            kept = {"href": self._address(kept.pop("href")), **kept}
        return "".join(f' {name}="{html.escape(_NOT_IN_XML.sub("", value))}"' for name, value in kept.items())

    def _address(self, address: str) -> str:
        if ":" in address.partition("/")[0] or address.startswith(("#", "//")):
            # A link to no name of the page stays as text.
            return address if address.lower().startswith(_SCHEMES) else "#"
        path, _mark, fragment = address.partition("#")
        path = path.partition("?")[0]
        whole = posixpath.normpath(posixpath.join(self.here, path)) if path or self.here else "."
        whole = "" if whole == "." else whole
        slash = "/" if whole and (path in {"", ".", ".."} or path.endswith(("/", "/.."))) else ""
        return f"site:{whole}{slash}{_mark}{fragment}"

    def _say(self, words: str) -> None:
        if "h1" in self._telling:
            self.title += words
        if "pre" not in self._telling:
            words = _SPACE.sub(" ", words)
        # Half of all texts are the space between two elements.
        self.out.append(words if words == " " else html.escape(_NOT_IN_XML.sub("", words), quote=False))


def simple(page: str, here: str) -> Article:
    """Return what a finished page says; ``here`` is its address relative to the site's root."""
    reader = _Reader(here)
    said = _DRAWING.sub("", page[max(page.find("<main"), 0) : page.rfind("</main>")])
    if main := LexborHTMLParser(said).css_first("main"):
        reader.read(main)
    body = "".join(reader.out)
    # What was left out may leave shells, one inside the other.
    for _depth in range(3):
        body = _EMPTY.sub("", body)
    names = set(_NAMED.findall(body))
    body = _WITHIN.sub(lambda link: link[0] if link[1] in names else link[2], body)
    return Article(" ".join(reader.title.split()), _BETWEEN.sub("", body).strip())
