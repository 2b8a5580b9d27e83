"""Joining: ES modules in one classic script, which also runs from ``file:``, where modules do not.

A simple concatenation, no parser: ``import`` lines and the word ``export`` are taken away, and all
stands inside one function. Modules therefore write each ``import`` on one line, and no two have the
same name at their outermost level.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_TOKEN = re.compile(
    r"""(?P<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)"""
    r"""|(?P<comment>/\*.*?\*/|//[^\n]*)"""
    r"""|(?P<pattern>(?<=[(,=:\[!&|?{};\n])[ ]*/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/)""",
    re.DOTALL,
)
_IMPORT = re.compile(r"^import [^;\n]*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)


def without_comments(code: str) -> str:
    """Return JavaScript without comments, indentation and empty lines; line ends stay, so it means the same."""
    bare = _TOKEN.sub(lambda token: " " if token["comment"] else token[0], code)
    lines = (line.strip() for line in bare.split("\n"))
    return "\n".join(line for line in lines if line) + "\n"


def joined(folder: Path, names: Iterable[str]) -> str:
    """Return the modules of a folder, in the order of who needs whom, as one function that is called at once."""
    parts = [_EXPORT.sub("", _IMPORT.sub("", (folder / name).read_text("utf-8"))) for name in names]
    return f"(function(){{\n'use strict';\n{without_comments(''.join(parts))}}})();\n"
