"""Bundle: the engine in one classic script, which also runs from ``file:``, where modules do not.

A simple concatenation, no parser: lunr.js as the ``mkdocs`` package ships it, then the modules in
:data:`MODULES` in this order, their ``import`` lines and the word ``export`` taken away, all inside one
function, so that nothing but ``utmSearch`` is global; then the head of the edition. Modules therefore
write each ``import`` on one line, and no two have the same name at their outermost level.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from utm_exchange.search.edition import LUNR, Edition, dump

ENGINE = "engine.js"
"""Its name in the folder of the search."""
MODULES = (
    "numbers.js",
    "files.js",
    "shards.js",
    "partial.js",
    "rank.js",
    "words.js",
    "query.js",
    "engine.js",
    "../explorer/elements.js",
    "../explorer/phrases.js",
    "../explorer/hits.js",
    "recent.js",
    "listbox.js",
    "answers.js",
    "box.js",
    "open.js",
)
"""In the order of who needs whom: the engine, then the search box, which comes in the same file to spare a request."""
EXPLORER = "explorer.js"
"""The script of the explorers and of the search page, beside the engine, which it loads when it is needed."""
EXPLORER_MODULES = (
    "bits.js",
    "address.js",
    "phrases.js",
    "elements.js",
    "loading.js",
    "facets.js",
    "hits.js",
    "finder.js",
    "notes.js",
    "panel.js",
    "saving.js",
    "table.js",
    "map.js",
    "views.js",
    "explorer.js",
    "open.js",
)

_TOKEN = re.compile(
    r"""(?P<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)"""
    r"""|(?P<comment>/\*.*?\*/|//[^\n]*)"""
    r"""|(?P<pattern>(?<=[(,=:\[!&|?{};\n])[ ]*/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/)""",
    re.DOTALL,
)
_IMPORT = re.compile(r"^import [^;\n]*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_LICENCE = re.compile(r"\A\s*/\*\*?.*?@license.*?\*/", re.DOTALL)


class LunrError(Exception):
    """The lunr.js at hand is not the version that the index was made for."""


def without_comments(code: str) -> str:
    """Return JavaScript without comments, indentation and empty lines; line ends stay, so it means the same."""
    bare = _TOKEN.sub(lambda token: " " if token["comment"] else token[0], code)
    lines = (line.strip() for line in bare.split("\n"))
    return "\n".join(line for line in lines if line) + "\n"


def bundle(lunr: Path, modules: Path, edition: Edition, wording: Mapping[str, object]) -> str:
    """Return the script of the engine and of the search box with the head of an edition.

    ``wording`` is what the box says, by name.

    Raises:
        LunrError: ``lunr`` is another version.
    """
    stock = lunr.read_text("utf-8")
    if f'lunr.version = "{LUNR}"' not in stock:
        raise LunrError(f"{lunr} is not lunr.js {LUNR}")
    licence = _LICENCE.match(stock)
    # lunr takes `exports` for a sign that it should not make itself global.
    return (
        f"{licence[0].strip() if licence else ''}\n"
        "(function(){\nvar exports={},module={exports:exports};\n"
        f"{without_comments(stock)}"
        "var lunr=module.exports;\n(function(wording){\n'use strict';\n"
        f"{_joined(modules, MODULES)}"
        f"}})({dump(wording)});\n}})();\n"
        f"{edition.head}"
    )


def explorer_script(modules: Path, wording: Mapping[str, object]) -> str:
    """Return the script of the explorers; ``wording`` is what it says, by name."""
    return f"(function(wording){{\n'use strict';\n{_joined(modules, EXPLORER_MODULES)}}})({dump(wording)});\n"


def _joined(folder: Path, names: Sequence[str]) -> str:
    code = (_EXPORT.sub("", _IMPORT.sub("", (folder / name).read_text("utf-8"))) for name in names)
    return without_comments("".join(code))
