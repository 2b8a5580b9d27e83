"""Bundle: the engine in one classic script, which also runs from ``file:``, where modules do not.

lunr.js as the ``mkdocs`` package ships it, then the modules in :data:`MODULES` (see
:mod:`utm_exchange.joining`), all inside one function, so that nothing but ``utmSearch`` is global; then
the head of the edition.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from utm_exchange.joining import joined, minified
from utm_exchange.search.edition import LUNR, Edition, dump

ENGINE = "engine.js"
"""Its name in the folder of the search."""
MODULES = (
    "numbers.js",
    "files.js",
    "shards.js",
    "partial.js",
    "rank.js",
    "hits.js",
    "concepts.js",
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

_NOTICE = re.compile(r"/\*!.*?\*/\n?", re.DOTALL)
"""What stands before each part of lunr.js; the licence at its beginning says the same of all of it."""
_LICENCE = re.compile(r"\A\s*/\*\*?.*?@license.*?\*/", re.DOTALL)


class LunrError(Exception):
    """The lunr.js at hand is not the version that the index was made for."""


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
        f"{_NOTICE.sub('', minified(stock))}"
        f"var lunr=module.exports,wording={dump(wording)};\n"
        f"{joined(modules, MODULES)}"
        "})();\n"
        f"{edition.head}"
    )


def explorer_script(modules: Path, wording: Mapping[str, object]) -> str:
    """Return the script of the explorers; ``wording`` is what it says, by name."""
    return f"(function(wording){{\n{joined(modules, EXPLORER_MODULES)}}})({dump(wording)});\n"
