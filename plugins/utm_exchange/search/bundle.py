"""Bundle: the scripts, each a classic one, which also runs from ``file:``, where modules do not.

The engine is lunr.js as the ``mkdocs`` package ships it, then the modules in :data:`ENGINE_MODULES` (see
:mod:`utm_exchange.joining`), all inside one function, so that nothing but ``utmSearch`` is global; then the
head of the edition. It runs in a worker or in a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from utm_exchange.joining import joined, minified
from utm_exchange.search.edition import LUNR, Edition, dump

ENGINE = "engine.js"
"""Its name in the folder of the search."""
ENGINE_MODULES = (
    "numbers.js",
    "files.js",
    "shards.js",
    "partial.js",
    "rank.js",
    "hits.js",
    "concepts.js",
    "words.js",
    "query.js",
    "spelling.js",
    "answers.js",
    "engine.js",
    "serve.js",
    "open.js",
)
"""In the order of who needs whom."""
BOX = "box.js"
"""The script of the search box, beside the engine, which it asks."""
BOX_MODULES = (
    "../explorer/elements.js",
    "../explorer/phrases.js",
    "../explorer/loading.js",
    "recent.js",
    "listbox.js",
    "options.js",
    "asker.js",
    "box.js",
    "open_box.js",
)
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


def bundle(lunr: Path, modules: Path, edition: Edition) -> str:
    """Return the script of the engine with the head of an edition.

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
        "var lunr=module.exports;\n"
        f"{joined(modules, ENGINE_MODULES)}"
        "})();\n"
        f"{edition.head}"
    )


def box_script(modules: Path, wording: Mapping[str, object]) -> str:
    """Return the script of the search box; ``wording`` is what it says, by name."""
    return _with(wording, modules, BOX_MODULES)


def explorer_script(modules: Path, wording: Mapping[str, object]) -> str:
    """Return the script of the explorers; ``wording`` is what it says, by name."""
    return _with(wording, modules, EXPLORER_MODULES)


def _with(wording: Mapping[str, object], modules: Path, names: Iterable[str]) -> str:
    return f"(function(wording){{\n{joined(modules, names)}}})({dump(wording)});\n"
