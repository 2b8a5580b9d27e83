"""Summaries: titles and descriptions that tell pages apart where their own words do not."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

LONGEST = 200
"""Characters; search engines show about 160."""

_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def first_paragraph(page: str) -> str:
    """Return the text of the first paragraph in HTML, cut after a word where it is long; '' for none."""
    found = _PARAGRAPH.search(page)
    text = " ".join(html.unescape(_TAG.sub("", found[1])).split()) if found else ""
    return _cut(text)


def described(way: Sequence[str], description: str, site: str) -> str:
    """Return the description of a page deep in a list, which alone might say no more than '2 records.'.

    ``way`` are the labels from the first below the home page to the page itself.
    """
    return _cut(" ".join(filter(None, (f"{' › '.join(way)}.", description, site))))


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST - 1].rpartition(" ")[0].rstrip(",;:.") + "…"
