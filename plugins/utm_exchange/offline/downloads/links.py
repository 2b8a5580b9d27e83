"""Links of a copy: each leads to a file that is there, or to the page that says what is not in the copy.

On the web ``practices/oslo/`` is a page; from a folder it is a list of files. So a copy names files.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Collection
from dataclasses import dataclass, field

THIS_COPY = "this-copy.html"
"""The page that says what a copy is, and how old."""
ELSEWHERE = "elsewhere.html"
"""The page that lists what the copy's links lead to and what is not in it."""
_INSTEAD = {"packs/": THIS_COPY, "offline/": THIS_COPY}
"""What a copy has in the place of pages that only make sense on the web."""
_ADDRESS = re.compile(r"""(<(?:a|area|form|link)\b(?:[^>"]|"[^"]*+")*?\s(?:href|action)=")([^"]*+)""")
"""A tag that leads somewhere, as far as its address: browsers, too, take the first of two."""
_PATH = re.compile(r"([^?#]*)(.*)", re.DOTALL)
_SOURCES = re.compile(r"""\s(src|srcset|href)="([^"]*)\"""")
_HEAD_ONLY = re.compile(
    r"""<(?:link rel="(?:alternate|manifest|preload)"[^>]*>|meta (?:property="og:|name="twitter:)[^>]*>"""
    r"""|script type="application/ld\+json">.*?</script>)\n? *|(?<=") data-offline="[^"]*\"""",
    re.DOTALL,
)
"""What only machines on the web read, and a font fetched ahead, which browsers refuse under ``file:``."""


def resolved(here: str, path: str) -> str:
    """Return where a relative address leads from the page at ``here``: a page's address ends with ``/``, the home page's is ''."""
    whole = posixpath.normpath(posixpath.join(here, path))
    if whole == ".":
        return ""
    is_folder = not path or path.endswith("/") or posixpath.basename(path) in {".", ".."}
    whole = f"{whole}/" if is_folder else whole
    return whole.removesuffix("index.html")


def is_inside(address: str) -> bool:
    """Tell whether an address leads into the site."""
    return bool(address) and not address.startswith(("#", "//")) and ":" not in address.partition("/")[0]


def files_of(page: str, here: str) -> frozenset[str]:
    """Return the paths of what a page shows or offers that is no page: pictures, calendars, data."""
    found = set()
    for name, value in set(_SOURCES.findall(page)):
        if value.endswith("/"):  # most of them: pages
            continue
        parts = (
            [part.split()[0] for part in value.split(",") if part.strip()] if name == "srcset" else [value]
        )
        for part in filter(is_inside, parts):
            path = resolved(here, html.unescape(part).partition("#")[0].partition("?")[0])
            if path and not path.endswith("/"):
                found.add(path)
    return frozenset(found)


@dataclass
class Links:
    """The links of one copy, which holds these pages (by address) and these files (by path).

    ``outside`` gathers what links lead to and is not there.
    """

    pages: Collection[str]
    files: Collection[str]
    outside: set[str] = field(default_factory=set)
    _known: dict[str, dict[str, str]] = field(default_factory=dict)
    """What links that leave the page's folder become, by the folder around it: its pages have most of them in common."""

    def led(self, page: str, here: str) -> str:
        """Return a page of the copy with its links led, and without what only the web needs."""
        root = "../" * here.count("/")
        known = self._known.setdefault(f"{posixpath.dirname(here.rstrip('/'))}/" if here else "", {})

        def address(given: str) -> str:
            inside = is_inside(given)
            led = html.escape(self._led(html.unescape(given), here, root)) if inside else given
            if given.startswith("../") or not inside:
                known[given] = led
            return led

        head, mark, body = page.partition("</head>")
        parts = _ADDRESS.split(f"{_HEAD_ONLY.sub('', head)}{mark}{body}")
        # Text, tag, address, text …: quicker than a call for each tag.
        parts[2::3] = [known[given] if given in known else address(given) for given in parts[2::3]]
        return "".join(parts)

    def _led(self, address: str, here: str, root: str) -> str:
        path, rest = _PATH.match(address).groups()  # type: ignore[union-attr]
        if not path:
            return address
        target = resolved(here, path)
        if target in _INSTEAD:
            return f"{root}{_INSTEAD[target]}"
        if target in self.pages:
            return f"{root}{target}index.html{rest}"
        if target in self.files:
            return address
        self.outside.add(target)
        return f"{root}{ELSEWHERE}#{target}"
