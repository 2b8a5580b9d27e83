"""Builds the index of documents, once: `index_with_python.py ours|lunr DOCUMENTS`, where DOCUMENTS is a `documents.json`.

Ours is built to the last file; the `lunr` package to the JSON that a browser would load. Prints the seconds that
building took. Runs in a process of its own, so that the memory is its own.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

NO_RECORDS: dict[str, Any] = {"facets": [], "synonyms": ""}


Documents = Sequence[dict[str, str]]


def ours() -> Callable[[Documents], int]:
    """Return what builds our index and tells how many characters its files have; concepts are found anew, as in a build."""
    from utm_exchange.search.edition import pack
    from utm_exchange.search.fields import FIELDS
    from utm_exchange.search.index import build_index
    from utm_exchange.search.synonyms import synonyms

    def build(documents: Documents) -> int:
        gc.disable()  # as `edition_of` does
        index = build_index(documents, [field.name for field in FIELDS], synonyms())
        return sum(len(text) for _path, text in pack(index, {}, NO_RECORDS).files())

    return build


def lunr_package() -> Callable[[Documents], int]:
    """Return what builds the index of the `lunr` package and tells how many characters its JSON has."""
    from lunr import lunr

    from utm_exchange.search.fields import FIELDS

    fields = [{"field_name": field.name, "boost": field.boost} for field in FIELDS]

    def build(documents: Documents) -> int:
        rows = [{"id": str(number), **texts} for number, texts in enumerate(documents)]
        return len(json.dumps(lunr(ref="id", fields=fields, documents=rows).serialize()))

    return build


if __name__ == "__main__":
    build = {"ours": ours, "lunr": lunr_package}[sys.argv[1]]()
    documents = [row["texts"] for row in json.loads(Path(sys.argv[2]).read_text("utf-8"))]
    started = time.perf_counter()
    build(documents)
    print(time.perf_counter() - started)
