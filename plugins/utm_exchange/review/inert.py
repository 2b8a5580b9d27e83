"""Contributed words inside GitHub's Markdown: they stay words.

In a comment that a robot writes, somebody else's ``@name`` would call people, ``owner/name#1`` would
leave a mark in another project, and HTML or a link would pose as the robot's own. So only plain words and
numbers stand as they are; everything else goes into spans of code, in which GitHub reads nothing
(https://github.github.com/gfm/#code-spans; its filters for mentions and references leave code alone).
"""

from __future__ import annotations

import re

_TOKEN = re.compile(r"(?<!\S)'[^']*'[^\s']*|\S+")
_WORD = re.compile(r"(?:[^\W\d_]+(?:['’-][^\W\d_]+)*|[0-9]+)[.,;:!?]?")


def inert(text: str) -> str:
    """Return a text as GitHub's Markdown in which nothing is called, linked or formed but code."""
    found: list[str] = []
    odd: list[str] = []
    for token in _TOKEN.findall(text):
        if _WORD.fullmatch(token):
            found.extend(_spans(odd))
            odd = []
            found.append(token)
        else:
            odd.append(token)
    found.extend(_spans(odd))
    return " ".join(found)


def _spans(tokens: list[str]) -> list[str]:
    span = code(" ".join(tokens))
    return [span] if span else []


def code(text: str) -> str:
    """Return a text as one span of code, whatever stands in it; '' where nothing in it can be seen."""
    line = " ".join("".join(character if character.isprintable() else " " for character in text).split())
    if not line:
        return ""
    longest = max(map(len, re.findall(r"`+", line)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"
